import { operatorOf } from "#shared/rules/comparisons";
import type { Comparison, Operator, Rule } from "#shared/rules/rule";

/** How the conditions of a group make one: all of them, any, none, or not all. */
export const GROUPS = ["all", "any", "none", "notAll"] as const;
export type GroupKind = (typeof GROUPS)[number];

/** One comparison, or its opposite. */
export interface Line {
  readonly kind: "line";
  readonly fact: string;
  readonly operator: Operator;
  readonly value: Comparison[Operator];
  readonly isNot: boolean;
}

export interface Group {
  readonly kind: "group";
  readonly group: GroupKind;
  readonly items: readonly Form[];
}

/** What cannot be drawn: the rule as it is. */
export interface Raw {
  readonly kind: "raw";
  readonly rule: Rule;
}

/** A rule as it is drawn. */
export type Form = Line | Group | Raw;

/** Groups within groups are drawn so deep; what is deeper is shown as it is written. */
const DEEPEST = 3;

/**
 * How a rule is drawn; `ruleOf` gives it back as it was.
 *
 * @example formOf({ not: { any: [] } }); // => { kind: "group", group: "none", items: [] }
 */
export function formOf(rule: Rule, depth = 1): Form {
  if ("all" in rule) return groupOf("all", rule.all, rule, depth);
  if ("any" in rule) return groupOf("any", rule.any, rule, depth);
  if (!("not" in rule)) return lineOf(rule, false);
  const inner = rule.not;
  if ("all" in inner) return groupOf("notAll", inner.all, rule, depth);
  if ("any" in inner) return groupOf("none", inner.any, rule, depth);
  return "not" in inner ? { kind: "raw", rule } : lineOf(inner, true);
}

/** The rule that is drawn. */
export function ruleOf(form: Form): Rule {
  if (form.kind === "raw") return form.rule;
  if (form.kind === "line") {
    const comparison: Comparison = { fact: form.fact, [form.operator]: form.value };
    return form.isNot ? { not: comparison } : comparison;
  }
  const rules = form.items.map(ruleOf);
  switch (form.group) {
    case "all":
      return { all: rules };
    case "any":
      return { any: rules };
    case "none":
      return { not: { any: rules } };
    case "notAll":
      return { not: { all: rules } };
  }
}

/** A form with another condition at its end: a rule that is no group becomes the first of two that must both hold. */
export function withItem(form: Form, item: Form): Group {
  return form.kind === "group"
    ? { ...form, items: [...form.items, item] }
    : { kind: "group", group: "all", items: [form, item] };
}

function groupOf(group: GroupKind, rules: readonly Rule[], whole: Rule, depth: number): Form {
  if (depth > DEEPEST) return { kind: "raw", rule: whole };
  return { kind: "group", group, items: rules.map((rule) => formOf(rule, depth + 1)) };
}

function lineOf(comparison: Comparison, isNot: boolean): Line {
  const operator = operatorOf(comparison);
  return { kind: "line", fact: comparison.fact, operator, value: comparison[operator], isNot };
}
