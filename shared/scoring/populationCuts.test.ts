import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutPoints } from "../quantiles/cutPoints.ts";
import { familyPopulation, hasMoved, heldCuts, heldFamily } from "./populationCuts.ts";

describe("familyPopulation", () => {
  it("parts each dimension into five and into three, and keeps its percentiles", () => {
    const values = [5, 1, 4, 2, 3];
    const { population, cuts } = familyPopulation("rfm", {
      recency: Float64Array.from(values),
      frequency: Float64Array.from(values),
      monetary: Float64Array.from(values),
    });
    expect(population).toBe(5);
    expect(cuts.monetary?.scores).toEqual(cutPoints([1, 2, 3, 4, 5], 5));
    expect(cuts.monetary?.tiers).toEqual(cutPoints([1, 2, 3, 4, 5], 3));
    expect(cuts.recency?.percentiles).toHaveLength(101);
    expect([cuts.recency?.percentiles[0], cuts.recency?.percentiles[50], cuts.recency?.percentiles[100]]).toEqual([
      1, 3, 5,
    ]);
  });

  it("has no cuts of nobody", () => {
    expect(familyPopulation("rfe", {})).toEqual({ population: 0, cuts: {} });
  });
});

describe("hasMoved", () => {
  it.each([
    [null, { visitors: 99, customers: 0 }, false],
    [null, { visitors: 100, customers: 0 }, true],
    [{ visitors: 99, customers: 20 }, { visitors: 99, customers: 60 }, false],
    [{ visitors: 400, customers: 99 }, { visitors: 400, customers: 100 }, true],
    [{ visitors: 1000, customers: 200 }, { visitors: 1049, customers: 209 }, false],
    [{ visitors: 1000, customers: 200 }, { visitors: 1050, customers: 200 }, true],
    [{ visitors: 1000, customers: 200 }, { visitors: 1000, customers: 190 }, true],
  ])("from %j to %j is %s", (before, after, moved) => {
    expect(hasMoved(before, after)).toBe(moved);
  });
});

const cuts = fc
  .array(fc.double({ min: -1000, max: 1000, noNaN: true }), { minLength: 4, maxLength: 4 })
  .map((list) => list.toSorted((a, b) => a - b));

describe("heldCuts", () => {
  it("moves every cut where nothing is held, and none within the whole", () => {
    fc.assert(
      fc.property(cuts, cuts, (before, after) => {
        const [old, fresh] = [before, after].map((scores) => ({ scores, tiers: scores.slice(0, 2) }));
        if (old === undefined || fresh === undefined) return;
        const isApart = old.scores.every((cut, index) => cut !== 0 || fresh.scores[index] === 0);
        if (isApart) expect(heldCuts(old, fresh, 0)).toEqual(fresh);
      }),
    );
  });

  it("stays sorted", () => {
    fc.assert(
      fc.property(cuts, cuts, fc.double({ min: 0, max: 1, noNaN: true }), (before, after, share) => {
        const { scores } = heldCuts({ scores: before, tiers: [0, 0] }, { scores: after, tiers: [0, 0] }, share);
        expect(scores).toEqual(scores.toSorted((a, b) => a - b));
      }),
    );
  });

  it("goes dimension by dimension in a family", () => {
    const family = (cut: number) => ({
      population: 100,
      cuts: { monetary: { scores: [cut, 20, 30, 40], tiers: [cut, 30], percentiles: [] } },
    });
    expect(heldFamily(family(10), family(11), 0.1).cuts.monetary?.scores[0]).toBe(10);
    expect(heldFamily(family(10), family(11), 0.05).cuts.monetary?.scores[0]).toBe(11);
    expect(heldFamily(undefined, family(11), 0.5).cuts.monetary?.scores[0]).toBe(11);
  });
});
