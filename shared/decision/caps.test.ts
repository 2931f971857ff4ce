import { describe, expect, it } from "vitest";
import { exposedTo, type ServedSlot, UNEXPOSED } from "../visitor/exposures.ts";
import type { Moment } from "../visitor/moment.ts";
import type { Order } from "../visitor/orders.ts";
import { cappable, isCapped } from "./caps.ts";
import type { Snippet } from "./snippet.ts";

const snippet = (more: Partial<Snippet>): Snippet => ({
  ...{ key: "sale", rule: { all: [] }, content: "", contentType: "text/plain", from: null, until: null },
  ...more,
});
const view = (at: number, ...slots: ServedSlot[]): Moment => ({
  ...{ at, id: `m-${at}`, name: "page", type: "page", seq: 1 },
  served: { version: 1, segment: "new", slots },
});
const order = (at: number): Order => ({
  ...{ id: "o", at, netMinor: 1, ownMinor: 1, refundedMinor: 0, currency: "EUR", rate: 1 },
  ...{ cancelled: false, stands: true, products: [] },
});

/** Shown three times, the last time in the session that began at 25 and on the day that began at 15; withheld once. */
const moments = [
  view(10, ["hero", "sale", 0]),
  view(20, ["hero", "sale", 0], ["footer", "sale", 0]),
  view(30, ["hero", "sale", 0]),
  view(40, ["hero", "sale", 1]),
];
const facts = (orders: Order[] = []) => ({
  activity: { moments, orders, exposures: exposedTo(UNEXPOSED, moments) },
  sessionFrom: 25,
  dayFrom: () => 15,
});
const per = (span: "visitor" | "session" | "day", times: number) => snippet({ cap: { per: span, times } });

describe("isCapped", () => {
  it.each([
    ["visitor", 3, true],
    ["visitor", 4, false],
    ["day", 2, true],
    ["day", 3, false],
    ["session", 1, true],
    ["session", 2, false],
  ] as const)("by %s counts what was shown, not what was withheld: %i times", (span, times, expected) => {
    expect(isCapped("hero", per(span, times), facts())).toBe(expected);
  });

  it("counts each slot by itself, and asks for the day only where a cap is by the day", () => {
    expect(isCapped("footer", per("visitor", 2), facts())).toBe(false);
    expect(isCapped("footer", per("visitor", 1), facts())).toBe(true);
    const dayFrom = () => {
      throw new Error("nobody asks");
    };
    expect(isCapped("hero", per("session", 1), { ...facts(), dayFrom })).toBe(true);
    expect(isCapped("aside", per("day", 1), { ...facts(), dayFrom })).toBe(false);
  });

  it("stops after an order that came after the first time it was shown, and after no other", () => {
    const stops = snippet({ stopAfterConversion: true });
    expect(isCapped("hero", stops, facts())).toBe(false);
    expect(isCapped("hero", stops, facts([order(10)]))).toBe(false);
    expect(isCapped("hero", stops, facts([order(5), order(11)]))).toBe(true);
    expect(isCapped("aside", stops, facts([order(11)]))).toBe(false);
  });
});

describe("cappable", () => {
  it("is what has a cap or an end", () => {
    const slot = { key: "hero", selector: null, holdoutPercent: 0 };
    const [plain, capped, stops] = [snippet({}), per("day", 1), snippet({ stopAfterConversion: true })];
    expect(cappable([{ ...slot, snippets: [plain, capped, stops] }])).toEqual([
      ["hero", capped],
      ["hero", stops],
    ]);
  });
});
