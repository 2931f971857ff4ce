import { factNamesOf } from "../rules/comparisons.ts";
import type { Slot } from "./slot.ts";

/** What a token never carries: personal traits, and what no search through time foresees. */
const NEVER_CARRIED = /^(?:traits|group|prediction)\./;

/**
 * Whether a slot may be decided by a token that the visitor's browser carries. Where something must be recorded with the decision,
 * a holdout for one, or a rule asks for personal traits, the visitor's object decides.
 *
 * @example mayDecideByToken({ key: "hero", selector: null, holdoutPercent: 5, snippets: [] }); // => false
 */
export function mayDecideByToken({ holdoutPercent, snippets }: Slot): boolean {
  return (
    holdoutPercent === 0 && snippets.every(({ rule }) => !factNamesOf(rule).some((name) => NEVER_CARRIED.test(name)))
  );
}
