import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
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
