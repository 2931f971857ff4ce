import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addSpreads, BINS, binsOf, type DistributionQuery, edgesOf, spreadOf, valueNow } from "./distribution.ts";

const DAY = 86_400_000;
const query: DistributionQuery = { family: "rfe", dimension: "engagement", windowDays: 90, now: 100 * DAY };
const placed = (value: number | null, visitDays: number | null = 1) => ({ value, visitDays });

describe("spreadOf", () => {
  it("keeps apart who has no value, and who was not seen in the window", () => {
    const all = [placed(3), placed(null, null), placed(7, 90), placed(0, 91)];
    expect(spreadOf(all, query)).toEqual({ visitors: 2, least: 3, greatest: 7, unscored: 1, outside: 1 });
    expect(spreadOf(all, { ...query, family: "rfm", dimension: "monetary" })).toMatchObject({
      visitors: 3,
      outside: 0,
    });
  });
});

describe("binsOf", () => {
  it("has everybody of the population in one bin, in shards as in one", () => {
    // JSON knows no negative zero.
    const values = fc.array(
      fc
        .oneof(fc.constantFrom(0, -5, 1e9, 3), fc.double({ min: -1e6, max: 1e6, noNaN: true }))
        .map((value) => value + 0),
    );
    fc.assert(
      fc.property(values, values, (one, other) => {
        const shards = [one, other].map((list) => list.map((value) => placed(value)));
        const spread = addSpreads(shards.map((shard) => spreadOf(shard, query)));
        const edges = edgesOf(spread);
        const bins = shards.map((shard) => binsOf(shard, edges, query));
        const added = edges.slice(1).map((_, index) => bins.reduce((sum, list) => sum + (list[index] ?? 0), 0));
        expect(added).toEqual(binsOf(shards.flat(), edges, query));
        expect(added.reduce((sum, count) => sum + count, 0)).toBe(one.length + other.length);
        if (spread.visitors > 0) {
          expect(added).toHaveLength(BINS);
          expect(edges[0]).toBe(Math.min(...one, ...other));
          expect(edges).toEqual(edges.toSorted((a, b) => a - b));
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it("puts a value on an edge into the bin that begins there, and the greatest into the last", () => {
    const edges = edgesOf({ visitors: 3, least: 0, greatest: 20, unscored: 0, outside: 0 });
    const bins = binsOf([placed(0), placed(1), placed(20)], edges, query);
    expect([bins[0], bins[1], bins[19]]).toEqual([1, 1, 1]);
  });
});

describe("valueNow", () => {
  it("brings a recency to now and leaves all else as it was delivered", () => {
    expect(valueNow(3, 90 * DAY, { ...query, dimension: "recency" })).toBe(10);
    expect(valueNow(null, null, { ...query, dimension: "recency" })).toBeNull();
    expect(valueNow(3, 90 * DAY, query)).toBe(3);
  });
});
