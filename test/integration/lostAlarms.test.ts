import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { addCounts, countsUnder, totalCount } from "#shared/figures/counters";
import { directoryStubs, siteStub, visitorIdOf } from "../../worker/objects/stubs.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: [{ key: "hero" }] });
});
afterEach(() => {
  env.RFEDGE_FAULT = "";
  vi.restoreAllMocks();
});

const objectOf = (anonymousId: string) =>
  env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));
const shard = () => env.DIRECTORY.getByName(`${site.key}/0`);
const alarmOf = (object: DurableObjectStub) => runInDurableObject(object, (_, { storage }) => storage.getAlarm());
/** What is left of an alarm whose handler could not run six times. */
const loseAlarm = async (object: DurableObjectStub) => {
  await runInDurableObject(object, (_, { storage }) => storage.deleteAlarm());
  await evictDurableObject(object);
};
const counted = async () => {
  const counts = addCounts(await Promise.all(directoryStubs(env, site.key).map((one) => one.counts())));
  return totalCount(countsUnder(counts, "segment/").values()).visitors;
};
const decide = (anonymousId: string) =>
  ask("/v1/decide", { method: "POST", body: JSON.stringify({ writeKey: site.writeKey, anonymousId }) });

describe("a visitor whose alarm was lost", () => {
  it("sets it again as soon as anybody asks for them, and is counted", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 10));
    const before = await counted();
    await loseAlarm(objectOf(anonymousId));
    expect((await decide(anonymousId)).status).toBe(200);
    expect(await runDurableObjectAlarm(objectOf(anonymousId))).toBe(true);
    expect(await counted()).toBe(before + 1);
  });

  it("sets none where there is nothing to do: who was only asked for has no row and no alarm", async () => {
    const anonymousId = anAnonymousId();
    await decide(anonymousId);
    expect(await alarmOf(objectOf(anonymousId))).toBeNull();
    await evictDurableObject(objectOf(anonymousId));
    await decide(anonymousId);
    expect(await alarmOf(objectOf(anonymousId))).toBeNull();
  });

  it("keeps the alarm it has: asking writes nothing", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const at = await alarmOf(objectOf(anonymousId));
    await evictDurableObject(objectOf(anonymousId));
    await decide(anonymousId);
    expect(await alarmOf(objectOf(anonymousId))).toBe(at);
  });
});

describe("an alarm that fails more than six times", () => {
  it("comes again for a visitor, and in the end the directory has them", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const anonymousId = anAnonymousId();
    const before = await counted();
    await send(site, "page", aPage(anonymousId));
    env.RFEDGE_FAULT = "directory,site";
    for (let failure = 0; failure < 8; failure++)
      expect(await runDurableObjectAlarm(objectOf(anonymousId)), `failure ${failure}`).toBe(true);
    // However long it was down: soon after the directory answers again, everybody is counted.
    expect((await alarmOf(objectOf(anonymousId))) ?? 0).toBeLessThanOrEqual(Date.now() + 30_000);
    env.RFEDGE_FAULT = "";
    expect(await runDurableObjectAlarm(objectOf(anonymousId))).toBe(true);
    expect(await counted()).toBe(before + 1);
  });

  it("comes again for the directory while it re-scores, and everybody follows the model", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await runDurableObjectAlarm(objectOf(anonymousId));
    const version = await publishConfig(site, { segments: [{ key: "all", name: { en: "All" }, rule: { all: [] } }] });
    env.RFEDGE_FAULT = "site";
    for (let failure = 0; failure < 8; failure++) expect(await runDurableObjectAlarm(shard())).toBe(true);
    env.RFEDGE_FAULT = "";
    await loseAlarm(shard());
    // The first who asks wakes it.
    await counted();
    for (let run = 0; run < 3; run++) await runDurableObjectAlarm(shard());
    const models = await askAs(site.token, "GET", `/v1/sites/${site.key}/models`);
    const { rescoring } = await models.json<{ rescoring: { version: number; finishedAt: string | null } | null }>();
    expect(rescoring).toMatchObject({ version, finishedAt: expect.any(String) });
    const segments = await askAs(site.token, "GET", `/v1/sites/${site.key}/segments`);
    expect(await segments.json()).toMatchObject({ segments: [{ key: "all", visitors: await counted() }] });
  });
});

