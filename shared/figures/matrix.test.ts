import { describe, expect, it } from "vitest";
import { countDeltas, totalCount } from "./counters.ts";
import { matrixOf } from "./matrix.ts";

const counts = countDeltas(
  [
    ["543", "332"],
    ["541", "331"],
    ["115", "113"],
    ["---", "---"],
  ].map(([scores, tiers]) => ({
    before: null,
    after: {
      ...{ segment: "new", audiences: [], scores: `${scores}1--111`, tiers: `${tiers}1--111` },
      ...{ orders: 2, productsMilli: 3_000, revenueMinor: 500 },
    },
  })),
);

describe("matrixOf", () => {
  it("has every cell, empty ones too, and leaves out who has no score", () => {
    const { cells, unscored } = matrixOf(counts, { family: "rfm", x: "recency", y: "frequency", by: "score" });
    expect(cells).toHaveLength(25);
    expect(cells.filter(({ count }) => count.visitors > 0)).toEqual([
      { x: 1, y: 1, count: { visitors: 1, orders: 2, productsMilli: 3_000, revenueMinor: 500 } },
      { x: 5, y: 4, count: { visitors: 2, orders: 4, productsMilli: 6_000, revenueMinor: 1_000 } },
    ]);
    expect(unscored.visitors).toBe(1);
    expect(totalCount([unscored, ...cells.map(({ count }) => count)]).visitors).toBe(4);
  });

  it("goes by tier, with their names", () => {
    const { cells } = matrixOf(counts, { family: "rfm", x: "monetary", y: "recency", by: "tier" });
    expect(cells.map(({ x, y }) => `${x} ${y}`)).toEqual([
      ...["thrifty long", "average long", "premium long"],
      ...["thrifty medium", "average medium", "premium medium"],
      ...["thrifty short", "average short", "premium short"],
    ]);
    const held = cells.filter(({ count }) => count.visitors > 0).map(({ x, y }) => `${x} ${y}`);
    expect(held).toEqual(["premium long", "thrifty short", "average short"]);
  });

  it("counts as unscored who has no score in one of the two", () => {
    expect(matrixOf(counts, { family: "rfe", x: "recency", y: "engagement", by: "score" }).unscored.visitors).toBe(4);
  });

  it("refuses a dimension of another family", () => {
    expect(() => matrixOf(counts, { family: "rfd", x: "recency", y: "monetary", by: "tier" })).toThrow(
      "matrixOf requires dimensions of its family",
    );
  });
});
