import { type Asked, comparisons } from "./comparisons.ts";
import { holds } from "./matches.ts";
import type { Rule } from "./rule.ts";

/** One comparison of a rule, what it asked for and what it met. */
export interface Explained extends Asked {
  /** null: the fact is missing. */
  readonly actual: unknown;
  readonly result: boolean;
}

/**
 * Every comparison of a rule with the value it met and whether it held, in the order written.
 *
 * @param factOf the value of a fact by name; undefined or null where it is missing
 * @example explain({ fact: "orders", gt: 2 }, () => 1); // => [{ fact: "orders", operator: "gt", expected: 2, actual: 1, result: false }]
 */
export function explain(rule: Rule, factOf: (name: string) => unknown): Explained[] {
  return comparisons(rule).map((asked) => {
    const actual = factOf(asked.fact) ?? null;
    return { ...asked, actual, result: holds(asked.operator, asked.expected, actual) };
  });
}
