import { type Explained, explain } from "../rules/explain.ts";
import { matches } from "../rules/matches.ts";
import { type Decision, decide } from "./decide.ts";
import type { Slot } from "./slot.ts";
import { isScheduledAt, type Snippet } from "./snippet.ts";

export const OUTCOMES = ["shown", "rule", "schedule", "holdout", "outranked"] as const;
/** What became of a snippet: shown; its rule was false; not its time; withheld to compare with; another came first. */
export type Outcome = (typeof OUTCOMES)[number];

/** A slot's decision and the reason for each of its snippets, in the order written. */
export interface ExplainedSlot {
  readonly slot: string;
  readonly decision: Decision;
  readonly snippets: readonly {
    readonly snippet: string;
    readonly outcome: Outcome;
    readonly comparisons: readonly Explained[];
  }[];
}

/**
 * Why someone gets what they get in a slot.
 *
 * @param factOf the value of a fact by name, the page's included; undefined where it is missing
 * @param at epoch milliseconds, for the schedules
 * @param bucket where the visitor falls in this slot, from 0 to below 100
 */
export function explainSlot(slot: Slot, factOf: (name: string) => unknown, at: number, bucket: number): ExplainedSlot {
  const decision = decide([slot], factOf, at, () => bucket)[slot.key];
  if (decision === undefined) throw new RangeError("explainSlot requires a slot that decide knows");
  const fits = (snippet: Snippet) => isScheduledAt(snippet, at) && matches(snippet.rule, factOf);
  const chosen = slot.snippets.find(fits);
  const outcomeOf = (snippet: Snippet): Outcome => {
    if (snippet === chosen) return decision.reason === "holdout" ? "holdout" : "shown";
    if (fits(snippet)) return "outranked";
    return isScheduledAt(snippet, at) ? "rule" : "schedule";
  };
  return {
    slot: slot.key,
    decision,
    snippets: slot.snippets.map((snippet) => ({
      snippet: snippet.key,
      outcome: outcomeOf(snippet),
      comparisons: explain(snippet.rule, factOf),
    })),
  };
}
