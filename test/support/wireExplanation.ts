import type { ExplanationAnswer } from "#shared/wire/explain";
import { READ_AT } from "./wireVisitor.ts";

type Measure = ExplanationAnswer["scores"][number];
type Comparison = ExplanationAnswer["segment"]["rules"][number]["comparisons"][number];

/** Why someone with one order of 40 is New, as the Worker answers; `changes` replace whole keys. */
export function anExplanation(changes: Partial<ExplanationAnswer> = {}): ExplanationAnswer {
  return {
    at: READ_AT,
    modelVersion: 1,
    scores: [
      aMeasure({
        lift: { dimension: "frequency", kind: "orders", amount: 1, score: 2, within: "2026-11-15T12:00:00.000Z" },
      }),
    ],
    segment: {
      key: "new",
      rules: [
        {
          key: "anonymous-prospect",
          result: false,
          comparisons: [aComparison("orders", "eq", 0, 1, false), aComparison("identified", "eq", false, false, true)],
        },
        { key: "lost", result: false, comparisons: [aComparison("daysSince.order", "gt", 180, 2.25, false)] },
        {
          key: "new",
          result: true,
          comparisons: [aComparison("orders", "eq", 1, 1, true), aComparison("daysSince.order", "lte", 30, 2.25, true)],
        },
      ],
    },
    audiences: [],
    event: null,
    ...changes,
  };
}

/** One comparison of a rule. */
export function aComparison(
  fact: string,
  operator: Comparison["operator"],
  expected: unknown,
  actual: unknown,
  result: boolean,
): Comparison {
  return { fact, operator, expected, actual, result };
}

/** The frequency of one order, by thresholds, in the worse half of a population. */
export function aMeasure(changes: Partial<Measure> = {}): Measure {
  return {
    family: "rfm",
    dimension: "frequency",
    value: 1,
    score: 1,
    tier: "occasional",
    cuts: { scores: [1, 2, 4, 8], tiers: [1, 4] },
    top: 0.835,
    lift: null,
    ...changes,
  };
}

/** What the order changed. */
export function anExplainedEvent(
  changes: Partial<NonNullable<ExplanationAnswer["event"]>> = {},
): NonNullable<ExplanationAnswer["event"]> {
  return {
    messageId: "m-1",
    at: READ_AT,
    name: "Order Completed",
    points: 10,
    totals: [
      { total: "orders", before: 0, after: 1 },
      { total: "revenue", before: 0, after: 40 },
      { total: "averageOrderValue", before: null, after: 40 },
    ],
    scores: [
      {
        family: "rfm",
        dimension: "monetary",
        before: { value: null, score: null, tier: null },
        after: { value: 40, score: 1, tier: "thrifty" },
      },
      {
        family: "rfe",
        dimension: "engagement",
        before: { value: 3, score: 1, tier: "low" },
        after: { value: 13, score: 1, tier: "medium" },
      },
    ],
    segment: { before: "anonymous-prospect", after: "new" },
    ...changes,
  };
}
