import { factNamesOf } from "../rules/comparisons.ts";
import { contentOf } from "./content.ts";
import { mustBeRecorded } from "./draw.ts";
import type { Slot } from "./slot.ts";

/** What a token never carries: personal traits, and what no search through time foresees. */
const NEVER_CARRIED = /^(?:traits|group|prediction)\./;

/**
 * Whether a slot may be decided by a token that the visitor's browser carries. Where something must be recorded with the decision, for a cap,
 * a holdout or an experiment, or a rule or a merge field asks for personal traits, the visitor's object decides.
 *
 * @param holdoutPercent the site's own
 * @example mayDecideByToken({ key: "hero", selector: null, holdoutPercent: 5, snippets: [] }, 0); // => false
 */
export function mayDecideByToken(slot: Slot, holdoutPercent: number): boolean {
  const names = slot.snippets.flatMap(({ rule }) => factNamesOf(rule));
  return (
    !mustBeRecorded(slot, holdoutPercent) && !needsPersonal(slot) && !names.some((name) => NEVER_CARRIED.test(name))
  );
}

/** Whether what a slot shows differs from person to person, by merge fields: it is nobody else's, and no token carries what they print. */
export function needsPersonal({ snippets }: Slot): boolean {
  return snippets.some((snippet) => contentOf(snippet)?.fields != null);
}
