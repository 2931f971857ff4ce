import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { type Orders, OrdersSchema } from "#shared/wire/orders";
import { VisitorSchema } from "#shared/wire/visitors";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const HOUR_MS = 3_600_000;
const START = Date.now() - 1_000 * HOUR_MS;

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { site: { rates: { USD: 0.92 } } });
});

const hour = (hours: number) => new Date(START + hours * HOUR_MS).toISOString();
const fetchOf = (path: string, credential = site.token, key = site.key) =>
  askAs(credential, "GET", `/v1/sites/${key}/visitors/${path}`);
const ordersOf = async (id: string, query = ""): Promise<Orders> => {
  const answer = await fetchOf(`${id}/orders${query}`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  return v.parse(OrdersSchema, await answer.json());
};
const tell = async (anonymousId: string, hours: number, event: string, properties: Record<string, unknown>) => {
  const answer = await send(site, "track", { anonymousId, event, timestamp: hour(hours), properties });
  expect(answer.status).toBe(200);
};

describe("GET /visitors/:id/orders", () => {
  it("lists every order with what became of it, newest first", async () => {
    const id = anAnonymousId();
    const products = [{ product_id: "p", category: "mugs", quantity: 2, price: 20 }];
    await tell(id, 1, "Order Completed", { order_id: "a", revenue: 40, products });
    await tell(id, 2, "Order Completed", { order_id: "b", revenue: "33.33", currency: "USD" });
    await tell(id, 3, "Order Completed", { order_id: "c", revenue: 10, currency: "SEK" });
    await tell(id, 4, "Order Completed", { order_id: "d", revenue: 50 });
    await tell(id, 5, "Order Completed", { order_id: "e", revenue: 60 });
    await tell(id, 6, "Order Refunded", { order_id: "b", total: 3.33 });
    await tell(id, 7, "Order Cancelled", { order_id: "d" });
    await tell(id, 8, "Order Refunded", { order_id: "e" });
    await tell(id, 9, "Order Updated", { order_id: "a", revenue: 45.5 });
    await tell(id, 10, "Order Refunded", { order_id: "waiting", total: 5 });
    const plain = {
      refunded: 0,
      currency: "EUR",
      rate: 1,
      unconverted: false,
      cancelled: false,
      stands: true,
      products: [],
    };
    const expected = {
      currency: "EUR",
      orders: [
        { ...plain, id: "e", at: hour(5), value: 0, amount: 60, refunded: 60, stands: false },
        { ...plain, id: "d", at: hour(4), value: 0, amount: 50, cancelled: true, stands: false },
        { ...plain, id: "c", at: hour(3), value: 0, amount: 10, currency: "SEK", rate: null, unconverted: true },
        { ...plain, id: "b", at: hour(2), value: 27.6, amount: 33.33, refunded: 3.33, currency: "USD", rate: 0.92 },
        {
          ...plain,
          id: "a",
          at: hour(1),
          value: 45.5,
          amount: 45.5,
          products: [{ id: "p", category: "mugs", quantity: 2, price: 20 }],
        },
      ],
      cursor: null,
    };
    expect(await ordersOf(id)).toEqual(expected);
    await evictDurableObject(
      env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId: id }))),
    );
    expect(await ordersOf(id)).toEqual(expected);
    const { totals } = v.parse(VisitorSchema, await (await fetchOf(id)).json());
    expect(totals).toMatchObject({ orders: 3, revenue: 73.1 });
  });

  it("goes through more than a page, and loses none to an order that comes meanwhile", async () => {
    const id = anAnonymousId();
    const batch = Array.from({ length: 205 }, (_, index) => ({
      type: "track",
      anonymousId: id,
      messageId: `m-${index}`,
      event: "Order Completed",
      timestamp: hour(index),
      properties: { order_id: `o ${index}`, revenue: 1 },
    }));
    expect((await send(site, "batch", { batch })).status).toBe(200);
    const pages = [await ordersOf(id)];
    await tell(id, 900, "Order Completed", { order_id: "late", revenue: 1 });
    for (let last = pages.at(-1); last?.cursor; last = pages.at(-1))
      pages.push(await ordersOf(id, `?cursor=${encodeURIComponent(last.cursor)}`));
    expect(pages.map(({ orders }) => orders.length)).toEqual([100, 100, 5]);
    expect(pages.flatMap(({ orders }) => orders.map((order) => order.id))).toEqual(
      Array.from({ length: 205 }, (_, index) => `o ${204 - index}`),
    );
    const refused = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${id}/orders?cursor=none`);
    expect(refused.status).toBe(400);
  });

  it("is empty for a prospect, and nobody's is not found", async () => {
    const id = anAnonymousId();
    await send(site, "page", aPage(id));
    expect((await ordersOf(id)).orders).toEqual([]);
    expect((await fetchOf("nobody/orders")).status).toBe(404);
  });

  it("is for marketers of this site alone", async () => {
    const id = anAnonymousId();
    await tell(id, 1, "Order Completed", { order_id: "a", revenue: 40 });
    const other = await makeSite();
    const viewer = await makeToken(site, "viewer");
    const statusFor = async (credential: string, key = site.key) =>
      (await fetchOf(`${id}/orders`, credential, key)).status;
    expect(await statusFor(viewer)).toBe(200);
    expect([await statusFor(site.serverKey), await statusFor(site.writeKey)]).toEqual([403, 403]);
    expect([await statusFor(other.token), await statusFor(other.token, other.key)]).toEqual([404, 404]);
  });
});
