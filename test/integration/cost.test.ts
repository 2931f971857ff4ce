import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { directoryStubs, visitorIdOf } from "../../worker/objects/stubs.ts";
import { type CountedRows, countRows } from "../support/countedRows.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { makeSite, publishConfig, type TestSite } from "../support/site.ts";

let site: TestSite;
const counted: string[] = [];

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, {
    slots: [{ key: "hero", snippets: [{ key: "new", rule: { fact: "segment", eq: "new" }, content: "<p>New</p>" }] }],
  });
});

afterAll(() => console.log(["Counted per page view:", ...counted].join("\n  ")));

const objectOf = (anonymousId: string) =>
  env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));

/** Counts from now on; the object stays in memory between calls. */
const watch = (anonymousId: string): Promise<CountedRows> =>
  runInDurableObject(objectOf(anonymousId), (_, state) => countRows(state.storage));

/** What one call writes, requests of visitor objects, and KV reads. */
async function costOf(rows: CountedRows, call: () => Promise<Response>) {
  const before = { ...rows };
  const requests = vi.spyOn(env.VISITOR, "getByName");
  const reads = vi.spyOn(env.PUBLISHED, "get");
  try {
    const answer = await call();
    expect(answer.status).toBe(200);
    return {
      sql: rows.sql - before.sql,
      alarms: rows.alarms - before.alarms,
      requests: requests.mock.calls.length,
      reads: reads.mock.calls.length,
    };
  } finally {
    requests.mockRestore();
    reads.mockRestore();
  }
}

const view = (anonymousId: string) => () => send(site, "page", aPage(anonymousId, { decide: true }));

describe("rows written per page view with decision", () => {
  it("is at most five for a new visitor, schema and alarm included", async () => {
    const anonymousId = anAnonymousId();
    const rows = await watch(anonymousId);
    const cost = await costOf(rows, view(anonymousId));
    counted.push(
      `new visitor: ${cost.sql} rows + ${cost.alarms} alarm, ${cost.requests} object request, ${cost.reads} KV reads`,
    );
    expect(cost.sql + cost.alarms).toBeLessThanOrEqual(5);
    expect(cost).toMatchObject({ requests: 1, reads: 0 });
  });

  it("is one where no score changes", async () => {
    const anonymousId = anAnonymousId();
    const rows = await watch(anonymousId);
    await view(anonymousId)();
    const costs = [];
    for (let views = 0; views < 3; views++) costs.push(await costOf(rows, view(anonymousId)));
    counted.push(
      `no score changes: ${costs[0]?.sql} row + ${costs[0]?.alarms} alarms, ${costs[0]?.requests} object request, ${costs[0]?.reads} KV reads`,
    );
    expect(costs).toEqual(Array(3).fill({ sql: 1, alarms: 0, requests: 1, reads: 0 }));
  });

  it("is one, and at most the alarm, where scores and segment change", async () => {
    const anonymousId = anAnonymousId();
    const rows = await watch(anonymousId);
    await view(anonymousId)();
    const cost = await costOf(rows, () => send(site, "track", anOrder(anonymousId, "o-1", 40)));
    counted.push(`scores and segment change: ${cost.sql} row + ${cost.alarms} alarm, ${cost.requests} object request`);
    expect(cost.sql).toBe(1);
    expect(cost.alarms).toBeLessThanOrEqual(1);
  });

  it("is one where what is served is recorded, and at most the alarm where somebody is exposed for the first time", async () => {
    const own = await makeSite();
    await publishConfig(own, {
      slots: [
        {
          key: "hero",
          holdoutPercent: 10,
          snippets: [{ key: "a", rule: { all: [] }, content: "a", cap: { per: "day", times: 99 } }],
        },
      ],
    });
    const anonymousId = anAnonymousId();
    const object = env.VISITOR.getByName(`${own.key}/a/${anonymousId}`);
    const rows = await runInDurableObject(object, (_, state) => countRows(state.storage));
    const ask = () => send(own, "page", aPage(anonymousId, { decide: true }));
    await send(own, "page", aPage(anonymousId));
    await runDurableObjectAlarm(object);
    const first = await costOf(rows, ask);
    const next = await costOf(rows, ask);
    counted.push(
      `what is served is recorded: ${next.sql} row + ${next.alarms} alarms, ${next.requests} object request; the first time ${first.sql} row + ${first.alarms} alarm`,
    );
    expect(first).toMatchObject({ sql: 1, requests: 1, reads: 0 });
    expect(first.alarms).toBeLessThanOrEqual(1);
    expect(next).toEqual({ sql: 1, alarms: 0, requests: 1, reads: 0 });
  });

  it("is one in the mean over a hundred views, checkpoints included", async () => {
    const anonymousId = anAnonymousId();
    const rows = await watch(anonymousId);
    await view(anonymousId)();
    const before = rows.sql;
    for (let views = 0; views < 100; views++) await view(anonymousId)();
    counted.push(`a hundred views of one visitor: ${rows.sql - before} rows`);
    expect(rows.sql - before).toBe(100);
  });
});

