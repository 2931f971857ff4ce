import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { VisitorRow } from "#shared/figures/row";
import { directoryStub, siteStub } from "../../worker/objects/stubs.ts";
import { type CountedRows, countRows } from "../support/countedRows.ts";
import { aRow, ROW_AT } from "../support/row.ts";

const aShard = () => env.DIRECTORY.getByName(`t-${crypto.randomUUID()}/0`);

const counter = (segment: string, visitors: number, orders = 0, revenueMinor = 0) => ({
  segment,
  visitors,
  orders,
  revenueMinor,
});

describe("DirectoryObject", () => {
  it("counts a row once, however often it arrives", async () => {
    const shard = aShard();
    const row = aRow({ segment: "new", orders: 1, revenueMinor: 400 });
    await shard.deliver("a", [row, row]);
    await shard.deliver("a", [row]);
    expect(await shard.segments()).toEqual([counter("new", 1, 1, 400)]);
  });

  it("moves a visitor's figures with them, and lets a late older row change nothing", async () => {
    const shard = aShard();
    const first = aRow({ segment: "new", orders: 1, revenueMinor: 400 });
    await shard.deliver("a", [first]);
    await shard.deliver("a", [{ ...first, revision: 7, segment: "vip", orders: 5, revenueMinor: 9000 }]);
    await shard.deliver("a", [{ ...first, revision: 3, segment: "lost" }]);
    expect(await shard.segments()).toEqual([counter("vip", 1, 5, 9000)]);
    expect(await shard.recount()).toEqual(await shard.segments());
  });

  it("keeps nothing of a removed visitor but the revision that holds late rows off", async () => {
    const shard = aShard();
    const row = aRow({ segment: "new", userId: "ada", name: "Ada Byron", traits: { name: "Ada Byron" } });
    await shard.deliver("a", [row]);
    await shard.deliver("a", [{ ...row, revision: 2, removed: true }]);
    await shard.deliver("a", [row]);
    expect(await shard.segments()).toEqual([]);
    const kept = await runInDurableObject(shard, (_, { storage }) =>
      storage.sql.exec("SELECT * FROM visitor").toArray(),
    );
    expect(JSON.stringify(kept)).not.toMatch(/ada|byron/i);
    await shard.deliver("a", [{ ...row, revision: 3 }]);
    expect(await shard.segments()).toEqual([counter("new", 1)]);
  });

  it("takes a thousand rows in one delivery", async () => {
    const shard = aShard();
    await shard.deliver(
      "a",
      Array.from({ length: 1_000 }, () => aRow({ orders: 1, revenueMinor: 5 })),
    );
    expect(await shard.segments()).toEqual([counter("anonymous-prospect", 1_000, 1_000, 5_000)]);
  });

  it("holds its rows, counters and revisions through an eviction", async () => {
    const shard = aShard();
    const row = aRow({ revision: 4, segment: "new" });
    await shard.deliver("a", [row]);
    await evictDurableObject(shard);
    await shard.deliver("a", [{ ...row, revision: 3, segment: "lost" }]);
    expect(await shard.segments()).toEqual([counter("new", 1)]);
  });
});

