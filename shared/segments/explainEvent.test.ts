import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { aLife, aModel, SMALL_DAY_MS, visitorOf } from "../../test/support/lives.ts";
import { anyModel } from "../../test/support/models.ts";
import { explainEvent } from "./explainEvent.ts";
import { segmentAt } from "./segmentAt.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const HOUR_MS = 3_600_000;
const SMALL = anyModel({ dayMs: SMALL_DAY_MS, days: fc.integer({ min: 0, max: 60 }), decays: true });

const order = (id: string, revenue: number) => ({
  type: "track",
  event: "Order Completed",
  properties: { order_id: id, revenue, products: [{ product_id: "p", quantity: 2 }] },
});
const model = aModel();
const visitor = visitorOf(
  [
    { messageId: "m-1", timestamp: NOW - 3 * HOUR_MS, type: "page" },
    { messageId: "m-2", timestamp: NOW - 2 * HOUR_MS, ...order("o-1", 40) },
    {
      messageId: "m-3",
      timestamp: NOW - HOUR_MS,
      type: "track",
      event: "Order Cancelled",
      properties: { order_id: "o-1" },
    },
  ].map((body) => ({ anonymousId: "a", ...body })),
  NOW,
  model,
);

describe("explainEvent", () => {
  it("tells what an order earned, the totals it raised and the segment it led to", () => {
    expect(explainEvent(visitor, model, "m-2")).toMatchObject({
      at: NOW - 2 * HOUR_MS,
      name: "Order Completed",
      points: 10,
      totals: [
        { total: "orders", before: 0, after: 1 },
        { total: "products", before: 0, after: 2 },
        { total: "revenue", before: 0, after: 40 },
        { total: "averageOrderValue", before: null, after: 40 },
        { total: "sessions", before: 1, after: 2 },
      ],
      segment: { before: "anonymous-prospect", after: "new" },
    });
    const measures = explainEvent(visitor, model, "m-2")?.scores.map(
      ({ family, dimension }) => `${family}.${dimension}`,
    );
    // One session of a prospect more: everything but the engaged seconds.
    expect(measures).toEqual([
      ...["rfm.recency", "rfm.frequency", "rfm.monetary", "rfe.recency", "rfe.frequency", "rfe.engagement"],
      ...["rfd.recency", "rfd.frequency"],
    ]);
  });

  it("tells what a cancellation took away again, at its own instant", () => {
    const explained = explainEvent(visitor, model, "m-3");
    expect(explained?.totals[0]).toEqual({ total: "orders", before: 1, after: 0 });
    expect(explained?.segment).toEqual({ before: "new", after: "anonymous-prospect" });
    expect(explained?.scores.find(({ dimension }) => dimension === "monetary")).toMatchObject({
      before: { value: 40, score: 1 },
      after: { value: null, score: null },
    });
  });

  it("tells that a visitor’s first event found nobody, and knows no event of others", () => {
    expect(explainEvent(visitor, model, "m-1")?.scores[0]).toMatchObject({ family: "rfe", before: { value: null } });
    expect(explainEvent(visitor, model, "m-4")).toBeNull();
  });

  test.prop([aLife(), SMALL])(
    "tells where the visitor stood with the event, for any life and configuration",
    (life, own) => {
      const whole = visitorOf(life, 300, own);
      for (const { id, at } of whole.moments) {
        const explained = explainEvent(whole, own, id);
        const standing = segmentAt(whole, own, at);
        expect(explained?.segment.after).toBe(standing.segment);
        for (const { family, dimension, before, after } of explained?.scores ?? []) {
          expect(Object.entries(standing.scores[family]).find(([name]) => name === dimension)?.[1]).toEqual(after);
          expect(before).not.toEqual(after);
        }
      }
    },
  );
});
