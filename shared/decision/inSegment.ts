import { comparisons } from "../rules/comparisons.ts";
import { isPageFact } from "../rules/factNames.ts";
import { holds } from "../rules/matches.ts";
import type { Rule } from "../rules/rule.ts";
import { isOnPage } from "./choose.ts";
import { armsOf } from "./experiment.ts";
import { isScheduledAt } from "./schedule.ts";
import type { Slot } from "./slot.ts";

/**
 * What members of a segment can get in a slot of a page, whatever else is true of them: keys of snippets in the order they are asked, null for the
 * page's own content. One answer: all get that. Holdouts and caps, which keep anything from anybody, are left out.
 *
 * @param pageFactOf the value of a page's fact by name; undefined or null where it is missing
 * @param at epoch milliseconds, for the schedules
 * @example inSegment({ key: "hero", selector: null, holdoutPercent: 0, snippets: [] }, "new", () => undefined, 0); // => [null]
 */
export function inSegment(
  slot: Slot,
  segment: string,
  pageFactOf: (name: string) => unknown,
  at: number,
): (string | null)[] {
  if (!isOnPage(slot, pageFactOf)) return [null];
  const known: FactOf = (name) => {
    if (name === "segment") return { actual: segment };
    return isPageFact(name) ? { actual: pageFactOf(name) } : null;
  };
  const possible = new Set<string>();
  for (const snippet of slot.snippets) {
    const { key, rule, experiment } = snippet;
    const verdict = isScheduledAt(snippet, at) ? verdictOn(rule, known) : false;
    if (verdict === false) continue;
    // All of an experiment's snippets are for the same people, and each of these is dealt one of them.
    const arms = experiment == null ? [] : armsOf(slot, experiment);
    for (const one of arms.length === 0 ? [key] : arms.map((arm) => arm.snippet)) possible.add(one);
    if (verdict) return [...possible];
  }
  return [...possible, null];
}

/** What is known of a fact; null: nothing is. */
type FactOf = (name: string) => { readonly actual: unknown } | null;

/** Whether a rule is true of someone of whom not all is known; null: that depends on what is not. */
function verdictOn(rule: Rule, known: FactOf): boolean | null {
  if ("all" in rule) return both(rule.all, known, false);
  if ("any" in rule) return both(rule.any, known, true);
  if ("not" in rule) {
    const verdict = verdictOn(rule.not, known);
    return verdict === null ? null : !verdict;
  }
  const verdicts = comparisons(rule).map(({ fact, operator, expected }) => {
    const met = known(fact);
    return met === null ? null : holds(operator, expected, met.actual);
  });
  return verdicts[0] ?? null;
}

/** @param settled the verdict that one rule gives for all of them */
function both(rules: readonly Rule[], known: FactOf, settled: boolean): boolean | null {
  const verdicts = rules.map((rule) => verdictOn(rule, known));
  if (verdicts.includes(settled)) return settled;
  return verdicts.includes(null) ? null : !settled;
}
