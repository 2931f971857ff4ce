import { describe, expect, it } from "vitest";
import type { Cost } from "../decision/measures.ts";
import { type ExposedCell, exposedCells } from "./exposed.ts";
import { type Costs, costOf, groupOf, movementOf, returnOf, upliftOf } from "./results.ts";

const cost = (amount: number, per: Cost["per"]): Cost => ({ amount, per });
const costs = (snippets: Record<string, Cost>, slot: Cost | null = null): Costs => ({
  slot,
  snippets: new Map(Object.entries(snippets)),
});
/** Two visitors: one was shown `a` three times and `b` once, the other `b` twice. */
const group = groupOf(
  exposedCells(
    [
      { exposures: [["d", 1, "a", 0, "new", { a: 3, b: 1 }, 0]], segments: [], pastOrders: [] },
      { exposures: [["d", 1, "b", 0, "new", { b: 2 }, 0]], segments: [], pastOrders: [] },
    ],
    { draws: ["d"], windowMs: null },
  ),
);
/** So many visitors, of whom some ordered for so much, and came back. */
const cellOf = (visitors: number, buyers: number, minor: number): ExposedCell => ({
  ...{ draw: "d", snippet: "a", segment: "at-risk", held: 0, firstAt: 0, mixed: 0, shown: new Map() },
  conversions: { count: visitors, nonZero: buyers, sum: buyers, squares: buyers },
  revenue: { count: visitors, nonZero: buyers, sum: buyers * minor, squares: buyers * minor ** 2 },
  moved: new Map([["returning", buyers]]),
});

describe("costOf", () => {
  it.each([
    ["nothing is entered", costs({}), null, null],
    ["each time it is shown", costs({ a: cost(0.5, "exposure") }), null, 1.5],
    ["for each visitor who is shown it", costs({ b: cost(2, "visitor") }), null, 4],
    ["once", costs({ a: cost(100, "total"), b: cost(10, "total") }), null, 110],
    ["once, of its own visitors", costs({ a: cost(100, "total"), b: cost(10, "total") }), "b", 10],
    ["for the campaign each time", costs({}, cost(1, "exposure")), null, 6],
    ["for the campaign by visitor", costs({}, cost(1, "visitor")), "a", 2],
    ["for the campaign once", costs({ a: cost(1, "exposure") }, cost(7, "total")), null, 10],
    ["for the campaign once, which is no snippet’s", costs({ a: cost(1, "exposure") }, cost(7, "total")), "a", 3],
  ])("is paid %s", (_, entered, only, expected) => {
    expect(costOf(group, entered, only)).toBe(expected);
  });
});

describe("returnOf", () => {
  const perVisitor = { difference: 0.5, low: 0.1, high: 0.9 };

  it("is what was gained above what was spent, as a share of what was spent", () => {
    const { gained, roi } = returnOf(100, 1_000, perVisitor);
    expect(gained).toEqual({ difference: 500, low: 100, high: 900 });
    expect(roi).toEqual({ difference: 4, low: 0, high: 8 });
  });

  it("says what was spent where the gain is not known, and no return of nothing spent", () => {
    expect(returnOf(100, 1_000, null)).toEqual({ cost: 100, gained: null, roi: null });
    expect(returnOf(0, 1_000, perVisitor).roi).toBeNull();
  });
});

describe("upliftOf and movementOf", () => {
  it("compare the shown with the others, and say nothing of too few", () => {
    const [shown, others] = [groupOf([cellOf(9_000, 900, 4_000)]), groupOf([cellOf(1_000, 50, 4_000)])];
    expect(upliftOf(shown, others)).toMatchObject({
      conversionRate: { difference: 0.05 },
      revenuePerVisitor: { difference: 200 },
    });
    expect(movementOf(shown, others, "returning")).toEqual(upliftOf(shown, others).conversionRate);
    expect(movementOf(shown, others, "vip")).toBeNull();
    expect(upliftOf(shown, groupOf([]))).toEqual({ conversionRate: null, revenuePerVisitor: null });
  });
});
