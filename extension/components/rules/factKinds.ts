import { NAMED_FACTS, PAGE_FACTS, PATH_FACTS, PLAIN_FACTS } from "#shared/rules/factNames";
import type { Comparison, Operator, Scalar } from "#shared/rules/rule";

/** What a fact is compared with, and so how that is entered. */
export type FactKind =
  | "number"
  | "days"
  | "yesNo"
  | "segment"
  | "audience"
  | "tier"
  | "score"
  | "device"
  | "text"
  | "free";

const YES_NO = /^(?:identified$|consent\.)/;
const DAYS = /^(?:daysSince\.|gapBeforeLastOrder$|gapMedian$|value\.(?:rfm|rfe|rfd)\.recency$)/;
const TEXT = /^(?:campaign\.|page\.|locale$|country$)/;
const FREE = /^(?:traits|group)\./;

/**
 * The kind of a fact by its name.
 *
 * @example kindOf("daysSince.order"); // => "days"
 * @example kindOf("traits.city"); // => "free"
 */
export function kindOf(fact: string): FactKind {
  if (fact === "segment" || fact === "audience" || fact === "device") return fact;
  if (fact.startsWith("tier.")) return "tier";
  if (fact.startsWith("score.")) return "score";
  if (YES_NO.test(fact)) return "yesNo";
  if (DAYS.test(fact)) return "days";
  if (TEXT.test(fact)) return "text";
  return FREE.test(fact) ? "free" : "number";
}

const ORDERED = ["gte", "gt", "lte", "lt", "eq", "ne"] as const;
const OPERATORS_OF: Readonly<Record<FactKind, readonly Operator[]>> = {
  number: ORDERED,
  days: [...ORDERED, "exists"],
  yesNo: ["eq", "exists"],
  segment: ["eq", "in"],
  audience: ["contains"],
  tier: ["eq", "in", "exists"],
  score: [...ORDERED, "in", "exists"],
  device: ["eq", "in"],
  text: ["eq", "ne", "contains", "in", "exists"],
  free: ["eq", "ne", "contains", "in", ...ORDERED.slice(0, 4), "exists"],
};

/** The operators that make sense of a fact; the one that a rule has already is always among them. */
export function operatorsOf(fact: string, present: Operator): Operator[] {
  const sensible = OPERATORS_OF[kindOf(fact)];
  return sensible.includes(present) ? [...sensible] : [...sensible, present];
}

/** The tiers of a fact such as `tier.rfm.recency`, from the first to the third. */
export function tiersOf(fact: string): readonly string[] {
  switch (fact.split(".").at(-1)) {
    case "recency":
      return ["long", "medium", "short"];
    case "frequency":
      return ["occasional", "regular", "often"];
    case "monetary":
      return ["thrifty", "average", "premium"];
    default:
      return ["low", "medium", "high"];
  }
}

/** What a comparison begins with. @param segment a segment of the site */
export function firstValue(fact: string, operator: Operator, segment: string): Comparison[Operator] {
  if (operator === "exists") return true;
  const single = firstScalar(fact, segment);
  return operator === "in" ? [single] : single;
}

function firstScalar(fact: string, segment: string): Scalar {
  switch (kindOf(fact)) {
    case "yesNo":
      return true;
    case "segment":
      return segment;
    case "tier":
      return tiersOf(fact)[2] ?? "";
    case "score":
      return 4;
    case "device":
      return "mobile";
    case "days":
      return 30;
    case "number":
      return 1;
    case "audience":
    case "text":
    case "free":
      return "";
  }
}

/**
 * What was typed, as the value that its fact is compared with; null: it is none.
 *
 * @param isNumber what a free fact's value was before: nothing is coerced, so `"5"` and `5` differ
 * @example typedValue("orders", "2,5"); // => 2.5
 * @example typedValue("orders", "many"); // => null
 * @example typedValue("traits.size", "42"); // => "42"
 */
export function typedValue(fact: string, typed: string, isNumber = false): Scalar | null {
  const kind = kindOf(fact);
  if (kind !== "number" && kind !== "days" && kind !== "score" && !isNumber) return typed;
  const number = Number(typed.trim().replace(",", "."));
  return typed.trim() === "" || !Number.isFinite(number) ? null : number;
}

/** The facts that can be chosen, in the order of the menu; one with a dot at its end wants a name behind it. */
export const FACT_MENU = {
  segment: ["segment", "audience", "identified"],
  purchases: [
    ...["orders", "revenue", "averageOrderValue", "daysSince.order", "gapBeforeLastOrder", "gapMedian", "lapseRatio"],
    ...["ordersTrend", "orders.category.", "orders.product."],
  ],
  behaviour: [
    ...["sessions", "pageViews", "engagedSeconds", "daysSince.visit", "daysSince.interaction", "count."],
    ...["daysSince.event.", "views.category.", "views.product."],
  ],
  scores: PLAIN_FACTS.filter((fact) => /^(?:score|tier|value)\./.test(fact)),
  person: ["traits.", "group.", "consent.", "prediction."],
  arrival: PLAIN_FACTS.filter((fact) => fact.startsWith("campaign.")),
  page: [...PAGE_FACTS, "page.query."],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The prefix of a fact that is known by one, null for those known by their whole name. */
export function prefixOf(fact: string): string | null {
  return [...NAMED_FACTS, ...PATH_FACTS, "page.query."].find((prefix) => fact.startsWith(prefix)) ?? null;
}
