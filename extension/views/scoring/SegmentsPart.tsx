import { useSignal } from "@preact/signals";
import { SegmentMark } from "../../components/SegmentMark.tsx";
import { ruleInWords } from "./ruleWords.ts";
import { SegmentEditor } from "./SegmentEditor.tsx";
import { useScoring } from "./scoring.ts";
import {
  addedSegment,
  isCatchAll,
  keyFor,
  lastPlace,
  movedSegment,
  removedSegment,
  type Segment,
} from "./segmentList.ts";

/** The lifecycle in the order in which it is asked, each segment with its rule and size. */
export function SegmentsPart() {
  const { state, edits, said, canEdit, nameOf } = useScoring();
  const { segments } = edits;
  const opened = useSignal<string | null>(null);
  const gone = useSignal<string | null>(null);
  const change = (next: Segment[], what?: string) => {
    gone.value = null;
    state.edit({ ...edits, segments: next }, what);
  };
  const add = () => {
    const key = keyFor(
      said.newName,
      segments.map((segment) => segment.key),
    );
    change(addedSegment(segments, { key, name: { en: said.newName }, rule: { all: [{ fact: "orders", gte: 1 }] } }));
    opened.value = key;
  };
  const remove = (key: string) => {
    const name = nameOf(key);
    change(removedSegment(segments, key));
    gone.value = name;
    opened.value = null;
  };
  return (
    <section class="part" aria-labelledby="segments-title">
      <h2 id="segments-title">{said.segments}</h2>
      <p class="quiet">{said.segmentsAbout}</p>
      <div role="status">
        {gone.value !== null && (
          <p>
            {said.removed(gone.value)}{" "}
            <button
              type="button"
              class="button"
              onClick={() => {
                gone.value = null;
                state.undo();
              }}
            >
              {said.undo}
            </button>
          </p>
        )}
      </div>
      <ol class="stages">
        {segments.map((segment, index) => (
          <li key={segment.key} data-segment={segment.key}>
            <Head
              segment={segment}
              isOpen={opened.value === segment.key}
              onOpen={() => {
                opened.value = opened.value === segment.key ? null : segment.key;
              }}
              canGoUp={canEdit && index > 0 && index <= lastPlace(segments)}
              canGoDown={canEdit && index < lastPlace(segments)}
              onMove={(by) => change(movedSegment(segments, segment.key, by), `move/${segment.key}`)}
            />
            {opened.value === segment.key && (
              <SegmentEditor
                segment={segment}
                place={index}
                onChange={(next, what) =>
                  change(
                    segments.map((one) => (one.key === segment.key ? next : one)),
                    `${segment.key}/${what}`,
                  )
                }
                onRemove={isCatchAll(segment) ? undefined : () => remove(segment.key)}
                onClose={() => {
                  opened.value = null;
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {canEdit && (
        <button type="button" class="button" onClick={add}>
          {said.add}
        </button>
      )}
    </section>
  );
}

interface HeadProps {
  readonly segment: Segment;
  readonly isOpen: boolean;
  readonly canGoUp: boolean;
  readonly canGoDown: boolean;
  readonly onOpen: () => void;
  readonly onMove: (by: -1 | 1) => void;
}

function Head({ segment, isOpen, canGoUp, canGoDown, onOpen, onMove }: HeadProps) {
  const { spoken, facts, said, keys, nameOf, canEdit } = useScoring();
  const name = nameOf(segment.key);
  return (
    <div class="stage">
      <SegmentMark segment={segment.key} keys={keys} />
      <div class="who">
        <h3>{name}</h3>
        <p class="quiet">{ruleInWords(segment.rule, { spoken, facts }, said)}</p>
      </div>
      <Size segment={segment.key} />
      <div class="tools">
        {canEdit && (
          <>
            <button
              type="button"
              class="tool"
              disabled={!canGoUp}
              aria-label={said.up(name)}
              onClick={() => onMove(-1)}
            >
              ↑
            </button>
            <button
              type="button"
              class="tool"
              disabled={!canGoDown}
              aria-label={said.down(name)}
              onClick={() => onMove(1)}
            >
              ↓
            </button>
            <button
              type="button"
              class="tool"
              aria-expanded={isOpen}
              aria-label={(isOpen ? said.close : said.edit)(name)}
              onClick={onOpen}
            >
              {isOpen ? said.done : said.change}
            </button>
          </>
        )}
      </div>
    </div>
  );
}

/** How many are in it, and would be. */
function Size({ segment }: { readonly segment: string }) {
  const { state, spoken, said } = useScoring();
  const { forecast: last, isPending } = state.forecast;
  const forecast = isPending.value ? null : last.value;
  const of = (list: readonly { readonly key: string; readonly visitors: number }[]) =>
    list.find(({ key }) => key === segment)?.visitors ?? 0;
  const now = state.segments.known.value.value;
  if (forecast === null) return <span class="count">{now === null ? "" : spoken.exact(of(now.segments))}</span>;
  const [before, after] = [of(forecast.before), of(forecast.after)];
  return (
    <span class={before === after ? "count" : "count changed"}>
      {before === after ? spoken.exact(after) : said.sizes(spoken.exact(before), spoken.exact(after))}
    </span>
  );
}
