import { describe, expect, it } from "vitest";
import type { ResultRow } from "#shared/wire/results";
import { differenceOf, verdictOf } from "./verdict.ts";

const row = (low: number, high: number, other: Partial<ResultRow> = {}): ResultRow => ({
  ...{ snippet: null, segment: null, holdout: false, visitors: 1_000, conversions: 100, conversionRate: 0.1 },
  ...{ revenue: 0, revenuePerVisitor: 0, cost: null, gained: null, roi: null },
  uplift: { conversionRate: { difference: (low + high) / 2, low, high }, revenuePerVisitor: null },
  ...other,
});

describe("differenceOf", () => {
  it("says nothing without an interval, nor of one that holds zero", () => {
    expect(differenceOf(null)).toEqual({ kind: "tooFew" });
    expect(differenceOf({ difference: 0.1, low: 0, high: 0.2 }).kind).toBe("undecided");
  });
});

describe("verdictOf", () => {
  it.each([
    ["helps", 0.01, 0.03, { kind: "helps", low: 1, high: 3 }],
    ["harms", -0.03, -0.01, { kind: "harms", low: 1, high: 3 }],
    ["cannot be said", -0.01, 0.03, { kind: "undecided", low: -1, high: 3 }],
    ["cannot be said", 0, 0.03, { kind: "undecided", low: 0, high: 3 }],
  ])("content %s between %d and %d", (_, low, high, verdict) => {
    expect(verdictOf({ comparedWith: "slot", results: [row(low, high)] })).toEqual(verdict);
  });

  it("says nothing where nobody is held out, or too few were seen", () => {
    expect(verdictOf({ comparedWith: null, results: [row(1, 2)] })).toEqual({ kind: "noComparison" });
    expect(verdictOf({ comparedWith: "slot", results: [row(1, 2, { uplift: null })] })).toEqual({ kind: "tooFew" });
  });

  it("speaks of everybody, not of one segment, one snippet or the held out", () => {
    const parts = [row(1, 2, { segment: "new" }), row(1, 2, { snippet: "a" }), row(1, 2, { holdout: true })];
    expect(verdictOf({ comparedWith: "slot", results: parts })).toEqual({ kind: "tooFew" });
  });
});
