import { useSignal } from "@preact/signals";
import type { PageSlot, SiteFacts } from "../../messages.ts";
import { useSpeech } from "../speech.ts";
import { Disclosure } from "./Disclosure.tsx";
import { possibleInWords } from "./slotWords.ts";

interface Props {
  readonly slots: readonly PageSlot[];
  /** The visitor's own, which the first column begins with. */
  readonly segment: string;
  readonly facts: SiteFacts | null;
}

/** What two segments see on this page, side by side. */
export function CompareSegments(props: Props) {
  return <Disclosure label={useSpeech().words.slots.compare}>{() => <Comparison {...props} />}</Disclosure>;
}

function Comparison({ slots, segment, facts }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  const keys = Object.keys(slots[0]?.others ?? {});
  const left = useSignal(segment);
  const right = useSignal(keys.find((key) => key !== segment) ?? segment);
  const columns = [
    { label: words.slots.left, chosen: left },
    { label: words.slots.right, chosen: right },
  ];
  return (
    <>
      <p class="quiet">{words.slots.compareHint}</p>
      <div class="comparing">
        {columns.map(({ label, chosen }) => (
          <SegmentChoice
            key={label}
            {...{ label, keys, facts }}
            chosen={chosen.value}
            onChoose={(key) => {
              chosen.value = key;
            }}
          />
        ))}
      </div>
      <table class="compared">
        <thead>
          <tr>
            {columns.map(({ label, chosen }) => (
              <th key={label} scope="col">
                {spoken.segment(chosen.value, facts?.segments)}
              </th>
            ))}
          </tr>
        </thead>
        {slots.map((slot) => (
          <tbody key={slot.answer.slot}>
            <tr>
              <th colSpan={2} scope="rowgroup">
                {slot.answer.slot}
              </th>
            </tr>
            <tr>
              {columns.map(({ label, chosen }) => (
                <td key={label}>
                  <Seen slot={slot} segment={chosen.value} />
                </td>
              ))}
            </tr>
          </tbody>
        ))}
      </table>
    </>
  );
}

function SegmentChoice({
  label,
  keys,
  chosen,
  facts,
  onChoose,
}: {
  readonly label: string;
  readonly keys: readonly string[];
  readonly chosen: string;
  readonly facts: SiteFacts | null;
  readonly onChoose: (key: string) => void;
}) {
  const spoken = useSpeech();
  return (
    <select aria-label={label} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
      {keys.map((key) => (
        <option key={key} value={key}>
          {spoken.segment(key, facts?.segments)}
        </option>
      ))}
    </select>
  );
}

function Seen({ slot: { others, texts }, segment }: { readonly slot: PageSlot; readonly segment: string }) {
  const spoken = useSpeech();
  const possible = others[segment] ?? [];
  const [first = null] = possible;
  const text = first === null ? undefined : texts[first];
  return (
    <>
      {possibleInWords(possible, { spoken })}
      {possible.length === 1 && text ? <small>{text}</small> : null}
    </>
  );
}
