import { describe, expect, it } from "vitest";
import { activityAt, type Reading } from "./activity.ts";
import { applyEvents } from "./applyEvents.ts";
import { countUpTo, type Moment } from "./moment.ts";
import { NOBODY } from "./visitor.ts";

const READING: Reading = {
  currency: "EUR",
  rates: {},
  sessionGapMs: 1_800_000,
  productPages: [{ event: "Product Viewed" }],
  interactions: ["*"],
  tenure: { starts: ["Subscription Started"], ends: ["Subscription Ended"] },
};

const moment = (at: number, name: string, more: Partial<Moment> = {}): Moment => ({
  at,
  id: `m-${at}-${name}`,
  name,
  type: name === "page" || name === "identify" || name === "group" ? name : "track",
  seq: 1,
  ...more,
});
const activity = (moments: readonly Moment[], at = 1_000, reading: Partial<Reading> = {}) =>
  activityAt(applyEvents(NOBODY, moments), { ...READING, ...reading }, at);

describe("activityAt", () => {
  it("knows only what is stamped at or before the instant, refunds included", () => {
    const order = { orderId: "o", amount: 40, currency: null, products: [] };
    const moments = [
      moment(10, "Order Completed", { order: { ...order, action: "complete" } }),
      moment(20, "Order Refunded", { order: { ...order, action: "refund", amount: 15 } }),
    ];
    const net = (at: number) => activity(moments, at).orders.map(({ netMinor }) => netMinor);
    expect([9, 10, 19, 20].map(net)).toEqual([[], [4_000], [4_000], [2_500]]);
  });

  it("takes every message for an event and a visit but those that change an order", () => {
    const folded = activity([moment(10, "page"), moment(20, "Order Refunded"), moment(20, "refund")]);
    expect(folded).toMatchObject({ lastVisitAt: 10, lastInteractionAt: 10 });
    expect([...folded.counts]).toEqual([
      ["page", 1],
      ["Order Refunded", 1],
      ["refund", 1],
    ]);
    expect(folded.lastAt.get("refund")).toBe(20);
  });

  it("takes for an interaction what the site says", () => {
    const moments = [moment(10, "page"), moment(20, "Signed Up"), moment(30, "page"), moment(40, "Order Updated")];
    expect(activity(moments, 1_000, { interactions: ["Signed Up"] }).lastInteractionAt).toBe(20);
    expect(activity(moments, 1_000, { interactions: ["*", "Order Updated"] }).lastInteractionAt).toBe(40);
    expect(activity(moments, 1_000, { interactions: [] }).lastInteractionAt).toBeNull();
  });

  it("takes of traits the latest, key by key; at one instant that of the greatest message id", () => {
    const told = (at: number, id: string, traits: Record<string, unknown>) => moment(at, "identify", { id, traits });
    expect(
      activity([
        told(20, "b", { plan: "late" }),
        told(20, "a", { plan: "early", name: "Bea" }),
        told(10, "z", { name: "Ada", age: 30 }),
        moment(30, "group", { traits: { plan: "group" } }),
      ]),
    ).toMatchObject({ traits: { plan: "late", name: "Bea", age: 30 }, group: { plan: "group" } });
  });

  it("keeps the first and the last campaign", () => {
    const from = (at: number, source: string) => moment(at, "page", { campaign: { source } });
    expect(activity([from(30, "c"), moment(5, "page"), from(20, "b"), from(10, "a")]).campaigns).toEqual({
      first: { source: "a" },
      last: { source: "c" },
    });
  });
});

describe("a membership", () => {
  const start = (at: number, id = `s-${at}`) => moment(at, "Subscription Started", { id });
  const end = (at: number, id = `e-${at}`) => moment(at, "Subscription Ended", { id });

  it.each<[string, Moment[], { from: number; until: number | null } | null]>([
    ["is none without a start", [end(5)], null],
    ["runs from the first start", [start(20), start(10)], { from: 10, until: null }],
    ["to the last end", [start(10), end(30), end(20)], { from: 10, until: 30 }],
    ["on, where a start follows that end", [start(10), end(20), start(30)], { from: 10, until: null }],
    ["to the end after all starts", [start(10), end(20), start(30), end(40)], { from: 10, until: 40 }],
    ["regardless of an end before it", [end(5), start(10)], { from: 10, until: null }],
    [
      "by message id, where start and end are of one instant",
      [end(10, "a"), start(10, "b")],
      { from: 10, until: null },
    ],
    ["and that way round", [start(10, "a"), end(10, "b")], { from: 10, until: 10 }],
    ["and begun again at once", [start(5), end(10, "a"), start(10, "b")], { from: 5, until: null }],
  ])("%s", (_, moments, membership) => {
    expect(activity(moments).membership).toEqual(membership);
  });
});

describe("countUpTo", () => {
  it("is that of a scan", () => {
    const moments = [1, 3, 3, 3, 7].map((at) => moment(at, "page"));
    for (let at = 0; at <= 8; at++)
      expect(countUpTo(moments, at)).toBe(moments.filter((known) => known.at <= at).length);
    expect(countUpTo([], 5)).toBe(0);
  });
});
