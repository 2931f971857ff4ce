import { describe, expect, it } from "vitest";
import { modelOf } from "../config/modelOf.ts";
import { parseSiteConfig } from "../config/siteConfig.ts";
import { readMessage } from "../events/event.ts";
import { segmentAt } from "../segments/segmentAt.ts";
import { applyEvents } from "../visitor/applyEvents.ts";
import { type Moment, momentOf } from "../visitor/moment.ts";
import { NOBODY } from "../visitor/visitor.ts";
import { MOST_DRAWS } from "./row.ts";
import { removedRow, rowOf } from "./rowOf.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const parsed = parseSiteConfig({});
if ("errors" in parsed) throw new RangeError("the default configuration is whole");
const model = modelOf(parsed.config, 3);

/** The row of Ada, who sent these messages, an hour apart and the last one now. */
function rowAfter(...bodies: readonly object[]) {
  const moments = bodies.map((body, index) => {
    const timestamp = new Date(NOW - (bodies.length - 1 - index) * 3_600_000).toISOString();
    const message = { anonymousId: "a-1", userId: "ada", messageId: `m-${index}`, timestamp, ...body };
    const read = readMessage(message, { receivedAt: NOW, freshId: () => "fresh" });
    if ("issues" in read) throw new RangeError(JSON.stringify(read.issues));
    return momentOf(read.message, model.conversions, 1, false);
  });
  const visitor = applyEvents({ anonymousIds: ["a-1"], userId: "ada", moments: [] }, moments);
  const told = {
    id: "ab".repeat(32),
    revision: 9,
    nextTransition: null,
    nextChangeAt: null,
    modelVersion: model.version,
    segments: [],
  };
  return rowOf({ ...told, standing: segmentAt(visitor, model, NOW), since: { at: NOW, cause: "event" } });
}

const order = (orderId: string, revenue: number, quantity: number) => ({
  type: "track",
  event: "Order Completed",
  properties: { order_id: orderId, revenue, products: [{ product_id: "p-1", quantity }] },
});
const identify = (traits: object) => ({ type: "identify", traits });

describe("rowOf", () => {
  it("sums orders, products, revenue and sessions, and says when the visitor was first and last seen", () => {
    expect(rowAfter({ type: "page" }, order("o-1", 10.1, 2), order("o-2", 20.2, 3))).toMatchObject({
      segment: "developing-1",
      kind: "customer",
      userId: "ada",
      anonymousIds: ["a-1"],
      orders: 2,
      products: 5,
      revenueMinor: 3030,
      lastOrderAt: NOW,
      lastOrderMinor: 2020,
      sessions: 3,
      pageViews: 1,
      firstSeenAt: NOW - 2 * 3_600_000,
      lastSeenAt: NOW,
    });
  });

  it("is not seen again by what the shop does to an order", () => {
    const refund = { type: "track", event: "Order Refunded", properties: { order_id: "o-1", total: 1 } };
    expect(rowAfter(order("o-1", 10, 1), refund)).toMatchObject({ lastSeenAt: NOW - 3_600_000, revenueMinor: 900 });
  });

  it("takes name and e-mail from the traits, where they are text", () => {
    expect(rowAfter(identify({ name: " Ada ", email: "ada@example.com" }))).toMatchObject({
      name: "Ada",
      email: "ada@example.com",
    });
    expect(rowAfter(identify({ firstName: "Ada", lastName: "Byron" })).name).toBe("Ada Byron");
    expect(rowAfter(identify({ name: 7, email: ["a"] }))).toMatchObject({ name: null, email: null });
  });

  it("has no last order for a prospect", () => {
    expect(rowAfter({ type: "page" })).toMatchObject({
      kind: "prospect",
      lastOrderAt: null,
      lastOrderMinor: null,
      revenueMinor: 0,
    });
  });

  it("refuses a visitor who was never seen", () => {
    expect(() => rowAfter()).toThrow("rowOf requires a visitor who was seen");
  });
});

describe("removedRow", () => {
  it("keeps nothing of the person", () => {
    const removed = removedRow(rowAfter(identify({ name: "Ada", email: "ada@example.com" })), 10);
    expect(removed).toMatchObject({ revision: 10, removed: true });
    expect(JSON.stringify(removed)).not.toMatch(/ada|a-1/i);
  });

  it("tells how somebody first took part in each draw, of the latest where there are very many", () => {
    const standing = segmentAt({ ...NOBODY, moments: servedIn(MOST_DRAWS + 5) }, model, NOW);
    const since = { at: NOW, cause: "event" } as const;
    const source = { id: "x", revision: 1, nextTransition: null, nextChangeAt: null, modelVersion: 1, segments: [] };
    const { exposures } = rowOf({ ...source, standing, since });
    expect(exposures).toHaveLength(MOST_DRAWS);
    expect(exposures[0]).toEqual([`d-${MOST_DRAWS + 4}`, NOW, "a", 0, "new", { a: 1 }, 0]);
  });
});

/** One page view after the other, each in a draw of its own. */
function servedIn(draws: number): Moment[] {
  return Array.from({ length: draws }, (_, index) => ({
    ...{ at: NOW - draws + 1 + index, id: `m-${index}`, name: "page", type: "page" as const, seq: 1 },
    served: { version: 1, segment: "new", slots: [["hero", "a", 0, `d-${index}`]] },
  }));
}
