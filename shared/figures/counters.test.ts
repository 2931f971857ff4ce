import { describe, expect, it } from "vitest";
import { addCounts, type Counted, countDeltas, countsUnder, totalCount } from "./counters.ts";

const counted = (segment: string, more: Partial<Counted> = {}): Counted => ({
  segment,
  audiences: [],
  scores: "543111111",
  tiers: "332111111",
  orders: 1,
  productsMilli: 2_500,
  revenueMinor: 400,
  ...more,
});
const one = { visitors: 1, orders: 1, productsMilli: 2_500, revenueMinor: 400 };
const minusOne = { visitors: -1, orders: -1, productsMilli: -2_500, revenueMinor: -400 };

describe("countDeltas", () => {
  it("counts somebody new in their segment, audiences and one cell of each family and kind", () => {
    const deltas = countDeltas([{ before: null, after: counted("new", { audiences: ["a", "b"] }) }]);
    expect([...deltas.keys()].sort()).toEqual([
      ...["audience/a", "audience/b", "score/rfd/111", "score/rfe/111", "score/rfm/543"],
      ...["segment/new", "tier/rfd/111", "tier/rfe/111", "tier/rfm/332"],
    ]);
    for (const count of deltas.values()) expect(count).toEqual(one);
  });

  it("takes a visitor from one counter to the next, and names none that stays as it is", () => {
    const move = { before: counted("new"), after: counted("vip", { scores: "544111111", audiences: ["a"] }) };
    expect([...countDeltas([move])].sort()).toEqual([
      ["audience/a", one],
      ["score/rfm/543", minusOne],
      ["score/rfm/544", one],
      ["segment/new", minusOne],
      ["segment/vip", one],
    ]);
    expect(countDeltas([{ before: counted("new"), after: counted("new") }]).size).toBe(0);
    expect(countDeltas([move, { before: move.after, after: move.before }]).size).toBe(0);
  });

  it("counts a removed visitor no more", () => {
    expect(countDeltas([{ before: counted("lost"), after: null }]).get("segment/lost")).toEqual(minusOne);
  });
});

describe("addCounts", () => {
  it("adds shards, and drops what has come to nothing", () => {
    const counts = countDeltas([{ before: null, after: counted("new") }]);
    expect(countsUnder(addCounts([counts, counts]), "segment/").get("new")).toEqual({
      ...one,
      visitors: 2,
      orders: 2,
      productsMilli: 5_000,
      revenueMinor: 800,
    });
    expect(addCounts([counts, countDeltas([{ before: counted("new"), after: null }])]).size).toBe(0);
  });
});

describe("totalCount", () => {
  it("is all counters together", () => {
    expect(totalCount([one, one, minusOne])).toEqual(one);
  });
});
