import { type Comparison, OPERATORS, type Operator, type Rule } from "./rule.ts";

/** A comparison taken apart. */
export interface Asked {
  readonly fact: string;
  readonly operator: Operator;
  readonly expected: Comparison[Operator];
}

/**
 * The one operator of a comparison.
 *
 * @throws RangeError “operatorOf requires a comparison with an operator”
 * @example operatorOf({ fact: "orders", gte: 2 }); // => "gte"
 */
export function operatorOf(comparison: Comparison): Operator {
  for (const operator of OPERATORS) if (comparison[operator] !== undefined) return operator;
  throw new RangeError("operatorOf requires a comparison with an operator");
}

/**
 * Every comparison in a rule, taken apart, in the order written.
 *
 * @example comparisons({ not: { all: [{ fact: "orders", gt: 1 }] } }); // => [{ fact: "orders", operator: "gt", expected: 1 }]
 */
export function comparisons(rule: Rule): Asked[] {
  if ("all" in rule) return rule.all.flatMap(comparisons);
  if ("any" in rule) return rule.any.flatMap(comparisons);
  if ("not" in rule) return comparisons(rule.not);
  const operator = operatorOf(rule);
  return [{ fact: rule.fact, operator, expected: rule[operator] }];
}

/**
 * The facts a rule asks for, each once.
 *
 * @example factNamesOf({ any: [{ fact: "orders", eq: 1 }, { fact: "orders", eq: 2 }] }); // => ["orders"]
 */
export function factNamesOf(rule: Rule): string[] {
  return [...new Set(comparisons(rule).map(({ fact }) => fact))];
}

/**
 * The audiences a rule asks for by name, each once.
 *
 * @example audiencesNamedIn({ not: { fact: "audience", contains: "loyal" } }); // => ["loyal"]
 */
export function audiencesNamedIn(rule: Rule): string[] {
  const asked = comparisons(rule).filter(({ fact, operator }) => fact === "audience" && operator === "contains");
  return [...new Set(asked.map(({ expected }) => expected).filter((key) => typeof key === "string"))];
}
