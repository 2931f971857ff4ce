import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countDeltas, countedOf, countsUnder, totalCount } from "#shared/figures/counters";
import type { VisitorRow } from "#shared/figures/row";
import type { Score } from "#shared/scoring/score";
import type { Scores } from "#shared/scoring/scoresAt";
import { lawRuns } from "../support/lawRuns.ts";
import { aRow, aVisitorId, someScores } from "../support/row.ts";

/** What one revision of a visitor says. */
interface Version {
  readonly segment: string;
  readonly orders: number;
  readonly products: number;
  readonly revenueMinor: number;
  readonly audiences: readonly string[];
  readonly scores: Scores;
  readonly removed: boolean;
}

const VISITORS = Array.from({ length: 5 }, aVisitorId);
const REVISIONS = 6;

const step: fc.Arbitrary<Score> = fc.constantFrom(1, 2, 3, 4, 5);
const version: fc.Arbitrary<Version> = fc.record({
  segment: fc.constantFrom("new", "vip", "lost", "known-prospect"),
  orders: fc.nat(9),
  products: fc.constantFrom(0, 1, 3, 0.1, 0.2, 2.5),
  audiences: fc.subarray(["a", "b", "c"]),
  scores: fc.tuple(step, step, step).map(([recency, frequency, monetary]) => someScores(recency, frequency, monetary)),
  revenueMinor: fc.oneof(fc.nat(1_000_000), fc.constantFrom(0, 1, 2 ** 45)),
  removed: fc.nat(4).map((chance) => chance === 0),
});
const lives = fc.array(fc.array(version, { minLength: REVISIONS, maxLength: REVISIONS }), {
  minLength: VISITORS.length,
  maxLength: VISITORS.length,
});
/** Which revision of which visitor arrives: in any order, some never, some again and again. */
const arrival = fc.record({ visitor: fc.nat(VISITORS.length - 1), revision: fc.nat(REVISIONS - 1) });
const deliveries = fc.array(
  fc.record({ arrivals: fc.array(arrival, { maxLength: 6 }), twice: fc.boolean(), evicted: fc.boolean() }),
  { maxLength: 8 },
);

const NOBODY: VisitorRow = aRow();

function rowAt(life: readonly Version[][], { visitor, revision }: { visitor: number; revision: number }): VisitorRow {
  const { removed, ...says } = life[visitor]?.[revision] ?? { removed: true };
  return aRow({ id: VISITORS[visitor] ?? NOBODY.id, revision, ...says, ...(removed ? { removed: true } : {}) });
}

describe("count law of a directory shard", () => {
  it("holds over deliveries that come late, twice, in any order, and around evictions", {
    timeout: 3_600_000,
  }, async () => {
    const property = fc.asyncProperty(lives, deliveries, async (life, sent) => {
      const shard = env.DIRECTORY.getByName(`law-${crypto.randomUUID()}/0`);
      const newest = new Map<string, VisitorRow>();
      for (const { arrivals, twice, evicted } of sent) {
        const rows = arrivals.map((one) => rowAt(life, one));
        await shard.deliver("law", rows);
        if (twice) await shard.deliver("law", rows);
        if (evicted) await evictDurableObject(shard);
        for (const row of rows) if (row.revision > (newest.get(row.id)?.revision ?? -1)) newest.set(row.id, row);
      }
      const standing = [...newest.values()].filter(({ removed }) => !removed);
      const expected = countDeltas(standing.map((row) => ({ before: null, after: countedOf(row) })));
      const counted = await shard.counts();
      expect(counted).toEqual(expected);
      expect(await shard.recount()).toEqual(expected);
      expect(totalCount(countsUnder(counted, "segment/").values()).visitors).toBe(standing.length);
    });
    await fc.assert(property, { numRuns: lawRuns() });
  });
});
