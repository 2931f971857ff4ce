import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { matches } from "../rules/matches.ts";
import { DEFAULT_SEGMENTS } from "./defaultSegments.ts";
import { SegmentSchema } from "./segment.ts";

const segmentOf = (facts: Readonly<Record<string, unknown>>) =>
  DEFAULT_SEGMENTS.find(({ rule }) => matches(rule, (name) => facts[name]))?.key;

/** A customer whose last order is `days` ago, with `orders` all within the window. */
const customer = (orders: number, days: number, more: Readonly<Record<string, unknown>> = {}) => ({
  identified: true,
  orders,
  "daysSince.order": days,
  "value.rfm.frequency": orders,
  ...more,
});

describe("DEFAULT_SEGMENTS", () => {
  it("are ten valid segments, the last of which takes everybody", () => {
    expect(DEFAULT_SEGMENTS).toHaveLength(10);
    for (const segment of DEFAULT_SEGMENTS) expect(v.parse(SegmentSchema, segment)).toEqual(segment);
    expect(segmentOf({})).toBe("developing-1");
  });

  it.each([
    ["anonymous-prospect", { orders: 0, identified: false }],
    ["known-prospect", { orders: 0, identified: true }],
    ["lost", customer(9, 180.01)],
    ["at-risk", customer(9, 180)],
    ["at-risk", customer(1, 90.01)],
    ["developing-1", customer(1, 90)],
    ["returning", customer(2, 30, { gapBeforeLastOrder: 90.01 })],
    ["developing-1", customer(2, 30, { gapBeforeLastOrder: 90 })],
    ["new", customer(1, 30)],
    ["developing-1", customer(1, 30.01)],
    ["vip", customer(5, 30, { "score.rfm.monetary": 5, gapBeforeLastOrder: 20 })],
    ["developing-2", customer(5, 30, { "score.rfm.monetary": 4 })],
    ["developing-2", customer(4, 30, { "score.rfm.monetary": 5 })],
    ["established", customer(4, 30, { "score.rfm.monetary": 3 })],
    ["established", customer(3, 60)],
    ["developing-1", customer(2, 60)],
  ])("is %s for %j", (key, facts) => {
    expect(segmentOf(facts)).toBe(key);
  });
});
