import type { ExplanationAnswer } from "#shared/wire/explain";
import { factInWords, type Telling, valueInWords } from "./factWords.ts";

/** One thing that changed: `Orders`, `0 → 1`. */
export interface ChangeInWords {
  readonly what: string;
  readonly change: string;
}

/** All that an event changed: the segment, then totals, then scores. Values that left their score as it was are no news. */
export function changesInWords(event: NonNullable<ExplanationAnswer["event"]>, telling: Telling): ChangeInWords[] {
  const { words } = telling.spoken;
  const { totals, scores, segment } = event;
  const told = (fact: string, before: unknown, after: unknown): ChangeInWords => {
    const inWords = (value: unknown) => (value === null ? words.none : valueInWords(fact, value, telling));
    return {
      what: factInWords(fact, telling),
      change: words.explanation.became(inWords(before), inWords(after)),
    };
  };
  return [
    ...(segment.before === segment.after ? [] : [told("segment", segment.before, segment.after)]),
    ...totals.map(({ total, before, after }) => told(total, before, after)),
    ...scores
      .filter(({ before, after }) => before.score !== after.score)
      .map(({ family, dimension, before, after }) => told(`score.${family}.${dimension}`, before.score, after.score)),
  ];
}
