import { describe, expect, it } from "vitest";
import { countsOf, reasonsIn } from "./answered.ts";

describe("countsOf", () => {
  it("adds the days up; what was never counted is 0", () => {
    const counts = countsOf([
      { day: "2026-11-27", families: { decisions: { answered: 3, late: 1 } } },
      { day: "2026-11-26", families: { decisions: { answered: 2 }, events: { refused: 4 } } },
    ]);
    expect([counts("decisions", "answered"), counts("decisions", "late"), counts("events", "refused")]).toEqual([
      ...[5, 1, 4],
    ]);
    expect([counts("pages", "answered"), countsOf([])("events", "answered")]).toEqual([0, 0]);
  });
});

describe("reasonsIn", () => {
  it("adds the days up by kind and reason, the most frequent first", () => {
    const reasons = reasonsIn([
      { rejected: { revenue: 1 }, setAside: { "too-old": 5 }, uncounted: {} },
      { rejected: { revenue: 2, price: 1 }, setAside: {}, uncounted: { bot: 9 } },
    ]);
    expect(reasons).toEqual([
      { kind: "uncounted", reason: "bot", count: 9 },
      { kind: "setAside", reason: "too-old", count: 5 },
      { kind: "rejected", reason: "revenue", count: 3 },
      { kind: "rejected", reason: "price", count: 1 },
    ]);
  });
});
