import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addCounts, countDeltas, countedOf } from "#shared/figures/counters";
import type { VisitorRow } from "#shared/figures/row";
import { askDirectory } from "../../worker/journeys/askDirectory.ts";
import { listFrom } from "../../worker/journeys/gatherDirectory.ts";
import { directoryStub, directoryStubs, shardOfVisitor } from "../../worker/objects/stubs.ts";
import { lawRuns } from "../support/lawRuns.ts";
import { aRow, aVisitorId, ROW_AT, someScores } from "../support/row.ts";

/** The Worker's bindings, configured for so many shards. */
const configured = (shards: number): Env => ({ ...env, RFEDGE_DIRECTORY_SHARDS: String(shards) });

const counts = (shards: number, site: string) => askDirectory(configured(shards), site, (shard) => shard.counts());

const runAlarms = async (shards: number, site: string, asleep: readonly number[] = []) => {
  for (const [index, shard] of directoryStubs(configured(shards), site).entries())
    if (!asleep.includes(index)) await runDurableObjectAlarm(shard);
};

const settle = async (shards: number, site: string) => {
  for (let round = 0; round < 20; round++) {
    if (!(await counts(shards, site)).lack.incomplete) return;
    await runAlarms(shards, site);
  }
  throw new Error("the shards do not settle");
};

const expectWhole = async (shards: number, site: string, rows: readonly VisitorRow[]) => {
  const standing = rows.filter(({ removed }) => !removed);
  const expected = countDeltas(standing.map((row) => ({ before: null, after: countedOf(row) })));
  const { answers, lack } = await counts(shards, site);
  expect(lack).toEqual({});
  expect(addCounts(answers)).toEqual(expected);
  const stubs = directoryStubs(configured(shards), site);
  expect(addCounts(await Promise.all(stubs.map((shard) => shard.recount())))).toEqual(expected);
  const { visitors, total } = await listFrom(
    stubs,
    { limit: "200" },
    { now: ROW_AT, currency: "EUR", gapFloorDays: 1 },
  );
  expect(visitors.map(({ id }) => id).toSorted()).toEqual(standing.map(({ id }) => id).toSorted());
  expect(total).toBe(standing.length);
};

describe("shardOfVisitor", () => {
  it("spreads visitors evenly, and moves none but to the shard that is new", () => {
    const ids = Array.from({ length: 3_000 }, aVisitorId);
    for (const shards of [2, 5, 16]) {
      const sizes = Array.from({ length: shards }, (_, shard) =>
        ids.filter((id) => shardOfVisitor(id, shards) === shard),
      );
      for (const { length } of sizes) expect(Math.abs(length / (ids.length / shards) - 1)).toBeLessThan(0.4);
      for (const id of ids) {
        const grown = shardOfVisitor(id, shards + 1);
        expect([shardOfVisitor(id, shards), shards]).toContain(grown);
      }
    }
  });
});

describe("a directory that grows", () => {
  it("says that it is not settled while rows move, and then counts each once, removed visitors' revisions too", async () => {
    const site = `t-${crypto.randomUUID()}`;
    const rows = Array.from({ length: 40 }, (_, index) =>
      aRow({ segment: index % 3 === 0 ? "vip" : "new", orders: 1, scores: someScores(5, 1, 2), audiences: ["a"] }),
    );
    const gone: VisitorRow = { ...aRow(), revision: 5, removed: true };
    for (const row of [...rows, gone]) await directoryStub(configured(1), site, row.id).deliver(site, [row]);
    expect((await counts(3, site)).lack).toEqual({ incomplete: true });
    await settle(3, site);
    await expectWhole(3, site, rows);
    const sizes = await Promise.all(directoryStubs(configured(3), site).map((shard) => shard.size()));
    for (const { visitors } of sizes) expect(visitors).toBeGreaterThan(0);
    await directoryStub(configured(3), site, gone.id).deliver(site, [{ ...aRow(), id: gone.id, revision: 4 }]);
    await expectWhole(3, site, rows);
    await settle(5, site);
    await expectWhole(5, site, rows);
  });

  it("holds the count law whatever arrives by the old configuration, is repeated, fails or is evicted meanwhile", {
    timeout: 3_600_000,
  }, async () => {
    const VISITORS = Array.from({ length: 8 }, aVisitorId);
    const delivery = fc.record({
      kind: fc.constant("deliver" as const),
      visitor: fc.nat(VISITORS.length - 1),
      shards: fc.constantFrom(1, 3),
      segment: fc.constantFrom("new", "vip", "lost"),
      removed: fc.nat(5).map((chance) => chance === 0),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: delivery },
      fc.constantFrom("alarm" as const, "evict" as const, "fail" as const, "grow" as const).map((kind) => ({ kind })),
    );
    const property = fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const site = `law-${crypto.randomUUID()}`;
      const newest = new Map<string, VisitorRow>();
      const [, second] = directoryStubs(configured(3), site);
      if (second === undefined) throw new RangeError("three shards");
      for (const [revision, one] of steps.entries()) {
        if (one.kind === "deliver") {
          const { shards, segment, removed } = one;
          const base = aRow({ id: VISITORS[one.visitor] ?? "", revision, segment });
          const row: VisitorRow = removed ? { ...base, removed } : base;
          newest.set(row.id, row);
          await directoryStub(configured(shards), site, row.id).deliver(site, [row]);
        } else if (one.kind === "alarm") await runAlarms(3, site);
        else if (one.kind === "grow") await counts(3, site);
        else if (one.kind === "evict")
          for (const shard of directoryStubs(configured(3), site)) {
            // Only what runs can be evicted.
            await shard.size();
            await evictDurableObject(shard);
          }
        else {
          // The shard that rows go to answers no call for the length of the others' alarms. Its own would fail with it, and be tried again.
          await runInDurableObject(
            second,
            (_, { storage }) => void storage.sql.exec("ALTER TABLE visitor RENAME TO away"),
          );
          await runAlarms(3, site, [1]);
          await runInDurableObject(
            second,
            (_, { storage }) => void storage.sql.exec("ALTER TABLE away RENAME TO visitor"),
          );
        }
      }
      await settle(3, site);
      await expectWhole(3, site, [...newest.values()]);
    });
    await fc.assert(property, { numRuns: lawRuns(60 / 300) });
  });
});
