import * as v from "valibot";
import { isFact, isPageFact } from "./factNames.ts";

/** What a fact may be compared with; nothing is coerced, so `1` and `"1"` differ. */
export type Scalar = string | number | boolean;

/** One fact and exactly one operator. `gt` and its like order numbers, and texts by code unit (ISO dates so in time). */
export interface Comparison {
  readonly fact: string;
  readonly eq?: Scalar;
  readonly ne?: Scalar;
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  readonly in?: readonly Scalar[];
  readonly contains?: Scalar;
  readonly exists?: boolean;
}

/** The one language of segments, audiences, snippets and automations. */
export type Rule =
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] }
  | { readonly not: Rule }
  | Comparison;

/** Deeper rules are refused. */
export const MAX_DEPTH = 100;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
const isOrdered = (value: unknown) => typeof value === "string" || Number.isFinite(value);
const SCALAR = { takes: isScalar, wants: "text, a number, true or false" } as const;
const ORDERED = { takes: isOrdered, wants: "a number or text" } as const;

/** Each operator and what it may be given. */
const OPERANDS = {
  eq: SCALAR,
  ne: SCALAR,
  gt: ORDERED,
  gte: ORDERED,
  lt: ORDERED,
  lte: ORDERED,
  in: {
    takes: (value: unknown) => Array.isArray(value) && value.every(isScalar),
    wants: "a list of texts, numbers, true or false",
  },
  contains: SCALAR,
  exists: { takes: (value: unknown) => typeof value === "boolean", wants: "true or false" },
} as const;

export type Operator = keyof typeof OPERANDS;
export const OPERATORS = Object.keys(OPERANDS) as readonly Operator[];
const isOperator = (key: string): key is Operator => Object.hasOwn(OPERANDS, key);

type Path = readonly (string | number)[];

/** Where a rule is wrong, and how. */
export interface RuleFault {
  readonly path: Path;
  readonly message: string;
}

/**
 * Every fault of what should be a rule; none: it is one.
 *
 * @param input parsed JSON of any shape and depth
 * @example ruleFaults({ all: [{ fact: "ordres", gt: 1 }] }); // => [{ path: ["all", 0, "fact"], message: "is not a fact: ordres" }]
 */
export function ruleFaults(input: unknown, path: Path = [], depth = 1): RuleFault[] {
  if (depth > MAX_DEPTH) return [{ path, message: `is deeper than ${MAX_DEPTH}` }];
  if (typeof input !== "object" || input === null || Array.isArray(input)) return [{ path, message: "must be a rule" }];
  const fields = new Map<string, unknown>(Object.entries(input));
  const kind = ["all", "any", "not"].find((key) => fields.has(key));
  if (kind === undefined) return comparisonFaults(fields, path);
  const rules = fields.get(kind);
  const strangers = [...fields.keys()]
    .filter((key) => key !== kind)
    .map((key) => ({ path: [...path, key], message: `is not allowed beside ${kind}` }));
  if (kind === "not") return [...strangers, ...ruleFaults(rules, [...path, kind], depth + 1)];
  if (!Array.isArray(rules)) return [...strangers, { path: [...path, kind], message: "must be a list of rules" }];
  return [...strangers, ...rules.flatMap((rule, index) => ruleFaults(rule, [...path, kind, index], depth + 1))];
}

function comparisonFaults(fields: ReadonlyMap<string, unknown>, path: Path): RuleFault[] {
  const fact = fields.get("fact");
  const named = [...fields].filter(([key]) => key !== "fact");
  if (fact === undefined && named.length === 0) return [{ path, message: "must be a rule" }];
  const faults: RuleFault[] = [];
  if (typeof fact !== "string") faults.push({ path: [...path, "fact"], message: "must be the name of a fact" });
  else if (!isFact(fact)) faults.push({ path: [...path, "fact"], message: `is not a fact: ${fact.slice(0, 100)}` });
  for (const [key, operand] of named) {
    if (!isOperator(key)) faults.push({ path: [...path, key], message: "is not an operator" });
    else if (!OPERANDS[key].takes(operand))
      faults.push({ path: [...path, key], message: `must be ${OPERANDS[key].wants}` });
  }
  if (named.filter(([key]) => isOperator(key)).length !== 1 && faults.length === 0)
    faults.push({ path, message: "must have exactly one operator" });
  return faults;
}

/** A rule of which every fact passes; `refusal` answers what is wrong with a fact, or null. */
export function ruleSchema(refusal: (fact: string) => string | null) {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, Rule>(({ dataset, addIssue, NEVER }) => {
      const faults = ruleFaults(dataset.value);
      if (faults.length === 0) faults.push(...scopeFaults(dataset.value as Rule, refusal));
      for (const { path, message } of faults) addIssue({ message, path: pathItems(dataset.value, path) });
      return faults.length === 0 ? (dataset.value as Rule) : NEVER;
    }),
  );
}

/** Any rule: a snippet's, which may ask for the page too. */
export const RuleSchema = ruleSchema(() => null);

/** A rule about the visitor alone: an audience's, a count's. */
export const VisitorRuleSchema = ruleSchema((fact) =>
  isPageFact(fact) ? "is a fact of the page: only snippets may use it" : null,
);

function scopeFaults(rule: Rule, refusal: (fact: string) => string | null, path: Path = []): RuleFault[] {
  const beneath = (key: string, rules: readonly Rule[]) =>
    rules.flatMap((inner, index) => scopeFaults(inner, refusal, [...path, key, index]));
  if ("all" in rule) return beneath("all", rule.all);
  if ("any" in rule) return beneath("any", rule.any);
  if ("not" in rule) return scopeFaults(rule.not, refusal, [...path, "not"]);
  const message = refusal(rule.fact);
  return message === null ? [] : [{ path: [...path, "fact"], message }];
}

function pathItems(root: unknown, path: Path): [v.IssuePathItem, ...v.IssuePathItem[]] | undefined {
  let input = root;
  const items: v.IssuePathItem[] = path.map((key) => {
    const value: unknown = Reflect.get(Object(input), key);
    const item: v.UnknownPathItem = { type: "unknown", origin: "value", input, key, value };
    input = value;
    return item;
  });
  const [first, ...rest] = items;
  return first === undefined ? undefined : [first, ...rest];
}
