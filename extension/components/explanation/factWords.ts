import type { Family } from "#shared/scoring/families";
import type { ExplanationAnswer } from "#shared/wire/explain";
import type { SiteFacts } from "../../messages.ts";
import type { Words } from "../../words/en.ts";
import type { Spoken } from "../../words/spoken.ts";
import { amountInWords } from "../amountInWords.ts";

export type Comparison = ExplanationAnswer["segment"]["rules"][number]["comparisons"][number];

/** In which language, and of which site. */
export interface Telling {
  readonly spoken: Spoken;
  readonly facts: SiteFacts | null;
}

const DAY_MS = 86_400_000;

/** A fact of the rule language as a marketer says it; one that has no words stays as it is written. */
export function factInWords(fact: string, { spoken, facts: site }: Telling): string {
  const { words } = spoken;
  const { facts, named, scoreOf, tierOf, windowed, window } = words.explanation;
  const measure = measureIn(fact, words);
  const name = Object.hasOwn(facts, fact) ? facts[fact] : undefined;
  if (name !== undefined) {
    if (measure === null || measure.dimension === "recency") return name;
    return windowed(name, site === null ? window : spoken.span(site.windowDays[measure.family] * DAY_MS));
  }
  if (measure !== null) {
    const say = measure.kind === "tier" ? tierOf : scoreOf;
    return say(words.dimensions[measure.dimension], words.families[measure.family].name);
  }
  const prefix = (Object.keys(named) as (keyof typeof named)[]).find((known) => fact.startsWith(known));
  return prefix === undefined ? fact : named[prefix](fact.slice(prefix.length));
}

/** What a fact is, or is compared with, with its unit. */
export function valueInWords(fact: string, value: unknown, telling: Telling): string {
  const { words } = telling.spoken;
  const { yes, no, never, nothing, quoted } = words.explanation;
  if (value === null || value === undefined) return fact.startsWith("daysSince.") ? never : nothing;
  switch (typeof value) {
    case "boolean":
      return value ? yes : no;
    case "number":
      return numberInWords(fact, value, telling);
    case "string":
      if (fact === "segment") return telling.spoken.segment(value, telling.facts?.segments);
      return (fact.startsWith("tier.") && words.tiers[value]) || quoted(value);
  }
  return Array.isArray(value) ? listInWords(fact, value, telling, "conjunction") : JSON.stringify(value);
}

/** What a comparison asks for: `at least 5 orders`. */
export function expectedInWords({ fact, operator, expected }: Comparison, telling: Telling): string {
  const { operators, something, nothing } = telling.spoken.words.explanation;
  if (operator === "exists") return expected === true ? something : nothing;
  if (operator === "eq" && typeof expected !== "number") return valueInWords(fact, expected, telling);
  const isList = operator === "in" && Array.isArray(expected);
  return operators[operator](
    isList ? listInWords(fact, expected, telling, "disjunction") : valueInWords(fact, expected, telling),
  );
}

/** What a comparison met, within a sentence: `no order`, `last order 2 d ago`. */
export function reasonInWords({ fact, actual }: Comparison, telling: Telling): string {
  const { spoken } = telling;
  const { words } = spoken;
  const value = valueInWords(fact, actual, telling);
  if (fact === "orders" && typeof actual === "number")
    return actual === 0 ? words.explanation.noOrder : spoken.count(actual, words.orders);
  if (fact === "identified") return actual === true ? words.explanation.signedIn : words.anonymous;
  if (fact === "daysSince.order" && typeof actual === "number") return words.lastOrder(words.ago(value));
  return words.explanation.reason(factInWords(fact, telling), value);
}

function listInWords(fact: string, values: readonly unknown[], telling: Telling, type: "conjunction" | "disjunction") {
  const each = values.map((value) => valueInWords(fact, value, telling));
  return each.length === 0 ? telling.spoken.words.explanation.nothing : telling.spoken.list(each, type);
}

function numberInWords(fact: string, value: number, { spoken, facts }: Telling): string {
  const measure = measureIn(fact, spoken.words);
  // What is counted stands in the fact's own name.
  if (measure?.kind === "value" && measure.dimension !== "frequency")
    return amountInWords(value, measure.dimension, measure.family, facts, spoken);
  if (/^daysSince\.|^gap/.test(fact)) return spoken.span(value * DAY_MS);
  if (fact === "engagedSeconds") return spoken.span(value * 1_000);
  if (fact === "revenue" || fact === "averageOrderValue") return spoken.money(value, facts?.currency ?? null);
  return spoken.exact(value);
}

/** `score.rfm.recency` and its like taken apart; null for every other fact. */
function measureIn(fact: string, words: Words) {
  const [, kind, family, dimension] = /^(score|value|tier)\.(rfm|rfe|rfd)\.([a-z]+)$/.exec(fact) ?? [];
  if (kind === undefined || dimension === undefined || !Object.hasOwn(words.dimensions, dimension)) return null;
  return { kind, family: family as Family, dimension: dimension as keyof Words["dimensions"] };
}
