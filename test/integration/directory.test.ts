import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { countDeltas, countedOf, countsUnder } from "#shared/figures/counters";
import type { VisitorRow } from "#shared/figures/row";
import { DIRECTORY_MIGRATIONS } from "../../worker/objects/directory/directoryMigrations.ts";
import type { ValuesPage } from "../../worker/objects/directory/scanStore.ts";
import { migrate } from "../../worker/objects/migrate.ts";
import { directoryStub, siteStub } from "../../worker/objects/stubs.ts";
import { type CountedRows, countRows } from "../support/countedRows.ts";
import { news } from "../support/news.ts";
import { aRow, ROW_AT, someScores } from "../support/row.ts";

const aShard = () => env.DIRECTORY.getByName(`t-${crypto.randomUUID()}/0`);

const counter = (segment: string, visitors: number, orders = 0, revenueMinor = 0) =>
  [segment, { visitors, orders, productsMilli: 0, revenueMinor }] as const;

/** The counters of the segments that hold somebody. */
const segmentsOf = async (shard: ReturnType<typeof aShard>) => [...countsUnder(await shard.counts(), "segment/")];

describe("DirectoryObject", () => {
  it("counts a row once, however often it arrives", async () => {
    const shard = aShard();
    const row = aRow({ segment: "new", orders: 1, revenueMinor: 400 });
    await shard.deliver("a", [row, row]);
    await shard.deliver("a", [row]);
    expect(await segmentsOf(shard)).toEqual([counter("new", 1, 1, 400)]);
  });

  it("moves a visitor's figures with them, and lets a late older row change nothing", async () => {
    const shard = aShard();
    const first = aRow({ segment: "new", orders: 1, revenueMinor: 400 });
    await shard.deliver("a", [first]);
    await shard.deliver("a", [{ ...first, revision: 7, segment: "vip", orders: 5, revenueMinor: 9000 }]);
    await shard.deliver("a", [{ ...first, revision: 3, segment: "lost" }]);
    expect(await segmentsOf(shard)).toEqual([counter("vip", 1, 5, 9000)]);
    expect(await shard.recount()).toEqual(await shard.counts());
  });

  it("keeps nothing of a removed visitor but the revision that holds late rows off", async () => {
    const shard = aShard();
    const row = aRow({ segment: "new", userId: "ada", name: "Ada Byron", traits: { name: "Ada Byron" } });
    await shard.deliver("a", [row]);
    await shard.deliver("a", [{ ...row, revision: 2, removed: true }]);
    await shard.deliver("a", [row]);
    expect(await segmentsOf(shard)).toEqual([]);
    const kept = await runInDurableObject(shard, (_, { storage }) =>
      storage.sql.exec("SELECT * FROM visitor").toArray(),
    );
    expect(JSON.stringify(kept)).not.toMatch(/ada|byron/i);
    await shard.deliver("a", [{ ...row, revision: 3 }]);
    expect(await segmentsOf(shard)).toEqual([counter("new", 1)]);
  });

  it("takes a thousand rows in one delivery", async () => {
    const shard = aShard();
    await shard.deliver(
      "a",
      Array.from({ length: 1_000 }, () => aRow({ orders: 1, revenueMinor: 5 })),
    );
    expect(await segmentsOf(shard)).toEqual([counter("anonymous-prospect", 1_000, 1_000, 5_000)]);
  });

  it("holds its rows, counters and revisions through an eviction", async () => {
    const shard = aShard();
    const row = aRow({ revision: 4, segment: "new" });
    await shard.deliver("a", [row]);
    await evictDurableObject(shard);
    await shard.deliver("a", [{ ...row, revision: 3, segment: "lost" }]);
    expect(await segmentsOf(shard)).toEqual([counter("new", 1)]);
  });
});

describe("values", () => {
  it("are everybody's nine, page by page in order of id, with the instants that bring recencies to any other", async () => {
    const shard = aShard();
    const rows = Array.from({ length: 7 }, (_, index) =>
      aRow({ at: ROW_AT + index, lastSeenAt: ROW_AT - 5, lastOrderAt: ROW_AT - index, scores: someScores(5, 2, 3) }),
    );
    await shard.deliver("a", [...rows, aRow({ scores: someScores(1, 1, 1) }), { ...aRow(), removed: true }]);
    await shard.deliver("a", [{ ...aRow(), ...rows[0], revision: 2, removed: true }]);
    const found = [];
    for (let cursor: string | null = null, pages = 0; pages === 0 || cursor !== null; pages++) {
      const page: ValuesPage = await shard.values(cursor, 3);
      found.push(...page.visitors);
      cursor = page.cursor;
    }
    expect(found).toHaveLength(7);
    expect(found.map(({ id }) => id)).toEqual(found.map(({ id }) => id).toSorted());
    expect(found.find(({ id }) => id === rows[3]?.id)).toEqual({
      id: rows[3]?.id,
      at: ROW_AT + 3,
      lastOrderAt: ROW_AT - 3,
      lastInteractionAt: ROW_AT,
      lastVisitAt: ROW_AT - 5,
      values: [95, 2, 30, 1, 1, 1, 1, 1, 1],
    });
  });

  it("are null without data", async () => {
    const shard = aShard();
    await shard.deliver("a", [aRow()]);
    expect((await shard.values(null, 10)).visitors[0]).toMatchObject({
      lastVisitAt: null,
      values: Array(9).fill(null),
    });
  });
});

