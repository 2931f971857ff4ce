import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { HistorySchema, VisitorSchema } from "#shared/wire/visitors";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, {
    slots: [
      {
        key: "hero",
        snippets: [
          { key: "hello", rule: { fact: "segment", eq: "anonymous-prospect" }, content: "<p>Hello</p>" },
          { key: "welcome", rule: { fact: "segment", eq: "new" }, content: "<p>Welcome</p>" },
        ],
      },
    ],
  });
});

const read = async (id: string) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${id}`);
  expect(answer.status).toBe(200);
  return v.parse(VisitorSchema, await answer.json());
};

describe("an ingest address asked in another way", () => {
  it("is not found, in Segment's own shape", async () => {
    for (const method of ["GET", "PUT"]) {
      const answer = await ask("/v1/track", { method });
      expect([method, answer.status]).toEqual([method, 404]);
      expect(await answer.json()).toMatchObject({ success: false });
    }
  });
});

describe("POST /v1/page", () => {
  it("stores the view and answers decisions made with it counted", async () => {
    const anonymousId = anAnonymousId();
    const answer = await send(site, "page", aPage(anonymousId, { decide: ["hero"] }));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("server-timing")).toBe("visitor");
    expect(await answer.json()).toMatchObject({
      success: true,
      segment: "anonymous-prospect",
      decisions: { hero: { snippet: "hello", reason: "match" } },
    });
    const visitor = await read(anonymousId);
    expect(visitor).toMatchObject({
      kind: "prospect",
      anonymousIds: [anonymousId],
      totals: { pageViews: 1, sessions: 1, orders: 0 },
    });
    expect(visitor.scores.rfm.recency).toEqual({ value: null, score: null, tier: null });
    expect(visitor.scores.rfe.frequency.value).toBe(1);
    expect(visitor.nextTransition).toBeNull();
    expect(visitor.nextChange).not.toBeNull();
  });
});

describe("a first purchase", () => {
  it("makes the very next page view show the content for new", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    expect((await send(site, "track", anOrder(anonymousId, "o-1", "40.00"))).status).toBe(200);
    const next = await send(site, "page", aPage(anonymousId, { decide: true }));
    expect(await next.json()).toMatchObject({
      segment: "new",
      decisions: { hero: { snippet: "welcome", content: "<p>Welcome</p>" } },
    });
    const visitor = await read(anonymousId);
    expect(visitor.totals).toMatchObject({ orders: 1, products: 2, revenue: 40, averageOrderValue: 40 });
    expect(visitor.nextTransition?.segment).toBe("developing-1");
    const history = v.parse(
      HistorySchema,
      await (await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}/history`)).json(),
    );
    expect(history.segments.map(({ segment, cause }) => [segment, cause])).toEqual([
      ["anonymous-prospect", "event"],
      ["new", "event"],
    ]);
    expect(history.segments.at(-1)?.to).toBeNull();
    const events = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}/events`)).json<{
      events: { name: string | null; points: number }[];
    }>();
    expect(events.events.map(({ name, points }) => [name, points])).toEqual([
      [null, 1],
      ["Order Completed", 10],
      [null, 1],
    ]);
  });

  it("counts an order once when it comes again under another message id", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-2", 10));
    await send(site, "track", anOrder(anonymousId, "o-2", 10));
    expect((await read(anonymousId)).totals).toMatchObject({ orders: 1, revenue: 10 });
  });
});

describe("identify", () => {
  it("gives an anonymous visitor their user id", async () => {
    const anonymousId = anAnonymousId();
    const userId = `${anonymousId}@mail.example`;
    await send(site, "page", aPage(anonymousId));
    expect((await send(site, "identify", { anonymousId, userId, traits: { name: "Ada" } })).status).toBe(200);
    const visitor = await read(userId);
    expect(visitor).toMatchObject({
      userId,
      anonymousIds: [anonymousId],
      segment: { key: "known-prospect", cause: "event" },
      traits: { name: "Ada" },
    });
  });

  it("joins two devices of one person, with both pasts", async () => {
    const [first, second] = [anAnonymousId(), anAnonymousId()];
    const userId = `user-${first}`;
    await send(site, "page", aPage(first));
    await send(site, "identify", { anonymousId: first, userId });
    await send(site, "track", anOrder(second, "o-9", 25));
    await send(site, "identify", { anonymousId: second, userId });
    const visitor = await read(second);
    expect(visitor).toMatchObject({
      userId,
      totals: { orders: 1, revenue: 25, pageViews: 1 },
      segment: { key: "new" },
    });
    expect(visitor.anonymousIds.toSorted()).toEqual([first, second].toSorted());
    expect((await read(first)).id).toBe(visitor.id);
    await send(site, "page", aPage(second));
    expect((await read(userId)).totals.pageViews).toBe(2);
  });

  it("never melts two users together on a shared device", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "identify", { anonymousId, userId: `a-${anonymousId}` });
    await send(site, "track", anOrder(anonymousId, "o-1", 5, { userId: `b-${anonymousId}` }));
    expect((await read(`a-${anonymousId}`)).totals.orders).toBe(0);
    expect((await read(`b-${anonymousId}`)).totals.orders).toBe(1);
  });
});

describe("POST /v1/batch", () => {
  it("keeps the good part and names what is wrong with the rest", async () => {
    const anonymousId = anAnonymousId();
    const batch = [
      { type: "page", anonymousId, messageId: "m-1" },
      { type: "track", anonymousId, messageId: "m-2" },
      {
        type: "track",
        event: "Order Completed",
        anonymousId,
        messageId: "m-3",
        properties: { order_id: "x", revenue: "12abc" },
      },
      {
        type: "track",
        event: "Order Completed",
        anonymousId,
        messageId: "m-4",
        properties: { order_id: "y", revenue: "25.10" },
      },
    ];
    const answer = await ask("/v1/batch", {
      method: "POST",
      headers: { authorization: `Basic ${btoa(`${site.writeKey}:`)}` },
      body: JSON.stringify({ batch }),
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      success: true,
      rejected: [
        { index: 1, errors: [{ path: "/event", message: "is required" }] },
        { index: 2, errors: [{ path: "/properties/revenue", message: "must be a number" }] },
      ],
    });
    expect((await read(anonymousId)).totals).toMatchObject({ orders: 1, revenue: 25.1 });
  });
});

describe("bad input", () => {
  const cases: readonly (readonly [string, string, unknown])[] = [
    ["an id of 10,000 characters", "page", { anonymousId: "x".repeat(10_000) }],
    ["negative money", "track", anOrder("someone", "o", -1)],
    ["infinite money", "track", anOrder("someone", "o", "1e999")],
    ["absurd money", "track", anOrder("someone", "o", 1e15)],
    [
      "a currency that is none",
      "track",
      { ...anOrder("someone", "o", 1), properties: { order_id: "o", revenue: 1, currency: "pounds" } },
    ],
    ["no id at all", "track", { event: "x" }],
    ["a type that is wrong", "identify", { anonymousId: "someone", traits: "Ada" }],
    [
      "a nesting of 20",
      "track",
      { anonymousId: "someone", event: "x", properties: JSON.parse(`${'{"a":'.repeat(20)}1${"}".repeat(20)}`) },
    ],
  ];
  for (const [name, kind, body] of cases)
    it(`refuses ${name} with 400`, async () => {
      const answer = await send(site, kind, body as Record<string, unknown>);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ success: false });
    });

  it("refuses what is not JSON, and an unknown key", async () => {
    expect((await ask("/v1/track", { method: "POST", body: "{" })).status).toBe(400);
    expect(
      (
        await ask("/v1/track", {
          method: "POST",
          body: JSON.stringify({ writeKey: "wk_none_x", anonymousId: "a", event: "x" }),
        })
      ).status,
    ).toBe(401);
  });

  it("takes a stamp in the far future as now", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId, { timestamp: "2999-01-01T00:00:00Z" }));
    expect(Date.parse((await read(anonymousId)).lastSeenAt)).toBeLessThanOrEqual(Date.now());
  });
});
