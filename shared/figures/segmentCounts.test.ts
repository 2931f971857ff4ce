import { describe, expect, it } from "vitest";
import { addCounts, countDeltas, totalCount } from "./segmentCounts.ts";

const counted = (segment: string, orders: number, revenueMinor: number) => ({ segment, orders, revenueMinor });

describe("countDeltas", () => {
  it("takes a visitor from one segment and adds them to the next", () => {
    const deltas = countDeltas([{ before: counted("new", 1, 400), after: counted("vip", 5, 9000) }]);
    expect([...deltas]).toEqual([
      ["new", { visitors: -1, orders: -1, revenueMinor: -400 }],
      ["vip", { visitors: 1, orders: 5, revenueMinor: 9000 }],
    ]);
  });

  it("names no segment that stays as it is", () => {
    expect(countDeltas([{ before: counted("new", 1, 400), after: counted("new", 1, 400) }]).size).toBe(0);
    const swapped = countDeltas([
      { before: counted("new", 1, 400), after: counted("vip", 1, 400) },
      { before: counted("vip", 1, 400), after: counted("new", 1, 400) },
    ]);
    expect(swapped.size).toBe(0);
  });

  it("counts a removed visitor no more", () => {
    expect(countDeltas([{ before: counted("lost", 2, 300), after: null }]).get("lost")).toEqual({
      visitors: -1,
      orders: -2,
      revenueMinor: -300,
    });
  });
});

describe("addCounts", () => {
  it("adds shards, and totals them", () => {
    const one = countDeltas([{ before: null, after: counted("new", 1, 400) }]);
    const both = addCounts([one, countDeltas([{ before: null, after: counted("vip", 5, 100) }]), one]);
    expect(both.get("new")).toEqual({ visitors: 2, orders: 2, revenueMinor: 800 });
    expect(totalCount(both)).toEqual({ visitors: 3, orders: 7, revenueMinor: 900 });
  });
});
