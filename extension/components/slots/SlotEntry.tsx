import type { ReadonlySignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { PageSlot, SiteFacts } from "../../messages.ts";
import { Condition, Verdict } from "../explanation/AskedRules.tsx";
import { SegmentMark } from "../SegmentMark.tsx";
import { useSpeech } from "../speech.ts";
import { Disclosure } from "./Disclosure.tsx";
import { possibleInWords, servedInWords, shownInWords } from "./slotWords.ts";

interface Shared {
  readonly facts: SiteFacts | null;
  /** The visitor's own. */
  readonly segment: string;
}

interface Props extends Shared {
  readonly name: string;
  /** In how many places of the page it is. */
  readonly places: number;
  readonly isConfigured: boolean;
  /** Null while nothing has come. */
  readonly slot: PageSlot | null;
  readonly now: ReadonlySignal<number>;
  readonly onGo: () => void;
  /** What can be done with it besides. */
  readonly children?: ComponentChildren;
}

/** One slot: what is shown and why in a sentence, what was served, and the rest on demand. */
export function SlotEntry({ name, places, isConfigured, slot, now, onGo, children, ...shared }: Props) {
  const spoken = useSpeech();
  const { words } = spoken;
  return (
    <li>
      <p class="slotname">
        <button type="button" class="ask" title={words.slots.goTo(name)} onClick={onGo}>
          {name}
        </button>
        {places > 1 && <small>{spoken.count(places, words.slots.places)}</small>}
      </p>
      {slot !== null && <Known slot={slot} now={now} {...shared} />}
      {slot === null && <p class="quiet">{isConfigured ? words.loading : words.slots.notASlot}</p>}
      {children}
    </li>
  );
}

function Known({ slot, now, facts, segment }: Shared & { readonly slot: PageSlot; readonly now: Props["now"] }) {
  const spoken = useSpeech();
  const { slots } = spoken.words;
  const { answer, texts } = slot;
  const telling = { spoken, facts };
  const text = answer.decision.snippet === null ? "" : texts[answer.decision.snippet];
  return (
    <>
      <p>{shownInWords(answer, telling)}</p>
      {text ? <p class="text">{text}</p> : null}
      <p class="quiet" title={answer.served === null ? undefined : spoken.instant(answer.served.at)}>
        {servedInWords(answer, now.value, telling)}
      </p>
      <Disclosure label={slots.why} of={slots.whyOf(answer.slot)}>
        {() => <Snippets answer={answer} facts={facts} />}
      </Disclosure>
      <Disclosure label={slots.others} of={slots.othersOf(answer.slot)}>
        {() => <Others slot={slot} facts={facts} segment={segment} />}
      </Disclosure>
    </>
  );
}

function Snippets({ answer, facts }: { readonly answer: PageSlot["answer"]; readonly facts: SiteFacts | null }) {
  const { slots, explanation } = useSpeech().words;
  if (answer.snippets.length === 0) return <p class="quiet">{slots.noSnippets}</p>;
  return (
    <>
      <p class="quiet">{slots.asked}</p>
      <ol class="rules">
        {answer.snippets.map(({ snippet, outcome, comparisons }) => (
          <li key={snippet}>
            <p class={outcome === "shown" ? "verdict held" : "verdict"}>
              <Verdict holds={outcome === "shown"} /> {slots.ofSnippet(snippet, slots.outcomes[outcome])}
            </p>
            {comparisons.length === 0 && <p class="quiet">{explanation.everyone}</p>}
            <ul>
              {comparisons.map((comparison, index) => (
                <Condition key={index} comparison={comparison} facts={facts} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </>
  );
}

function Others({ slot: { others }, facts, segment }: Shared & { readonly slot: PageSlot }) {
  const spoken = useSpeech();
  const keys = Object.keys(others);
  return (
    <ul class="others">
      {keys.map((key) => (
        <li key={key} aria-current={key === segment ? "true" : undefined}>
          <SegmentMark segment={key} keys={keys} />
          <span>
            <b>{spoken.segment(key, facts?.segments)}</b> {possibleInWords(others[key] ?? [], { spoken })}
          </span>
        </li>
      ))}
    </ul>
  );
}
