import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { segmentThen } from "./migrations.ts";
import { addTrends, type Past, trendsOf } from "./trends.ts";

const buyer: Past = {
  segments: [
    [10, "prospect"],
    [25, "new"],
    [45, "lost"],
  ],
  pastOrders: [
    [25, 400],
    [35, 100],
  ],
};

describe("trendsOf", () => {
  it("has who is there at the end, what they had bought by then, who came and went, and what was sold", () => {
    const trends = trendsOf([buyer], [20, 30, 40, 50]);
    const point = (visitors: number, revenueMinor: number, joined: number, left: number, soldMinor: number) => ({
      ...{ visitors, revenueMinor, joined, left, soldMinor },
    });
    expect(trends.get("prospect")).toEqual([point(0, 0, 0, 1, 0), point(0, 0, 0, 0, 0), point(0, 0, 0, 0, 0)]);
    expect(trends.get("new")).toEqual([point(1, 400, 1, 0, 400), point(1, 500, 0, 0, 100), point(0, 0, 0, 1, 0)]);
    expect(trends.get("lost")).toEqual([point(0, 0, 0, 0, 0), point(0, 0, 0, 0, 0), point(1, 500, 1, 0, 0)]);
  });

  it("knows nothing yet of what comes after its last edge", () => {
    expect([...trendsOf([buyer], [0, 10]).keys()]).toEqual([]);
    expect(trendsOf([buyer], [0, 25]).get("prospect")).toMatchObject([{ visitors: 1, revenueMinor: 0, joined: 1 }]);
  });

  it("sells an order from before the first segment in the first segment", () => {
    const late: Past = { segments: [[20, "new"]], pastOrders: [[5, 70]] };
    expect(trendsOf([late], [0, 10, 30]).get("new")).toMatchObject([
      { visitors: 0, revenueMinor: 0, soldMinor: 70 },
      { visitors: 1, revenueMinor: 70, soldMinor: 0 },
    ]);
  });

  it("refuses fewer than two edges", () => {
    expect(() => trendsOf([], [1])).toThrow("trendsOf requires two edges");
  });

  it("agrees at each edge with a look at every visitor, and its comings and goings explain its levels", () => {
    const past = fc
      .record({
        segments: fc.array(fc.tuple(fc.nat(100), fc.constantFrom("a", "b", "c"))),
        pastOrders: fc.array(fc.tuple(fc.nat(100), fc.nat(9))),
      })
      .map(
        ({ segments, pastOrders }): Past => ({
          segments: segments.sort(([a], [b]) => a - b).filter(([, key], index, all) => key !== all[index - 1]?.[1]),
          pastOrders: pastOrders.sort(([a], [b]) => a - b),
        }),
      );
    const edges = fc.uniqueArray(fc.nat(110), { minLength: 2, maxLength: 9 }).map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(past, { maxLength: 6 }), edges, (pasts, at) => {
        const trends = addTrends(pasts.map((one) => trendsOf([one], at)));
        expect(trends).toEqual(trendsOf(pasts, at));
        for (const segment of ["a", "b", "c"])
          for (const [index, end] of at.slice(1).entries()) {
            const within = pasts.filter(({ segments }) => segmentThen(segments, end - 1) === segment);
            const point = trends.get(segment)?.[index];
            const bought = within.flatMap(({ pastOrders }) => pastOrders.filter(([then]) => then < end));
            expect(point?.visitors ?? 0).toBe(within.length);
            expect(point?.revenueMinor ?? 0).toBe(bought.reduce((sum, [, minor]) => sum + minor, 0));
            const before = trends.get(segment)?.[index - 1];
            if (point && before) expect(point.visitors - before.visitors).toBe(point.joined - point.left);
          }
      }),
      { numRuns: 1_000 },
    );
  });
});