describe("rows read per alarm of a visitor", () => {
  it("are none of their log where they are in memory, and in the directory their own row alone, to compare and to replace it", async () => {
    const anonymousId = anAnonymousId();
    await view(anonymousId)();
    await runDurableObjectAlarm(objectOf(anonymousId));
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    const [shard] = directoryStubs(env, site.key);
    if (shard === undefined) throw new Error("a site has a directory");
    const log = await watch(anonymousId);
    const held = await runInDurableObject(shard, (_, state) => countRows(state.storage));
    expect(await runDurableObjectAlarm(objectOf(anonymousId))).toBe(true);
    counted.push(`an alarm reads ${log.read} rows of the log, ${held.read} of the directory`);
    expect(log.read).toBe(0);
    expect(held.read).toBe(2);
  });
});

describe("POST /v1/decide", () => {
  it("writes nothing and makes no visitor", async () => {
    const anonymousId = anAnonymousId();
    const rows = await watch(anonymousId);
    const cost = await costOf(rows, () => send(site, "decide", { anonymousId }));
    counted.push(`decide: ${cost.sql} rows, ${cost.requests} object request, ${cost.reads} KV reads`);
    expect(cost).toEqual({ sql: 0, alarms: 0, requests: 1, reads: 0 });
    const tables = await runInDurableObject(objectOf(anonymousId), (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sqlite_master").toArray(),
    );
    expect(tables.filter(({ name }) => !String(name).startsWith("_cf"))).toEqual([]);
  });
});

describe("POST /v1/decide with a decision token", () => {
  it("writes nothing, asks no object and reads no KV", async () => {
    const anonymousId = anAnonymousId();
    const rows = await watch(anonymousId);
    const viewed = await send(site, "page", aPage(anonymousId, { decide: true, token: true }));
    const { token } = await viewed.json<{ token: string }>();
    const cost = await costOf(rows, () => send(site, "decide", { anonymousId, token }));
    counted.push(`decide by token: ${cost.sql} rows, ${cost.requests} object requests, ${cost.reads} KV reads`);
    expect(cost).toEqual({ sql: 0, alarms: 0, requests: 0, reads: 0 });
  });
});

describe("re-scoring everybody under a new model", () => {
  it("asks each visitor once, and writes only what changed", async () => {
    const own = await makeSite();
    const people = Array.from({ length: 40 }, anAnonymousId);
    for (const [index, anonymousId] of people.entries())
      await send(own, "track", anOrder(anonymousId, `o-${index}`, index < 10 ? 500 : 5));
    const objects = people.map((id) => env.VISITOR.getByName(`${own.key}/a/${id}`));
    for (const object of objects) await runDurableObjectAlarm(object);
    const rows = await Promise.all(
      objects.map((object) => runInDurableObject(object, (_, state) => countRows(state.storage))),
    );
    const [shard] = directoryStubs(env, own.key);
    if (shard === undefined) throw new Error("a site has a directory");
    const directory = await runInDurableObject(shard, (_, state) => countRows(state.storage));
    await publishConfig(own, {
      segments: [
        { key: "rich", name: {}, rule: { fact: "revenue", gte: 100 } },
        { key: "new", name: {}, rule: { all: [] } },
      ],
    });
    const requests = vi.spyOn(env.VISITOR, "get");
    await runDurableObjectAlarm(shard);
    const asked = requests.mock.calls.length;
    requests.mockRestore();
    const sum = (key: keyof CountedRows) => rows.reduce((total, one) => total + one[key], 0);
    const written = {
      log: sum("sql"),
      alarms: sum("alarms"),
      directory: directory.sql,
      directoryAlarms: directory.alarms,
    };
    // Prices of facts about the platform: a million requests $0.15, a million rows $1.00.
    const price = (asked * 0.15 + written.log + written.alarms + written.directory + written.directoryAlarms) / 1e6;
    counted.push(
      `re-scoring 40 people of whom 10 move: ${asked} object requests, rows ${JSON.stringify(written)}; 100,000 such: $${((price / 40) * 100_000).toFixed(2)}`,
    );
    expect(asked).toBe(40);
    expect(written.log).toBe(10);
  });
});
