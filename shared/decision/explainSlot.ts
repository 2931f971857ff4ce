import { type Explained, explain } from "../rules/explain.ts";
import { matches } from "../rules/matches.ts";
import { choose, isOnPage, type Limits, NO_LIMITS } from "./choose.ts";
import { contentOf } from "./content.ts";
import { type Decision, decisionOf } from "./decide.ts";
import { isScheduledAt } from "./schedule.ts";
import type { Slot } from "./slot.ts";
import type { Snippet } from "./snippet.ts";

export const OUTCOMES = ["shown", "rule", "schedule", "cap", "holdout", "outranked"] as const;
/** What became of a snippet: shown; its rule was false; not its time; shown as often as it may be; withheld to compare with; another came first, or was dealt. */
export type Outcome = (typeof OUTCOMES)[number];

/** A slot's decision and the reason for each of its snippets, in the order written; each is asked first for the slot's pages, then for its own rule. */
export interface ExplainedSlot {
  readonly slot: string;
  readonly decision: Decision;
  readonly snippets: readonly {
    readonly snippet: string;
    readonly outcome: Outcome;
    readonly comparisons: readonly Explained[];
    /** The languages of its translations, and what its merge fields name; left out: it has none. */
    readonly languages?: readonly string[];
    readonly fields?: readonly { readonly fact: string; readonly actual: unknown }[];
  }[];
}

/**
 * Why someone gets what they get in a slot.
 *
 * @param factOf the value of a fact by name, the page's included; undefined where it is missing
 * @param at epoch milliseconds, for the schedules
 * @param bucketIn where the visitor falls by what is drawn, as `choose` asks
 */
export function explainSlot(
  slot: Slot,
  factOf: (name: string) => unknown,
  at: number,
  bucketIn: (draw: string) => number,
  limits: Limits = NO_LIMITS,
): ExplainedSlot {
  const choice = choose(slot, factOf, at, bucketIn, limits);
  const chosen = slot.snippets.findIndex(({ key }) => key === choice?.snippet.key);
  const outcomeOf = (snippet: Snippet, index: number): Outcome => {
    if (index === chosen) return choice?.holdout === null ? "shown" : "holdout";
    if (!isScheduledAt(snippet, at)) return "schedule";
    if (!(isOnPage(slot, factOf) && matches(snippet.rule, factOf))) return "rule";
    return limits.isCapped(slot.key, snippet.key) && (chosen < 0 || index < chosen) ? "cap" : "outranked";
  };
  const pages = slot.pages == null ? [] : explain(slot.pages, factOf);
  return {
    slot: slot.key,
    decision: decisionOf(slot, choice),
    snippets: slot.snippets.map((snippet, index) => ({
      snippet: snippet.key,
      outcome: outcomeOf(snippet, index),
      comparisons: [...pages, ...explain(snippet.rule, factOf)],
      ...tailoring(snippet, factOf),
    })),
  };
}

function tailoring(snippet: Snippet, factOf: (name: string) => unknown) {
  const { translations = null, fields = null } = contentOf(snippet) ?? {};
  return {
    ...(translations !== null && { languages: [...translations.keys()] }),
    ...(fields !== null && { fields: fields.map((fact) => ({ fact, actual: factOf(fact) ?? null })) }),
  };
}
