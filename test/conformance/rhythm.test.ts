import { describe, expect, it } from "vitest";
import { nextTransition } from "#shared/segments/nextTransition";
import { segmentAt } from "#shared/segments/segmentAt";
import { aModel, visitorOf } from "../support/lives.ts";

const DAY_MS = 86_400_000;
const LAST = Date.parse("2026-03-01T12:00:00Z");

const times = (ratio: number, days: number) => ({
  any: [
    { fact: "lapseRatio", gt: ratio },
    {
      all: [
        { fact: "lapseRatio", exists: false },
        { fact: "daysSince.order", gt: days },
      ],
    },
  ],
});

/** The lifecycle by everybody's own rhythm: whoever has ordered once only has none yet, and lapses by fixed days. */
const CONFIG = {
  // Four years of silence are more than a customer is kept by default.
  privacy: { customerRetentionDays: 2_000 },
  scoring: { rfm: { gapFloorDays: 7 } },
  segments: [
    { key: "prospect", rule: { fact: "orders", eq: 0 } },
    { key: "lost", rule: times(4, 180) },
    { key: "at-risk", rule: times(2, 90) },
    { key: "active", rule: { all: [] } },
  ],
};
const model = aModel(CONFIG);

/** A customer whose orders were so many days before the last one. */
function customer(...daysBefore: number[]) {
  const orders = [...daysBefore, 0].map((days, index) => ({
    anonymousId: "a",
    messageId: `m-${index}`,
    timestamp: LAST - days * DAY_MS,
    type: "track",
    event: "Order Completed",
    properties: { order_id: `o-${index}`, revenue: 10 },
  }));
  return visitorOf(orders, LAST, model);
}

describe("segments by personal rhythm", () => {
  it.each<[whose: string, daysBefore: number[], atRisk: number, lost: number]>([
    ["a weekly buyer", [21, 14, 7], 14, 28],
    ["a monthly buyer with one gap out of the ordinary", [190, 160, 30], 60, 120],
    ["a yearly buyer, whom ninety days would call at risk", [730, 365], 730, 1460],
    ["one who ordered twice on a day: the floor", [0], 14, 28],
    ["one who ordered once: fixed days", [], 90, 180],
  ])("%s", (_, daysBefore, atRisk, lost) => {
    const visitor = customer(...daysBefore);
    const first = { at: LAST + atRisk * DAY_MS + 1, segment: "at-risk" };
    const second = { at: LAST + lost * DAY_MS + 1, segment: "lost" };
    expect(segmentAt(visitor, model, LAST).segment).toBe("active");
    expect(nextTransition(visitor, model, LAST)).toEqual(first);
    expect(segmentAt(visitor, model, first.at - 1).segment).toBe("active");
    expect(nextTransition(visitor, model, first.at)).toEqual(second);
    expect(segmentAt(visitor, model, second.at - 1).segment).toBe("at-risk");
    expect(nextTransition(visitor, model, second.at)).toBeNull();
  });
});