describe("a shard of an earlier release", () => {
  it("keeps its rows, its counts and what waits when its tables are brought up to date", async () => {
    const shard = aShard();
    const rows = [
      aRow({
        segment: "new",
        orders: 2,
        products: 2.5,
        revenueMinor: 700,
        audiences: ["a"],
        scores: someScores(5, 2, 4),
      }),
      aRow({ segment: "lost", lastInteractionAt: null }),
    ];
    await runInDurableObject(shard, (_, { storage }) => {
      const { sql } = storage;
      for (const table of ["visitor", "ledger", "note", "pending", "walk", "erased", "migrations"])
        sql.exec(`DROP TABLE ${table}`);
      migrate(storage, DIRECTORY_MIGRATIONS.slice(0, 1));
      for (const { lastInteractionAt: _, segments: __, pastOrders: ___, ...row } of rows)
        sql.exec(
          "INSERT INTO visitor VALUES (?, ?, ?, ?, ?, ?, ?, '', ?)",
          ...[row.id, row.revision, row.segment, row.lastSeenAt, row.firstSeenAt, row.orders, row.revenueMinor],
          JSON.stringify(row),
        );
      sql.exec("INSERT INTO visitor VALUES ('gone', 4, NULL, 0, 0, 0, 0, '', '{}')");
      sql.exec("INSERT INTO pending VALUES (7, 'a', '[]')");
    });
    await evictDurableObject(shard);
    const expected = countDeltas(rows.map((row) => ({ before: null, after: countedOf(row) })));
    expect(await shard.counts()).toEqual(expected);
    await shard.deliver("a", [aRow({ segment: "new" }), aRow({ id: "gone", revision: 3 })]);
    await evictDurableObject(shard);
    expect(countsUnder(await shard.counts(), "segment/").get("new")?.visitors).toBe(2);
    expect(await shard.recount()).toEqual(await shard.counts());
    expect((await shard.values(null, 9)).visitors.find(({ id }) => id === rows[0]?.id)?.values).toEqual([
      ...[95, 2, 40, 1, 1, 1, 1, 1, 1],
    ]);
  });
});

describe("announcements", () => {
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

  it("are none for a repeat, one for values alone, two with money, scores or segment, and an alarm to tell of the segment", async () => {
    const counts = {
      repeat: await written((row) => [row]),
      values: await written((row) => [{ ...row, revision: 2, pageViews: 9 }]),
      money: await written((row) => [{ ...row, revision: 2, orders: 2, revenueMinor: 900 }]),
      scores: await written((row) => [{ ...row, revision: 2, scores: someScores(5, 1, 3) }]),
      segment: await written((row) => [{ ...row, revision: 2, segment: "vip", orders: 2 }]),
      newcomer: await written(() => [aRow({ segment: "vip" })]),
    };
    console.log("directory rows per delivery", JSON.stringify(counts));
    expect(counts.repeat.delivery).toEqual({ sql: 0, alarms: 0 });
    expect(counts.values.delivery).toEqual({ sql: 1, alarms: 0 });
    for (const once of [counts.money, counts.scores, counts.newcomer])
      expect(once.delivery).toEqual({ sql: 2, alarms: 0 });
    expect(counts.segment).toEqual({ delivery: { sql: 2, alarms: 1 }, announcing: 0 });
  });

  it("are few under load: each change its own row and one entry, and all of them a sum now and then", async () => {
    const site = `t-${crypto.randomUUID().slice(0, 12)}`;
    const shard = env.DIRECTORY.getByName(`${site}/0`);
    const crowd = Array.from({ length: 200 }, () => aRow({ segment: "new", orders: 1, scores: someScores(5, 1, 3) }));
    await shard.deliver(site, crowd);
    await runDurableObjectAlarm(shard);
    const rows = await runInDurableObject(shard, async (object, { storage }) => {
      const counted = countRows(storage);
      for (const [index, row] of crowd.entries())
        await object.deliver(site, [
          { ...row, revision: 2, scores: someScores(4, 2, 3), ...(index % 2 === 0 ? { segment: "vip" } : {}) },
        ]);
      await object.alarm();
      return counted;
    });
    const mean = (rows.sql + rows.alarms) / crowd.length;
    console.log(`directory rows per segment or score change under load: ${mean} (${JSON.stringify(rows)} for 200)`);
    expect(mean).toBeLessThanOrEqual(2.1);
  });

  it("are one and a share of one entry where a thousand come at once", async () => {
    const rows = await runInDurableObject(aShard(), async (object, { storage }) => {
      object.counts();
      const counted = countRows(storage);
      await object.deliver(
        "a",
        Array.from({ length: 1_000 }, () => aRow({ segment: "new" })),
      );
      return counted;
    });
    // The alarm tells the site that so many more are known, as its cuts go by them.
    expect(rows).toEqual({ sql: 1_001, alarms: 1 });
  });
});
