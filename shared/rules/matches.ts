import { operatorOf } from "./comparisons.ts";
import type { Operator, Rule } from "./rule.ts";

/**
 * Whether a rule is true of someone. A missing fact makes its comparison false, and so does a value of another type: nothing is coerced.
 *
 * @param factOf the value of a fact by name; undefined or null where it is missing
 * @example matches({ fact: "orders", gte: 2 }, () => 3); // => true
 * @example matches({ fact: "orders", ne: 2 }, () => undefined); // => false
 * @example matches({ fact: "orders", exists: false }, () => undefined); // => true
 */
export function matches(rule: Rule, factOf: FactOf): boolean {
  return testOf(rule)(factOf);
}

type FactOf = (name: string) => unknown;
type Test = (factOf: FactOf) => boolean;

/** Rules never change, and one is asked of every visitor: it is taken apart once. */
const TESTS_OF = new WeakMap<Rule, Test>();

function testOf(rule: Rule): Test {
  const known = TESTS_OF.get(rule);
  if (known !== undefined) return known;
  const test = newTest(rule);
  TESTS_OF.set(rule, test);
  return test;
}

function newTest(rule: Rule): Test {
  if ("all" in rule) {
    const inner = rule.all.map(testOf);
    return (factOf) => inner.every((test) => test(factOf));
  }
  if ("any" in rule) {
    const inner = rule.any.map(testOf);
    return (factOf) => inner.some((test) => test(factOf));
  }
  if ("not" in rule) {
    const inner = testOf(rule.not);
    return (factOf) => !inner(factOf);
  }
  const operator = operatorOf(rule);
  const [expected, { fact }] = [rule[operator], rule];
  return (factOf) => holds(operator, expected, factOf(fact));
}

/** Whether an operator with its operand is true of the value of a fact. */
export function holds(operator: Operator, expected: unknown, actual: unknown): boolean {
  const missing = actual === undefined || actual === null;
  if (operator === "exists") return expected !== missing;
  return !missing && TESTS[operator](actual, expected);
}

const TESTS: Readonly<Record<Exclude<Operator, "exists">, (actual: unknown, expected: unknown) => boolean>> = {
  eq: (actual, expected) => actual === expected,
  ne: (actual, expected) => typeof actual === typeof expected && actual !== expected,
  gt: (actual, expected) => order(actual, expected) === 1,
  gte: (actual, expected) => (order(actual, expected) ?? -1) >= 0,
  lt: (actual, expected) => order(actual, expected) === -1,
  lte: (actual, expected) => (order(actual, expected) ?? 1) <= 0,
  in: (actual, expected) => Array.isArray(expected) && expected.includes(actual),
  contains: (actual, expected) => {
    if (Array.isArray(actual)) return actual.includes(expected);
    return typeof actual === "string" && typeof expected === "string" && actual.includes(expected);
  },
};

/** -1, 0 or 1 between two numbers or two texts; null: they cannot be compared. */
function order(a: unknown, b: unknown): -1 | 0 | 1 | null {
  if (typeof a === "number" && typeof b === "number") return a < b ? -1 : a > b ? 1 : a === b ? 0 : null;
  if (typeof a === "string" && typeof b === "string") return a < b ? -1 : a > b ? 1 : 0;
  return null;
}