describe("the alarm of a site's object", () => {
  const soon = () => new Date(Date.now() + 3_600_000).toISOString();
  const schedule = async (own: TestSite) => {
    const path = `/v1/sites/${own.key}/config`;
    await askAs(own.token, "PUT", `${path}/draft`, { site: { name: "Later" } });
    const { version: baseVersion } = await (await askAs(own.token, "GET", path)).json<{ version: number }>();
    expect((await askAs(own.token, "POST", `${path}/schedule`, { at: soon(), baseVersion })).status).toBe(201);
    return async () => (await (await askAs(own.token, "GET", path)).json<{ version: number }>()).version - baseVersion;
  };

  it("that was lost is set again by whoever asks next, and what was scheduled is published", async () => {
    const own = await makeSite();
    const published = await schedule(own);
    const object = siteStub(env, own.key);
    const at = await alarmOf(object);
    await loseAlarm(object);
    expect(await published()).toBe(0);
    expect(await alarmOf(siteStub(env, own.key))).toBe(at);
  });

  it("is set by nobody where there is nothing to do", async () => {
    const own = await makeSite();
    for (let run = 0; run < 3; run++) await runDurableObjectAlarm(siteStub(env, own.key));
    expect(await alarmOf(siteStub(env, own.key))).toBeNull();
    await evictDurableObject(siteStub(env, own.key));
    expect(await alarmOf(siteStub(env, own.key))).toBeNull();
  });

  it("comes again however often it fails", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const own = await makeSite();
    const published = await schedule(own);
    const object = siteStub(env, own.key);
    vi.useFakeTimers({ now: Date.now() + 3_700_000, toFake: ["Date"] });
    try {
      await runInDurableObject(object, (_, { storage }) => {
        vi.spyOn(storage, "transactionSync").mockImplementation(() => {
          throw new Error("on purpose");
        });
      });
      for (let failure = 0; failure < 8; failure++) expect(await runDurableObjectAlarm(object)).toBe(true);
      expect(await published()).toBe(0);
      await runInDurableObject(object, (_, { storage }) => vi.mocked(storage.transactionSync).mockRestore());
      expect(await runDurableObjectAlarm(object)).toBe(true);
      expect(await published()).toBe(1);
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("what a site's object tells its directory, and asks of it", () => {
  const fail = () => vi.spyOn(console, "error").mockImplementation(() => {});

  it("is asked ever later where it fails for good: an alarm that is due at once would ring for ever", async () => {
    fail();
    const own = await makeSite();
    const object = siteStub(env, own.key);
    await runInDurableObject(object, (_, { storage }) => storage.sql.exec(`UPDATE versions SET body = '{"site": 7}'`));
    await object.measure();
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure++) {
      expect(await runDurableObjectAlarm(object)).toBe(true);
      waits.push(((await alarmOf(object)) ?? 0) - Date.now());
    }
    for (const wait of waits) expect(wait).toBeGreaterThan(1_000);
    expect(waits.at(-1)).toBeGreaterThan(50_000);
  });

  it("comes to it however often it could not be told of a model", async () => {
    fail();
    const own = await makeSite();
    const object = siteStub(env, own.key);
    env.RFEDGE_FAULT = "directory";
    await publishConfig(own, { segments: [{ key: "all", name: {}, rule: { all: [] } }] });
    for (let failure = 0; failure < 3; failure++)
      expect(await runDurableObjectAlarm(object), `failure ${failure}`).toBe(true);
    env.RFEDGE_FAULT = "";
    expect(await runDurableObjectAlarm(object)).toBe(true);
    expect((await object.models()).rescoring).toMatchObject([{ model: 2, total: 0 }]);
    expect(await alarmOf(object)).toBeNull();
  });
});

describe("a clock that steps back", () => {
  it("loses nothing, counts nobody twice, and writes no history backwards", async () => {
    const start = Date.now() + 3_600_000;
    vi.useFakeTimers({ now: start, toFake: ["Date"] });
    try {
      const anonymousId = anAnonymousId();
      const before = await counted();
      await send(site, "page", aPage(anonymousId, { messageId: "first" }));
      await send(site, "track", anOrder(anonymousId, "c-1", 20, { messageId: "order" }));
      await runDurableObjectAlarm(objectOf(anonymousId));
      vi.setSystemTime(start - 7_200_000);
      await send(site, "page", aPage(anonymousId, { messageId: "second" }));
      await send(site, "page", aPage(anonymousId, { messageId: "first" }));
      await send(site, "track", anOrder(anonymousId, "c-2", 30, { messageId: "another" }));
      await evictDurableObject(objectOf(anonymousId));
      for (let run = 0; run < 3; run++) await runDurableObjectAlarm(objectOf(anonymousId));
      const read = async (path = "") =>
        (await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}${path}`)).json<never>();
      expect(await read()).toMatchObject({ totals: { orders: 2, revenue: 50, pageViews: 2 } });
      const { events } = await read("/events");
      expect((events as { messageId: string }[]).map(({ messageId }) => messageId).toSorted()).toEqual([
        "another",
        "first",
        "order",
        "second",
      ]);
      const { segments, scores } = await read("/history");
      for (const entries of [segments, scores] as { from?: string; at?: string; recordedAt: string }[][]) {
        const instants = entries.map(({ from, at }) => from ?? at ?? "");
        expect(instants).toEqual(instants.toSorted());
      }
      expect(await counted()).toBe(before + 1);
    } finally {
      vi.useRealTimers();
    }
  });
});
