import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Moment } from "./moment.ts";
import { extendSessions, isVisit, sessionsOf } from "./session.ts";

const MINUTE_MS = 60_000;
const RULE = { sessionGapMs: 30 * MINUTE_MS, productPages: [{ event: "Product Viewed" }, { event: "view_item" }] };

const moment = (at: number, name: string, more: Partial<Moment> = {}): Moment => ({
  at,
  id: `m-${at}-${name}`,
  name,
  type: name === "page" || name === "identify" ? name : "track",
  seq: 1,
  ...more,
});
const page = (at: number) => moment(at, "page");
const engaged = (at: number, seconds: number, address?: string) =>
  moment(at, "Engaged", { seconds, ...(address === undefined ? {} : { address }) });
const spans = (moments: readonly Moment[]) => sessionsOf(moments, RULE).map(({ start, end }) => [start, end]);

describe("isVisit", () => {
  it.each(["Order Updated", "Order Refunded", "Order Cancelled", "refund"])("is not so of %s", (name) => {
    expect(isVisit(moment(0, name))).toBe(false);
  });

  it.each(["Order Completed", "purchase", "page", "identify", "Engaged", "Anything"])("is so of %s", (name) => {
    expect(isVisit(moment(0, name))).toBe(true);
  });
});

describe("sessionsOf", () => {
  it("ends a session by a gap of more than the site's, and by nothing else", () => {
    const gap = RULE.sessionGapMs;
    expect(spans([page(0), page(gap), page(2 * gap + 1)])).toEqual([
      [0, gap],
      [2 * gap + 1, 2 * gap + 1],
    ]);
    const midnight = Date.UTC(2026, 0, 2);
    expect(spans([page(midnight - 1), page(midnight + 1)])).toHaveLength(1);
  });

  it("is joined to one by an event between two", () => {
    expect(spans([page(0), page(40 * MINUTE_MS)])).toHaveLength(2);
    expect(spans([page(0), moment(20 * MINUTE_MS, "Order Completed"), page(40 * MINUTE_MS)])).toHaveLength(1);
    expect(spans([page(0), moment(20 * MINUTE_MS, "Order Refunded"), page(40 * MINUTE_MS)])).toHaveLength(2);
  });

  it("counts events, page views and engaged seconds", () => {
    expect(sessionsOf([page(0), engaged(1, 12.5), page(2), moment(3, "Order Updated"), engaged(4, 30)], RULE)).toEqual([
      { start: 0, end: 4, events: 4, pageViews: 2, engagedSeconds: 42.5, productSeconds: 0 },
    ]);
  });

  it("counts product seconds on addresses that showed a product in that session, before or after", () => {
    const viewed = (at: number) => moment(at, "view_item", { address: "shop/p" });
    const later = 100 * MINUTE_MS;
    const moments = [engaged(0, 5, "shop/p"), viewed(1), engaged(2, 7, "shop/q"), engaged(3, 11)];
    const [first, second] = sessionsOf([...moments, engaged(later, 13, "shop/p")], RULE);
    expect([first?.productSeconds, second?.productSeconds]).toEqual([5, 0]);
  });

  it("counts no product seconds of what has no address, though a product was shown somewhere unknown", () => {
    expect(sessionsOf([moment(0, "Product Viewed"), engaged(1, 9)], RULE)[0]?.productSeconds).toBe(0);
  });
});

describe("extendSessions", () => {
  const anything = fc
    .array(
      fc.record({
        pauseMs: fc.constantFrom(0, 1, MINUTE_MS, RULE.sessionGapMs, RULE.sessionGapMs + 1),
        name: fc.constantFrom("page", "page", "Engaged", "Product Viewed", "Order Updated", "Anything"),
        address: fc.constantFrom("shop/p", "shop/q"),
        seconds: fc.integer({ min: 0, max: 30 }),
      }),
      { maxLength: 12 },
    )
    .map((steps) => {
      let at = 0;
      return steps.map(({ pauseMs, name, address, seconds }) => {
        at += pauseMs;
        return moment(at, name, { address, ...(name === "Engaged" && { seconds }) });
      });
    });

  it("is the same as to cut them all, wherever the beginning ended", () => {
    fc.assert(
      fc.property(anything, (moments) => {
        const whole = sessionsOf(moments, RULE);
        for (let count = 0; count <= moments.length; count++)
          expect(extendSessions(sessionsOf(moments.slice(0, count), RULE), moments, count, RULE)).toEqual(whole);
      }),
    );
  });

  it("leaves the past alone", () => {
    const moments = [page(0), page(100 * MINUTE_MS), page(101 * MINUTE_MS)];
    const before = sessionsOf(moments.slice(0, 2), RULE);
    expect(extendSessions(before, moments, 2, RULE)[0]).toBe(before[0]);
  });
});
