import { describe, expect, it } from "vitest";
import { type Counted, NO_COUNT } from "./counters.ts";
import { driftOf, isSameCounted } from "./drift.ts";

const two = { ...NO_COUNT, visitors: 2 };

describe("driftOf", () => {
  it("names each counter that differs, those that only one side has too", () => {
    const counted = new Map([
      ["segment/new", two],
      ["segment/vip", two],
    ]);
    expect(driftOf(counted, counted)).toEqual([]);
    expect(driftOf(counted, new Map([["segment/new", { ...two, orders: 1 }]]))).toEqual([
      { key: "segment/new", counted: two, recounted: { ...two, orders: 1 } },
      { key: "segment/vip", counted: two, recounted: NO_COUNT },
    ]);
    expect(driftOf(new Map(), counted)).toHaveLength(2);
  });
});

describe("isSameCounted", () => {
  const row: Counted = {
    ...{ segment: "new", audiences: ["a", "b"], scores: "543111111", tiers: "332111111" },
    ...{ orders: 1, productsMilli: 1_000, revenueMinor: 400 },
  };

  it("sees each thing that is counted, and no order of audiences", () => {
    expect(isSameCounted(row, { ...row, audiences: ["b", "a"] })).toBe(true);
    const others: Partial<Counted>[] = [
      ...[{ segment: "vip" }, { audiences: ["a"] }, { scores: "543111112" }, { tiers: "332111112" }],
      ...[{ orders: 2 }, { productsMilli: 999 }, { revenueMinor: 401 }],
    ];
    for (const other of others) expect(isSameCounted(row, { ...row, ...other })).toBe(false);
  });
});
