import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SegmentsSchema } from "#shared/wire/figures";
import { HistorySchema, VisitorSchema } from "#shared/wire/visitors";
import { DirectoryObject } from "../../worker/objects/directory/DirectoryObject.ts";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + DAY_MS;

let site: TestSite;

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const objectOf = (anonymousId: string) =>
  env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));
const get = async (path: string): Promise<unknown> => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`);
  expect(answer.status).toBe(200);
  return answer.json();
};
const read = async (id: string) => v.parse(VisitorSchema, await get(`visitors/${id}`));
const historyOf = async (id: string) => v.parse(HistorySchema, await get(`visitors/${id}/history`));
const everything = async (id: string) => [
  await get(`visitors/${id}`),
  await get(`visitors/${id}/history`),
  await get(`visitors/${id}/events`),
];

/** How many visitors the directory counts in each segment that holds somebody. */
const figures = async (): Promise<Record<string, number>> => {
  const { segments } = v.parse(SegmentsSchema, await get("segments"));
  return Object.fromEntries(
    segments.filter(({ visitors }) => visitors > 0).map(({ key, visitors }) => [key, visitors]),
  );
};

const logOf = (anonymousId: string) =>
  runInDurableObject(objectOf(anonymousId), (_, { storage }) =>
    storage.sql
      .exec<{ seq: number; checkpointed: number }>("SELECT seq, state IS NOT NULL AS checkpointed FROM log")
      .toArray(),
  );
const alarmOf = (anonymousId: string) =>
  runInDurableObject(objectOf(anonymousId), (_, { storage }) => storage.getAlarm());

describe("a visitor's object after an eviction", () => {
  it("is what it was, from the log alone", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await send(site, "track", anOrder(anonymousId, "o-1", "40.00"));
    await send(site, "identify", { anonymousId, userId: `u-${anonymousId}`, traits: { name: "Ada" } });
    const before = await everything(anonymousId);
    await evictDurableObject(objectOf(anonymousId));
    expect(await everything(anonymousId)).toEqual(before);
  });

  it("is what it was, from a checkpoint and what came after", async () => {
    const anonymousId = anAnonymousId();
    for (let view = 0; view < 70; view++) {
      vi.setSystemTime(START + view * 600_000);
      await send(site, "page", aPage(anonymousId));
      if (view % 20 === 0) await send(site, "track", anOrder(anonymousId, `o-${view}`, 10));
    }
    const log = await logOf(anonymousId);
    expect(log.filter(({ checkpointed }) => checkpointed).length).toBeGreaterThan(1);
    expect(log.at(-1)?.checkpointed).toBe(0);
    const before = await everything(anonymousId);
    await evictDurableObject(objectOf(anonymousId));
    expect(await everything(anonymousId)).toEqual(before);
    expect(await read(anonymousId)).toMatchObject({ totals: { pageViews: 70, orders: 4, revenue: 40 } });
  });

  it("refuses what it had before, checkpoint or not", async () => {
    const anonymousId = anAnonymousId();
    const order = anOrder(anonymousId, "o-1", 10, { messageId: "first" });
    await send(site, "track", order);
    for (let view = 0; view < 30; view++) await send(site, "page", aPage(anonymousId));
    const before = await everything(anonymousId);
    await evictDurableObject(objectOf(anonymousId));
    await send(site, "track", order);
    expect(await everything(anonymousId)).toEqual(before);
  });

  it("follows other conversions from the log's beginning, not from a checkpoint made without them", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "gift-1", 15, { event: "Donated" }));
    for (let view = 0; view < 30; view++) await send(site, "page", aPage(anonymousId));
    expect((await read(anonymousId)).totals.orders).toBe(0);
    await publishConfig(site, { site: { conversions: ["Donated"] } });
    await evictDurableObject(objectOf(anonymousId));
    expect((await read(anonymousId)).totals).toMatchObject({ orders: 1, revenue: 15 });
  });
});

describe("time alone", () => {
  it("lets a customer lapse at the exact instant, with no event", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await runDurableObjectAlarm(objectOf(anonymousId));
    expect(await figures()).toEqual({ new: 1 });
    const lapse = START + 30 * DAY_MS + 1;
    expect((await read(anonymousId)).nextTransition).toEqual({
      at: new Date(lapse).toISOString(),
      segment: "developing-1",
    });
    expect(await alarmOf(anonymousId)).toBeLessThanOrEqual(lapse);

    vi.setSystemTime(START + 31 * DAY_MS);
    await runDurableObjectAlarm(objectOf(anonymousId));
    const { segments } = await historyOf(anonymousId);
    expect(segments).toEqual([
      expect.objectContaining({ segment: "new", to: new Date(lapse).toISOString(), cause: "event" }),
      {
        segment: "developing-1",
        from: new Date(lapse).toISOString(),
        to: null,
        recordedAt: new Date(START + 31 * DAY_MS).toISOString(),
        cause: "time",
      },
    ]);
    expect(await figures()).toEqual({ "developing-1": 1 });
    await evictDurableObject(objectOf(anonymousId));
    expect((await historyOf(anonymousId)).segments).toEqual(segments);
  });

  it("is told right by a read before the alarm has run", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    vi.setSystemTime(START + 31 * DAY_MS);
    const since = new Date(START + 30 * DAY_MS + 1).toISOString();
    expect((await read(anonymousId)).segment).toEqual({ key: "developing-1", since, cause: "time" });
    expect((await historyOf(anonymousId)).segments.at(-1)).toMatchObject({ segment: "developing-1", from: since });
    expect((await logOf(anonymousId)).map(({ seq }) => seq)).toEqual([0, 1]);
  });

  it("leads through every stage by alarms alone, each set at or before the next", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    const end = START + 400 * DAY_MS;
    let runs = 0;
    for (let at = await alarmOf(anonymousId); at !== null && at < end; at = await alarmOf(anonymousId)) {
      vi.setSystemTime(Math.max(at, Date.now()));
      await runDurableObjectAlarm(objectOf(anonymousId));
      expect(++runs).toBeLessThan(60);
    }
    const lapsesAfter = (days: number) => new Date(START + days * DAY_MS + 1).toISOString();
    expect((await historyOf(anonymousId)).segments.map(({ segment, from, cause }) => [segment, from, cause])).toEqual([
      ["new", new Date(START).toISOString(), "event"],
      ["developing-1", lapsesAfter(30), "time"],
      ["at-risk", lapsesAfter(90), "time"],
      ["lost", lapsesAfter(180), "time"],
    ]);
    expect(await figures()).toEqual({ lost: 1 });
  });
});

describe("delivery to the directory", () => {
  it("is tried again by the alarm when the directory fails", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const deliver = vi.spyOn(DirectoryObject.prototype, "deliver").mockRejectedValueOnce(new Error("on purpose"));
    expect(await runDurableObjectAlarm(objectOf(anonymousId))).toBe(true);
    expect(deliver).toHaveBeenCalledTimes(1);
    expect(await figures()).toEqual({});
    expect(await alarmOf(anonymousId)).toBeLessThanOrEqual(START + 5_000);
    expect(await runDurableObjectAlarm(objectOf(anonymousId))).toBe(true);
    expect(deliver).toHaveBeenCalledTimes(2);
    expect(await figures()).toEqual({ new: 1 });
  });

  it("is not forgotten by a crash after the write", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await evictDurableObject(objectOf(anonymousId));
    expect(await figures()).toEqual({});
    expect(await runDurableObjectAlarm(objectOf(anonymousId))).toBe(true);
    expect(await figures()).toEqual({ new: 1 });
  });

  it("changes no figure when a crash makes it come twice", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await runDurableObjectAlarm(objectOf(anonymousId));
    await evictDurableObject(objectOf(anonymousId));
    await send(site, "track", anOrder(anonymousId, "o-2", 40));
    await runDurableObjectAlarm(objectOf(anonymousId));
    await runDurableObjectAlarm(objectOf(anonymousId));
    expect(await figures()).toEqual({ "developing-1": 1 });
    const { segments } = v.parse(SegmentsSchema, await get("segments"));
    expect(segments.find(({ key }) => key === "developing-1")).toMatchObject({ orders: 2, revenue: 80 });
  });

  it("brings what no figure waits for by the end of the session", async () => {
    const anonymousId = anAnonymousId();
    const listed = async () => (await get("visitors")) as { visitors: { totals: { pageViews: number } }[] };
    for (let view = 0; view < 3; view++) {
      await send(site, "page", aPage(anonymousId));
      await runDurableObjectAlarm(objectOf(anonymousId));
    }
    await send(site, "page", aPage(anonymousId));
    const end = START + 30 * 60_000;
    expect(await alarmOf(anonymousId)).toBeLessThanOrEqual(end);
    vi.setSystemTime(end);
    await runDurableObjectAlarm(objectOf(anonymousId));
    expect((await listed()).visitors).toMatchObject([{ totals: { pageViews: 4 } }]);
  });
});

describe("two devices of one person", () => {
  it("are joined by the alarm when the holder fails at first", async () => {
    const [first, second] = [anAnonymousId(), anAnonymousId()];
    const userId = `u-${first}`;
    await send(site, "identify", { anonymousId: first, userId });
    await send(site, "track", anOrder(second, "o-9", 25));
    await runDurableObjectAlarm(objectOf(second));
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const absorb = vi.spyOn(VisitorObject.prototype, "absorb").mockRejectedValueOnce(new Error("on purpose"));
    expect((await send(site, "identify", { anonymousId: second, userId })).status).toBe(200);
    expect(absorb).toHaveBeenCalledTimes(1);
    expect((await read(second)).totals.orders).toBe(0);

    await evictDurableObject(objectOf(second));
    expect(await runDurableObjectAlarm(objectOf(second))).toBe(true);
    expect(await read(second)).toMatchObject({ userId, totals: { orders: 1, revenue: 25 } });
    expect((await read(userId)).anonymousIds.toSorted()).toEqual([first, second].toSorted());
    await runDurableObjectAlarm(objectOf(second));
    await runDurableObjectAlarm(objectOf(first));
    expect(await figures()).toEqual({ new: 1 });
  });
});
