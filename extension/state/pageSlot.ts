import { contentOf } from "#shared/decision/content";
import { inSegment } from "#shared/decision/inSegment";
import type { Slot } from "#shared/decision/slot";
import { isPageFact } from "#shared/rules/factNames";
import type { ExplainedSlotAnswer } from "#shared/wire/explain";
import type { PageSlot } from "../messages.ts";
import { plainText } from "./plainText.ts";

/**
 * What one slot gives the visitor, and what it would give others on the same page.
 *
 * @param segments keys, in the order of their rules
 * @param now epoch milliseconds, for the schedules
 */
export function pageSlotOf(
  slot: Slot,
  answer: ExplainedSlotAnswer,
  segments: readonly string[],
  now: number,
): PageSlot {
  // What the Worker found the page's facts to be; whatever a rule asks for is among it.
  const pageFacts = new Map(
    answer.snippets.flatMap(({ comparisons }) =>
      comparisons.filter(({ fact }) => isPageFact(fact)).map(({ fact, actual }) => [fact, actual] as const),
    ),
  );
  return {
    answer,
    others: Object.fromEntries(
      segments.map((segment) => [segment, inSegment(slot, segment, (fact) => pageFacts.get(fact), now)]),
    ),
    texts: Object.fromEntries(
      slot.snippets.map((snippet) => [snippet.key, plainText(contentOf(snippet)?.content ?? "")]),
    ),
  };
}
