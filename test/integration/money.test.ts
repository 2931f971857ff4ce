import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SegmentsSchema } from "#shared/wire/figures";
import { OrdersSchema } from "#shared/wire/orders";
import { HistorySchema, VisitorListSchema, VisitorSchema } from "#shared/wire/visitors";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { anAnonymousId, send } from "../support/messages.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.UTC(new Date().getUTCFullYear() + 1, 0, 1, 12);

let site: TestSite;
let anonymousId: string;

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
  anonymousId = anAnonymousId();
});

afterEach(() => {
  vi.useRealTimers();
});

const get = async (path: string): Promise<unknown> => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`);
  expect(answer.status).toBe(200);
  return answer.json();
};
const object = () => env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));
const hour = (hours: number) => new Date(START + hours * HOUR_MS).toISOString();

/** Sends an order message, as of `hours` after the start, which is now where nothing else is said. */
async function tell(hours: number, event: string, properties: Record<string, unknown>, now = hours): Promise<void> {
  vi.setSystemTime(START + now * HOUR_MS);
  const message = { anonymousId, event, timestamp: hour(hours), properties: { order_id: "o", ...properties } };
  expect((await send(site, "track", message)).status).toBe(200);
}

/** Where the visitor stands, read at once; and what the directory says once the alarm has run. */
async function standing() {
  const { totals, scores, segment, kind } = v.parse(VisitorSchema, await get(`visitors/${anonymousId}`));
  const read = {
    kind,
    segment: segment.key,
    orders: totals.orders,
    revenue: totals.revenue,
    averageOrderValue: totals.averageOrderValue,
    lastOrder: totals.lastOrder,
    products: totals.products,
    recency: scores.rfm.recency.score,
    frequency: scores.rfm.frequency.value,
    monetary: scores.rfm.monetary.value,
  };
  await runDurableObjectAlarm(object());
  const { segments, visitors } = v.parse(SegmentsSchema, await get("segments"));
  const counted = segments.filter((figures) => figures.visitors > 0);
  expect(visitors).toBe(1);
  expect(counted).toMatchObject([{ key: read.segment, visitors: 1, orders: read.orders, revenue: read.revenue }]);
  const [listed] = v.parse(VisitorListSchema, await get("visitors")).visitors;
  expect(listed).toMatchObject({ segment: { key: read.segment }, totals });
  await evictDurableObject(object());
  expect(v.parse(VisitorSchema, await get(`visitors/${anonymousId}`)).totals).toEqual(totals);
  return read;
}

async function history() {
  const { segments, scores } = v.parse(HistorySchema, await get(`visitors/${anonymousId}/history`));
  return {
    segments: segments.map(({ segment, from, cause }) => [segment, from, cause]),
    money: scores.map(({ rfm, cause }) => [rfm.frequency, rfm.monetary, cause]),
  };
}

const customer = { kind: "customer", segment: "new", recency: 5, frequency: 1 };
const prospect = {
  kind: "prospect",
  segment: "anonymous-prospect",
  orders: 0,
  revenue: 0,
  averageOrderValue: null,
  lastOrder: null,
  products: 0,
  recency: null,
  frequency: null,
  monetary: null,
};

describe("an order", () => {
  it("that is updated is worth what its latest update says, at the date it was completed", async () => {
    await tell(0, "Order Completed", { revenue: "40.00", products: [{ product_id: "p", quantity: 1 }] });
    expect(await standing()).toEqual({
      ...customer,
      ...{ orders: 1, revenue: 40, averageOrderValue: 40, monetary: 40, products: 1 },
      lastOrder: { at: hour(0), value: 40 },
    });
    await tell(2, "Order Updated", { revenue: 600, products: [{ product_id: "p", quantity: 3 }] });
    await tell(1, "Order Updated", { revenue: 70 }, 3);
    expect(await standing()).toEqual({
      ...customer,
      ...{ orders: 1, revenue: 600, averageOrderValue: 600, monetary: 600, products: 3 },
      lastOrder: { at: hour(0), value: 600 },
    });
    expect((await history()).money).toEqual([
      [1, 1, "event"],
      [1, 5, "event"],
    ]);
  });

  it("has other products in the figures too when nothing but their number is updated", async () => {
    await tell(0, "Order Completed", { revenue: 40, products: [{ product_id: "p", quantity: 1 }] });
    expect(await standing()).toMatchObject({ products: 1 });
    vi.setSystemTime(START + HOUR_MS);
    await runDurableObjectAlarm(object());
    await tell(1, "Order Updated", { products: [{ product_id: "p", quantity: 3 }] });
    const alarmAt = await runInDurableObject(object(), (_, { storage }) => storage.getAlarm());
    expect(alarmAt).toBeLessThanOrEqual(Date.now() + 1_000);
    expect(await standing()).toMatchObject({ products: 3, revenue: 40 });
  });

  it("that is refunded in part keeps the rest, and history says why", async () => {
    await tell(0, "Order Completed", { revenue: 600 });
    await tell(5, "Order Refunded", { total: "599.70" });
    expect(await standing()).toMatchObject({
      ...customer,
      orders: 1,
      revenue: 0.3,
      monetary: 0.3,
      averageOrderValue: 0.3,
    });
    await tell(6, "Order Refunded", { total: 0.1 });
    expect(await standing()).toMatchObject({ ...customer, revenue: 0.2, lastOrder: { at: hour(0), value: 0.2 } });
    expect(await history()).toEqual({
      segments: [["new", hour(0), "event"]],
      money: [
        [1, 5, "event"],
        [1, 1, "refund"],
      ],
    });
  });

  it("that is refunded in full, piece by piece and beyond, exists for no fact and stays in the history", async () => {
    await tell(0, "Order Completed", { revenue: 0.3 });
    await tell(1, "Order Refunded", { total: 0.1 });
    await tell(2, "Order Refunded", { total: 0.2 });
    expect(await standing()).toEqual(prospect);
    await tell(3, "Order Refunded", { total: 9 });
    expect(await standing()).toEqual(prospect);
    const { segments, money } = await history();
    expect(segments).toEqual([
      ["new", hour(0), "event"],
      ["anonymous-prospect", hour(2), "refund"],
    ]);
    expect(money.at(-1)).toEqual([null, null, "refund"]);
    const { orders } = v.parse(OrdersSchema, await get(`visitors/${anonymousId}/orders`));
    expect(orders).toMatchObject([{ id: "o", stands: false, amount: 0.3, refunded: 0.3, value: 0 }]);
  });

  it("that is cancelled is so for good, with the cause refund", async () => {
    await tell(0, "Order Completed", { revenue: 40 });
    await tell(1, "Order Cancelled", {});
    expect(await standing()).toEqual(prospect);
    await tell(2, "Order Updated", { revenue: 50 });
    await tell(3, "Order Completed", { revenue: 50 });
    expect(await standing()).toEqual(prospect);
    expect((await history()).segments).toEqual([
      ["new", hour(0), "event"],
      ["anonymous-prospect", hour(1), "refund"],
    ]);
  });

  it("refunded among other things in one late batch changes the segment for the refund's sake", async () => {
    await tell(0, "Order Completed", { revenue: 40 });
    await tell(1, "Order Completed", { order_id: "other", revenue: 40 });
    vi.setSystemTime(START + 2 * HOUR_MS);
    const late = (event: string, messageId: string) => ({
      type: "track",
      event,
      anonymousId,
      messageId,
      timestamp: hour(0.5),
      properties: { order_id: "o" },
    });
    await send(site, "batch", { batch: [late("Signed Up", "a"), late("Order Refunded", "b"), late("Form Sent", "c")] });
    expect(await standing()).toMatchObject({ ...customer, orders: 1, revenue: 40, lastOrder: { at: hour(1) } });
    expect((await history()).segments).toEqual([
      ["new", hour(0), "event"],
      ["developing-1", hour(1), "event"],
      ["new", hour(1), "refund"],
    ]);
  });

  it("whose refund came first is worth what that left, once it comes", async () => {
    await tell(2, "Order Refunded", { total: 15 });
    expect(await standing()).toEqual({ ...prospect });
    await tell(0, "Order Completed", { revenue: 40 }, 3);
    expect(await standing()).toMatchObject({ ...customer, revenue: 25, lastOrder: { at: hour(0), value: 25 } });
  });

  it("counts once under new message ids and both its names, late and out of order, by its earliest completion", async () => {
    await tell(5, "Order Completed", { revenue: 50 });
    await tell(6, "purchase", { transaction_id: "o", value: 60 });
    expect(await standing()).toMatchObject({ ...customer, orders: 1, revenue: 50, lastOrder: { at: hour(5) } });
    await tell(-3, "purchase", { order_id: undefined, transaction_id: "o", value: "30.00" }, 7);
    expect(await standing()).toMatchObject({ ...customer, orders: 1, revenue: 30, lastOrder: { at: hour(-3) } });
    await tell(8, "refund", { order_id: undefined, transaction_id: "o", value: 30 });
    expect(await standing()).toEqual(prospect);
  });

  it("of long ago has no place in the window, and leaves recency", async () => {
    await tell(-400 * 24, "Order Completed", { revenue: 40 }, 0);
    expect(await standing()).toMatchObject({ segment: "lost", recency: 1, frequency: 0, monetary: 0, revenue: 40 });
  });
});

describe("a site's own conversions", () => {
  it("are orders, each by its message where it has no id", async () => {
    await publishConfig(site, { site: { currency: "DKK", conversions: ["Donated", "Membership Paid"] } });
    await tell(0, "Donated", { order_id: undefined, value: 100 });
    await tell(1, "Donated", { order_id: undefined, value: "50.00" });
    await tell(2, "Membership Paid", { order_id: "2027", revenue: 295.5 });
    await tell(3, "Order Completed", { revenue: 999 });
    expect(await standing()).toMatchObject({ orders: 3, revenue: 445.5, lastOrder: { at: hour(2), value: 295.5 } });
    await tell(4, "Order Refunded", { order_id: "2027" });
    expect(await standing()).toMatchObject({ orders: 2, revenue: 150, lastOrder: { at: hour(1), value: 50 } });
  });
});

describe("another currency", () => {
  it("is worth what it was on the order's date, refunds too", async () => {
    const rates = {
      USD: [
        { from: new Date(START).toISOString(), rate: 0.92 },
        { from: new Date(START + DAY_MS).toISOString(), rate: 0.5 },
      ],
      JPY: 0.0061,
    };
    await publishConfig(site, { site: { rates } });
    await tell(1, "Order Completed", { revenue: 100, currency: "USD" });
    await tell(2, "Order Completed", { order_id: "y", revenue: 10_050.4, currency: "JPY" });
    expect(await standing()).toMatchObject({ orders: 2, revenue: 153.31, lastOrder: { value: 61.31 } });
    await tell(30, "Order Refunded", { total: 50 });
    expect(await standing()).toMatchObject({ orders: 2, revenue: 107.31 });
    await tell(31, "Order Refunded", { total: 46, currency: "EUR" });
    expect(await standing()).toMatchObject({ orders: 1, revenue: 61.31 });
    await tell(32, "Order Completed", { order_id: "later", revenue: 100, currency: "usd" });
    expect(await standing()).toMatchObject({ orders: 2, revenue: 111.31 });
  });

  it("without a rate counts as an order without money, until a rate is published", async () => {
    await tell(0, "Order Completed", { revenue: 600, currency: "SEK" });
    expect(await standing()).toMatchObject({ ...customer, orders: 1, revenue: 0, monetary: 0 });
    const orders = async () => v.parse(OrdersSchema, await get(`visitors/${anonymousId}/orders`)).orders;
    expect(await orders()).toMatchObject([{ unconverted: true, rate: null, amount: 600, currency: "SEK", value: 0 }]);
    await publishConfig(site, { site: { rates: { SEK: 1.05 } } });
    vi.setSystemTime(START + HOUR_MS);
    expect(await orders()).toMatchObject([{ unconverted: false, rate: 1.05, amount: 600, value: 630 }]);
    expect(await standing()).toMatchObject({ ...customer, orders: 1, revenue: 630, monetary: 630 });
    expect((await history()).money).toEqual([
      [1, 1, "event"],
      [1, 5, "model"],
    ]);
  });

  it("of the site may have no decimals or three", async () => {
    for (const [currency, revenue] of [
      ["JPY", 26],
      ["KWD", 25.601],
    ] as const) {
      anonymousId = anAnonymousId();
      site = await makeSite();
      await publishConfig(site, { site: { currency } });
      await tell(0, "Order Completed", { revenue: "25.5" });
      await tell(0, "Order Completed", { order_id: "b", revenue: 0.1005 });
      expect(await standing()).toMatchObject({ orders: 2, revenue });
    }
  });
});
