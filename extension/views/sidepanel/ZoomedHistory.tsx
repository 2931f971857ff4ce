import { useComputed, useSignal } from "@preact/signals";
import type { TargetedKeyboardEvent, TargetedPointerEvent } from "preact";
import { useSpeech } from "../../components/speech.ts";
import { PLOT } from "../../components/visitor/ChartDrawing.tsx";
import { momentsIn, momentsOf } from "../../components/visitor/chart.ts";
import { HistoryChart } from "../../components/visitor/HistoryChart.tsx";
import type { HistoryProps } from "../../components/visitor/HistoryPart.tsx";
import { HistoryTable } from "../../components/visitor/HistoryTable.tsx";
import { marked, panned, type Stretch, zoomed } from "../../components/visitor/zoom.ts";
import { pageWordsOf } from "../../words/pages/pageWords.ts";

const REDRAW_MS = 10_000;
const SHORTEST_MS = 120_000;
const NEARER = 2;

/** How segment and scores came about, at any scale: buttons, keys, or a stretch drawn with the pointer. */
export function ZoomedHistory({ history, family, facts, now }: HistoryProps) {
  const spoken = useSpeech();
  const { words } = spoken;
  const { zoom } = pageWordsOf(spoken.language).panel.visitor;
  const chosen = useSignal<Stretch | null>(null);
  const isTable = useSignal(false);
  const drawn = useSignal<{ readonly start: number; readonly end: number } | null>(null);
  const to = useComputed(() => Math.ceil(now.value / REDRAW_MS) * REDRAW_MS).value;
  const all = history === null ? [] : momentsOf(history, family);
  const whole = { from: Math.min(all[0]?.at ?? to, to - SHORTEST_MS), to };
  const shown = chosen.value ?? whole;
  const moments = momentsIn(all, shown.from).filter(({ at }) => at <= shown.to);
  if (moments.length === 0 && chosen.value === null)
    return (
      <section class="history">
        <h2>{words.history}</h2>
        <p class="quiet">{history === null ? words.loading : words.noChangesYet}</p>
      </section>
    );
  const show = (next: Stretch) => {
    chosen.value = next.from <= whole.from && next.to >= whole.to ? null : next;
  };
  const keys: Readonly<Record<string, () => void>> = {
    "+": () => show(zoomed(whole, shown, NEARER)),
    "-": () => show(zoomed(whole, shown, 1 / NEARER)),
    "0": () => show(whole),
  };
  const press = (event: TargetedKeyboardEvent<HTMLElement>) => keys[event.key]?.();
  const shareAt = (event: TargetedPointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * PLOT.width;
    return (x - PLOT.left) / (PLOT.width - PLOT.left - PLOT.right);
  };
  const begin = (event: TargetedPointerEvent<HTMLElement>) => {
    const at = shareAt(event);
    drawn.value = { start: at, end: at };
  };
  const draw = (event: TargetedPointerEvent<HTMLElement>) => {
    if (drawn.value !== null) drawn.value = { ...drawn.value, end: shareAt(event) };
  };
  const end = () => {
    const stretch = drawn.value === null ? null : marked(shown, drawn.value.start, drawn.value.end);
    drawn.value = null;
    if (stretch !== null) show(stretch);
  };
  return (
    <section class="history">
      <h2>
        {words.history}
        <button
          type="button"
          class="plain"
          aria-pressed={isTable.value}
          onClick={() => {
            isTable.value = !isTable.value;
          }}
        >
          {words.asTable}
        </button>
      </h2>
      <fieldset class="zoom" aria-label={zoom.label}>
        <Step
          label={zoom.earlier}
          sign="‹"
          isOff={shown.from <= whole.from}
          onStep={() => show(panned(whole, shown, -0.5))}
        />
        <Step label={zoom.nearer} sign="+" onStep={() => show(zoomed(whole, shown, NEARER))} />
        <Step
          label={zoom.farther}
          sign="−"
          isOff={chosen.value === null}
          onStep={() => show(zoomed(whole, shown, 1 / NEARER))}
        />
        <Step label={zoom.later} sign="›" isOff={shown.to >= whole.to} onStep={() => show(panned(whole, shown, 0.5))} />
        <button type="button" class="plain" disabled={chosen.value === null} onClick={() => show(whole)}>
          {words.allTime}
        </button>
        <span class="quiet">
          {zoom.shown(spoken.axis(shown.from, shown.to - shown.from), spoken.axis(shown.to, shown.to - shown.from))}
        </span>
      </fieldset>
      {!isTable.value && (
        <section
          class="zoomed"
          aria-label={words.history}
          onKeyDown={press}
          onPointerDown={begin}
          onPointerMove={draw}
          onPointerUp={end}
          onPointerLeave={end}
          onDblClick={() => show(whole)}
        >
          <HistoryChart moments={moments} family={family} facts={facts} from={shown.from} to={shown.to} />
          {drawn.value !== null && <Drawn {...drawn.value} />}
        </section>
      )}
      <HistoryTable moments={moments} family={family} facts={facts} isSeen={isTable.value} />
    </section>
  );
}

interface StepProps {
  readonly label: string;
  readonly sign: string;
  readonly isOff?: boolean;
  readonly onStep: () => void;
}

function Step({ label, sign, isOff = false, onStep }: StepProps) {
  return (
    <button type="button" class="plain" title={label} aria-label={label} disabled={isOff} onClick={onStep}>
      {sign}
    </button>
  );
}

/** What is being drawn over. */
function Drawn({ start, end }: { readonly start: number; readonly end: number }) {
  const inner = PLOT.width - PLOT.left - PLOT.right;
  const at = (share: number) => ((PLOT.left + Math.max(0, Math.min(1, share)) * inner) / PLOT.width) * 100;
  const [low, high] = [at(Math.min(start, end)), at(Math.max(start, end))];
  return <span class="drawn" style={{ left: `${low}%`, width: `${high - low}%` }} />;
}
