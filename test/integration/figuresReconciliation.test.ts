import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { ReconciliationSchema } from "#shared/wire/figures";
import { reconcile } from "../../worker/journeys/reconcile.ts";
import { directoryStub, visitorById, visitorIdOf } from "../../worker/objects/stubs.ts";
import { publishedSite } from "../../worker/publishedStore.ts";
import { get } from "../support/figures.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { aRow } from "../support/row.ts";
import { makeSite, type TestSite } from "../support/site.ts";

const run = async (site: TestSite) => {
  const published = await publishedSite(env, site.key);
  if (published === null) throw new Error("the site is published");
  return reconcile(env, published, Date.now());
};

describe("GET /v1/sites/:site/reconciliation", () => {
  let site: TestSite;
  const people = Array.from({ length: 6 }, anAnonymousId);
  const idOf = (anonymousId: string) => visitorIdOf(env, site.key, { anonymousId });
  const shard = () => directoryStub(env, site.key, idOf(people[0] ?? ""));
  const last = () => get(site, "reconciliation", ReconciliationSchema);
  const sql = (statement: string) => runInDurableObject(shard(), (_, { storage }) => void storage.sql.exec(statement));

  beforeAll(async () => {
    site = await makeSite();
    for (const [index, anonymousId] of people.entries()) {
      await send(site, "page", aPage(anonymousId));
      if (index > 1) await send(site, "track", anOrder(anonymousId, `o-${index}`, 10 * index));
      await runDurableObjectAlarm(env.VISITOR.get(env.VISITOR.idFromString(idOf(anonymousId))));
    }
  });

  it("has nothing to tell before the first", async () => {
    expect(await last()).toMatchObject({ at: null, counters: 0, visitors: 0 });
  });

  it("proves that nothing differs: counters, rows, and visitors' own objects", async () => {
    const report = await run(site);
    expect(report).toMatchObject({ drift: [], visitors: people.length, differing: 0, late: 0 });
    expect(report.counters).toBeGreaterThan(5);
    expect(await last()).toEqual(report);
  });

  it("finds a counter that is wrong, names it and mends it", async () => {
    await sql("UPDATE visitor SET segment = 'lost' WHERE orders = 0");
    const { drift } = await run(site);
    expect(drift).toContainEqual({ counter: "segment/lost", counted: 0, recounted: 2 });
    expect(await shard().counts()).toEqual(await shard().recount());
  });

  it("finds rows that are not as their visitors are, and mends them too", async () => {
    // The run before has mended the rows, as well as the counters.
    expect(await run(site)).toMatchObject({ drift: [], differing: 0 });
    await sql("UPDATE visitor SET revenueMinor = revenueMinor + 1, segment = 'vip' WHERE orders = 1");
    const wrong = await run(site);
    expect(wrong.differing).toBe(4);
    expect(wrong.drift.length).toBeGreaterThan(0);
    expect(await run(site)).toMatchObject({ drift: [], differing: 0, late: 0 });
    expect(await shard().counts()).toEqual(await shard().recount());
  });

  it("calls late who has changed since the row was delivered, and brings the row up to date", async () => {
    await send(site, "track", anOrder(people[0] ?? "", "late", 99));
    expect(await run(site)).toMatchObject({ drift: [], differing: 0, late: 1 });
    expect(await run(site)).toMatchObject({ drift: [], differing: 0, late: 0 });
    const answer = await visitorById(env, idOf(people[0] ?? ""))?.read({ site: site.key, version: 0, now: Date.now() });
    const { visitors } = await shard().values(null, 100);
    expect(answer?.kind).toBe("found");
    expect(visitors.find(({ id }) => id === idOf(people[0] ?? ""))?.values[2]).toBe(99);
  });

  it("takes out a row whose visitor nobody knows", async () => {
    await shard().deliver(site.key, [aRow({ id: visitorIdOf(env, site.key, { anonymousId: "nobody" }) })]);
    expect(await run(site)).toMatchObject({ differing: 1 });
    expect(await run(site)).toMatchObject({ differing: 0, visitors: people.length });
  });
});
