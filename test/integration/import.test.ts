import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { SegmentsSchema } from "#shared/wire/figures";
import type { ImportAnswer } from "#shared/wire/import";
import { HistorySchema } from "#shared/wire/visitors";
import { anAnonymousId, aPage, send as sendLive } from "../support/messages.ts";
import { askAs, makeSite, makeToken, ROOT, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
let site: TestSite;
beforeAll(async () => {
  site = await makeSite();
});

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const order = (id: string, days: number, revenue: unknown = 20) => ({
  type: "track",
  event: "Order Completed",
  messageId: `m-${id}`,
  timestamp: daysAgo(days),
  properties: { order_id: id, revenue },
});
const send = (body: unknown, credential = site.serverKey) =>
  askAs(credential, "POST", `/v1/sites/${site.key}/import`, body);
const imported = async (visitors: unknown): Promise<ImportAnswer> => (await send({ visitors })).json<ImportAnswer>();
const read = async (path: string) => (await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`)).json();

describe("POST /v1/sites/:site/import", () => {
  it("stores each visitor's messages once, however often they are sent", async () => {
    const visitors = [
      { userId: "ann", messages: [order("a1", 300), order("a2", 10)] },
      { anonymousId: "anon-1", messages: [{ type: "page", messageId: "p1", timestamp: daysAgo(2) }] },
    ];
    expect(await imported(visitors)).toEqual({ success: true, accepted: 3, duplicates: 0, rejected: [] });
    expect(await imported(visitors)).toEqual({ success: true, accepted: 0, duplicates: 3, rejected: [] });
    expect(await read("visitors/ann")).toMatchObject({ userId: "ann", totals: { orders: 2, revenue: 40 } });
    expect(await read("visitors/anon-1")).toMatchObject({ anonymousIds: ["anon-1"], totals: { pageViews: 1 } });
  });

  it("writes the history that the orders would have made, and time in between", async () => {
    await imported([{ userId: "ben", messages: [order("b1", 300), order("b2", 10)] }]);
    const { segments } = (await read("visitors/ben/history")) as { segments: { segment: string; cause: string }[] };
    expect(segments.map(({ segment, cause }) => [segment, cause])).toEqual([
      ["new", "import"],
      ["developing-1", "time"],
      ["at-risk", "time"],
      ["lost", "time"],
      ["returning", "import"],
    ]);
  });

  it("puts each stage at its own instant, and says when it was learnt", async () => {
    const [first, second] = [Date.now() - 400 * DAY_MS, Date.now() - 10 * DAY_MS];
    const at = (instant: number, days = 0, ms = 0) => new Date(instant + days * DAY_MS + ms).toISOString();
    const messages = [
      { ...order("e1", 0), timestamp: at(first) },
      { ...order("e2", 0), timestamp: at(second) },
    ];
    const before = Date.now();
    await imported([{ userId: "eve", messages: messages.toReversed() }]);
    const { segments, scores } = v.parse(HistorySchema, await read("visitors/eve/history"));
    const stages = segments.map(({ segment, from, to, cause }) => [segment, from, to, cause]);
    expect(stages).toEqual([
      ["new", at(first), at(first, 30, 1), "import"],
      ["developing-1", at(first, 30, 1), at(first, 90, 1), "time"],
      ["at-risk", at(first, 90, 1), at(first, 180, 1), "time"],
      ["lost", at(first, 180, 1), at(second), "time"],
      ["returning", at(second), null, "import"],
    ]);
    for (const { recordedAt } of [...segments, ...scores])
      expect(Date.parse(recordedAt)).toBeGreaterThanOrEqual(before);
    const past = v.parse(HistorySchema, await read(`visitors/eve/history?asOf=${at(first, 100)}`));
    expect(past.segments.at(-1)).toMatchObject({ segment: "at-risk", to: null });
    await imported([{ userId: "eve", messages }]);
    expect(await read("visitors/eve/history")).toEqual({ segments, scores });
  });

  it("counts everybody in the figures when it answers, and once", async () => {
    const own = await makeSite();
    const visitors = Array.from({ length: 90 }, (_, index) => ({
      userId: `many-${index}`,
      messages: [order(`n${index}`, index < 60 ? 5 : 200, 10)],
    }));
    const figuresAfter = async () => {
      const path = `/v1/sites/${own.key}`;
      expect((await askAs(own.serverKey, "POST", `${path}/import`, { visitors })).status).toBe(200);
      return v.parse(SegmentsSchema, await (await askAs(own.token, "GET", `${path}/segments`)).json());
    };
    const figures = await figuresAfter();
    expect(figures.visitors).toBe(90);
    const held = figures.segments.filter(({ visitors: held }) => held > 0);
    expect(held.map(({ key, visitors: held, orders, revenue }) => [key, held, orders, revenue])).toEqual([
      ["lost", 30, 30, 300],
      ["new", 60, 60, 600],
    ]);
    expect(await figuresAfter()).toEqual(figures);
  });

  it("joins what a browser has sent before, under the same user id", async () => {
    const anonymousId = anAnonymousId();
    const userId = `u-${anonymousId}`;
    await sendLive(site, "page", aPage(anonymousId));
    await sendLive(site, "identify", { anonymousId, userId });
    await imported([{ userId, messages: [order("f1", 100)] }]);
    expect(await read(`visitors/${anonymousId}`)).toMatchObject({
      userId,
      anonymousIds: [anonymousId],
      segment: { key: "at-risk" },
      totals: { orders: 1, pageViews: 1 },
    });
  });

  it("has the directory up to date when it answers", async () => {
    await imported([{ userId: "cleo", messages: [order("c1", 1)] }]);
    expect(await read("visitors?q=cleo")).toMatchObject({ visitors: [{ userId: "cleo", totals: { orders: 1 } }] });
  });

  it("takes what is good and names what is not by its place", async () => {
    const { accepted, rejected } = await imported([
      { userId: "dora", messages: [order("d1", 5), order("d2", 5, -1), "no message"] },
      { userId: "x".repeat(10_000), messages: [order("d3", 5)] },
    ]);
    expect(accepted).toBe(1);
    const places = rejected.map(({ visitor, index }) => [visitor, index]).sort();
    expect(places).toEqual([
      [0, 1],
      [0, 2],
      [1, 0],
    ]);
    expect(rejected.find(({ index }) => index === 1)?.errors).toEqual([
      { path: "/properties/revenue", message: "must not be negative" },
    ]);
    expect(await read("visitors/dora")).toMatchObject({ totals: { orders: 1 } });
  });

  it.each([
    [{ visitors: [{ messages: [] }] }],
    [{ visitors: [{ userId: "u", anonymousId: "a", messages: [] }] }],
    [{ visitors: [], more: 1 }],
    [{}],
    [[]],
  ])("refuses the shape %j", async (body) => {
    const answer = await send(body);
    expect([400, 422]).toContain(answer.status);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });

  it("refuses more than a megabyte", async () => {
    expect((await send({ visitors: [], filler: "x".repeat(1_100_000) })).status).toBe(413);
  });

  it("is for a server key, an admin and the operator, and for nobody of another site", async () => {
    const body = { visitors: [] };
    const [viewer, editor] = await Promise.all([makeToken(site, "viewer"), makeToken(site, "editor")]);
    const other = await makeSite();
    const statusOf = async (credential: string) => (await send(body, credential)).status;
    for (const credential of [site.serverKey, site.token, ROOT]) expect(await statusOf(credential)).toBe(200);
    for (const credential of [site.writeKey, viewer, editor]) expect(await statusOf(credential)).toBe(403);
    expect(await statusOf(other.serverKey)).toBe(404);
    expect(await statusOf("sk_nobody")).toBe(401);
  });
});
