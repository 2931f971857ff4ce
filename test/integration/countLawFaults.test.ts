import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addCounts, countDeltas, countedOf } from "#shared/figures/counters";
import { addMigrations, migrationsOf } from "#shared/figures/migrations";
import type { VisitorRow } from "#shared/figures/row";
import { directoryStubs, visitorById, visitorIdOf } from "../../worker/objects/stubs.ts";
import { lawRuns } from "../support/lawRuns.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { makeSite, publishConfig, type TestSite } from "../support/site.ts";

/** How the directory answers deliveries for a while. */
type Fault = "none" | "refuses" | "losesAnswer" | "hearsTwice";

const PEOPLE = 4;

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("page" as const), who: fc.nat(PEOPLE - 1) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ kind: fc.constant("order" as const), who: fc.nat(PEOPLE - 1), id: fc.nat(3) },
      ...{ revenue: fc.constantFrom(5, 80, 600.5), refunded: fc.boolean(), daysAgo: fc.constantFrom(0, 0, 40, 120) },
    }),
  },
  fc.record({ kind: fc.constant("identify" as const), who: fc.nat(PEOPLE - 1), user: fc.nat(1) }),
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("alarm" as const), who: fc.nat(PEOPLE - 1) }) },
  fc.record({ kind: fc.constant("crash" as const), who: fc.nat(PEOPLE - 1) }),
  fc.constant({ kind: "directoryCrash" as const }),
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Fault>("none", "refuses", "losesAnswer", "hearsTwice")
      .map((fault) => ({ kind: "fault" as const, fault })),
  },
);

const DAY_MS = 86_400_000;
let fault: Fault = "none";

/** The directory as visitors' objects reach it: the real one, whose answers go astray as the fault has it. */
function withFaults() {
  const namespace = env.DIRECTORY;
  const real = namespace.getByName.bind(namespace);
  vi.spyOn(namespace, "getByName").mockImplementation((name) => {
    const stub = real(name);
    if (fault === "none") return stub;
    const deliver = async (site: string, rows: readonly VisitorRow[]) => {
      if (fault !== "refuses") await stub.deliver(site, rows);
      if (fault === "hearsTwice") await stub.deliver(site, rows);
      else if (fault !== "none") throw new Error(`the directory ${fault}`);
    };
    return new Proxy(stub, { get: (target, key) => (key === "deliver" ? deliver : Reflect.get(target, key)) });
  });
}

/** A site with two audiences. */
async function makeAudiences(): Promise<TestSite> {
  const site = await makeSite();
  await publishConfig(site, {
    audiences: [
      { key: "spenders", name: {}, rule: { fact: "revenue", gte: 100 } },
      { key: "known", name: {}, rule: { fact: "identified", eq: true } },
    ],
  });
  return site;
}

describe("count law", () => {
  beforeAll(() => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    withFaults();
  });

  afterAll(() => vi.restoreAllMocks());

  it("holds over lost answers, repeated deliveries, evictions, and crashes between write and alarm", {
    timeout: 3_600_000,
  }, async () => {
    const property = fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
      fault = "none";
      const site = await makeAudiences();
      const shards = directoryStubs(env, site.key);
      const objectOf = (anonymousId: string) =>
        env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));
      const people = Array.from({ length: PEOPLE }, anAnonymousId);
      const users = [anAnonymousId(), anAnonymousId()];
      const touched = new Set<string>();
      for (const one of steps) {
        const anonymousId = "who" in one ? (people[one.who] ?? "") : "";
        if (one.kind === "page") await send(site, "page", aPage(anonymousId));
        else if (one.kind === "identify") await send(site, "identify", { anonymousId, userId: users[one.user] });
        else if (one.kind === "order") {
          const timestamp = new Date(Date.now() - one.daysAgo * DAY_MS).toISOString();
          await send(site, "track", anOrder(anonymousId, `o-${one.id}`, one.revenue, { timestamp }));
          const refund = { anonymousId, event: "Order Refunded", properties: { order_id: `o-${one.id}`, total: 5 } };
          if (one.refunded) await send(site, "track", refund);
        } else if (one.kind === "alarm") await runDurableObjectAlarm(objectOf(anonymousId));
        else if (one.kind === "crash") {
          if (!touched.has(anonymousId)) continue;
          // Only what runs can be evicted.
          await objectOf(anonymousId).delivered(0);
          await evictDurableObject(objectOf(anonymousId));
        } else if (one.kind === "directoryCrash") {
          for (const shard of shards) {
            // Only what runs can be evicted.
            await shard.size();
            await evictDurableObject(shard);
          }
        } else fault = one.fault;
        if (["page", "identify", "order"].includes(one.kind)) touched.add(anonymousId);
      }
      fault = "none";
      // Quiet: alarms that are due run, and with them whatever has to be tried again.
      for (let round = 0; round < 3; round++)
        for (const anonymousId of people) await runDurableObjectAlarm(objectOf(anonymousId));

      const rows = new Map<string, VisitorRow>();
      for (const anonymousId of people) {
        const id = visitorIdOf(env, site.key, { anonymousId });
        const answer = await visitorById(env, id)?.read({ site: site.key, version: 0, now: Date.now() });
        if (answer?.kind === "found") rows.set(answer.found.id, answer.found);
      }
      const expected = countDeltas([...rows.values()].map((row) => ({ before: null, after: countedOf(row) })));
      expect(addCounts(await Promise.all(shards.map((shard) => shard.counts())))).toEqual(expected);
      const [from, to] = [Date.now() - 60 * DAY_MS, Date.now()];
      const moved = await Promise.all(shards.map((shard) => shard.migrations(from, to)));
      expect(addMigrations(moved)).toEqual(
        migrationsOf(
          [...rows.values()].map(({ segments }) => segments),
          from,
          to,
        ),
      );
    });
    await fc.assert(property, { numRuns: lawRuns(60 / 300) });
  });
});