describe("announcements", () => {
  const news = (site: string) =>
    runInDurableObject(siteStub(env, site), (_, { storage }) =>
      storage.sql
        .exec<{ body: string }>("SELECT body FROM changes ORDER BY seq")
        .toArray()
        .map(({ body }) => JSON.parse(body)),
    );

  /** A shard of a site of its own, with one visitor in the segment `new`. */
  const withVisitor = async () => {
    const site = `t-${crypto.randomUUID().slice(0, 12)}`;
    const row = aRow({ segment: "new" });
    const shard = directoryStub(env, site, row.id);
    await shard.deliver(site, [row]);
    return { site, row, shard };
  };

  it("tell the site who went from where to where, once", async () => {
    const { site, row, shard } = await withVisitor();
    const moved: VisitorRow = { ...row, revision: 2, segment: "at-risk", since: ROW_AT + 5, cause: "time" };
    await shard.deliver(site, [moved]);
    await shard.deliver(site, [moved]);
    expect(await runDurableObjectAlarm(shard)).toBe(true);
    expect(await news(site)).toMatchObject([
      { visitor: row.id, from: "new", segment: "at-risk", at: new Date(ROW_AT + 5).toISOString(), cause: "time" },
    ]);
    expect(await runDurableObjectAlarm(shard)).toBe(false);
  });

  it("say nothing of new visitors, of imports, and of those who stay or are removed", async () => {
    const { site, row, shard } = await withVisitor();
    await shard.deliver(site, [{ ...row, revision: 2, orders: 1 }]);
    await shard.deliver(site, [{ ...row, revision: 3, segment: "vip", cause: "import" }]);
    await shard.deliver(site, [{ ...row, revision: 4, removed: true }]);
    expect(await runDurableObjectAlarm(shard)).toBe(false);
  });

  it("wait through an eviction", async () => {
    const { site, row, shard } = await withVisitor();
    await shard.deliver(site, [{ ...row, revision: 2, segment: "lost" }]);
    await evictDurableObject(shard);
    expect(await runDurableObjectAlarm(shard)).toBe(true);
    expect(await news(site)).toHaveLength(1);
  });

  it("are tried again when the site's object fails, with an alarm that survives", async () => {
    const { site, row, shard } = await withVisitor();
    await shard.deliver(site, [{ ...row, revision: 2, segment: "lost" }]);
    await runInDurableObject(siteStub(env, site), (_, { storage }) => {
      storage.sql.exec("ALTER TABLE changes RENAME TO lostChanges");
    });
    await runDurableObjectAlarm(shard);
    await runInDurableObject(siteStub(env, site), (_, { storage }) => {
      storage.sql.exec("ALTER TABLE lostChanges RENAME TO changes");
    });
    expect(await news(site)).toHaveLength(0);
    expect(await runDurableObjectAlarm(shard)).toBe(true);
    expect(await news(site)).toHaveLength(1);
  });
});

describe("rows written", () => {
  /** What one delivery writes, in a shard that already holds a visitor in `new` and one in `vip`. */
  const written = async (delivered: (row: VisitorRow) => VisitorRow[]) => {
    const site = `t-${crypto.randomUUID().slice(0, 12)}`;
    const row = aRow({ segment: "new", orders: 1, revenueMinor: 400 });
    const shard = directoryStub(env, site, row.id);
    await shard.deliver(site, [row, aRow({ segment: "vip", orders: 5 })]);
    return runInDurableObject(shard, async (object, { storage }) => {
      const rows = countRows(storage);
      await object.deliver(site, delivered(row));
      const delivery: CountedRows = { ...rows };
      await object.alarm();
      return { delivery, announcing: rows.sql - delivery.sql };
    });
  };

  it("are none for a repeat, one for values alone, two with money, and at most four and an alarm for a segment", async () => {
    const counts = {
      repeat: await written((row) => [row]),
      values: await written((row) => [{ ...row, revision: 2, pageViews: 9 }]),
      money: await written((row) => [{ ...row, revision: 2, orders: 2, revenueMinor: 900 }]),
      segment: await written((row) => [{ ...row, revision: 2, segment: "vip", orders: 2 }]),
      newcomer: await written(() => [aRow({ segment: "vip" })]),
    };
    console.log("directory rows per delivery", JSON.stringify(counts));
    expect(counts.repeat.delivery).toEqual({ sql: 0, alarms: 0 });
    expect(counts.values.delivery).toEqual({ sql: 1, alarms: 0 });
    expect(counts.money.delivery).toEqual({ sql: 2, alarms: 0 });
    expect(counts.newcomer.delivery).toEqual({ sql: 2, alarms: 0 });
    expect(counts.segment).toEqual({ delivery: { sql: 4, alarms: 1 }, announcing: 1 });
  });

  it("are shared by changes that come together: one counter each, one announcement, one alarm", async () => {
    const movers = Array.from({ length: 20 }, () => aRow({ segment: "new" }));
    const { delivery } = await written((row) => [row, ...movers]);
    // The alarm tells the site's object that so many more are known, as its cuts go by them.
    expect(delivery).toEqual({ sql: 20 + 1, alarms: 1 });
    const site = `t-${crypto.randomUUID().slice(0, 12)}`;
    const shard = env.DIRECTORY.getByName(`${site}/0`);
    await shard.deliver(site, movers);
    await runDurableObjectAlarm(shard);
    const moved = await runInDurableObject(shard, async (object, { storage }) => {
      const rows = countRows(storage);
      const lapsed = movers.map((row) => ({ ...row, revision: 2, segment: "lost" }));
      await object.deliver(site, lapsed.slice(0, 10));
      await object.deliver(site, lapsed.slice(10));
      return rows;
    });
    expect(moved).toEqual({ sql: 20 + 2 * 2 + 2, alarms: 1 });
  });
});
