import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import type { VisitorRow } from "#shared/figures/row";
import { matches } from "#shared/rules/matches";
import type { Rule } from "#shared/rules/rule";
import { VisitorListSchema } from "#shared/wire/visitors";
import type { Shards } from "../../worker/journeys/askDirectory.ts";
import { listFrom } from "../../worker/journeys/gatherDirectory.ts";
import type { ListParameters } from "../../worker/journeys/listQuery.ts";
import { aRow, ROW_AT, someScores } from "../support/row.ts";

const DAY_MS = 86_400_000;

const shardsOf = (count: number): Shards => {
  const site = `t-${crypto.randomUUID()}`;
  return Array.from({ length: count }, (_, shard) => env.DIRECTORY.getByName(`${site}/${shard}`));
};

/** Spreads rows over shards, round and round. */
const spread = async (shards: Shards, rows: readonly VisitorRow[]) => {
  await Promise.all(
    shards.map((shard, index) =>
      shard.deliver(
        "a",
        rows.filter((_, place) => place % shards.length === index),
      ),
    ),
  );
};

const list = async (shards: Shards, parameters: ListParameters = {}) =>
  v.parse(VisitorListSchema, await listFrom(shards, parameters, { now: ROW_AT, currency: "EUR", gapFloorDays: 1 }));

const idsOf = ({ visitors }: { visitors: readonly { id: string }[] }) => visitors.map(({ id }) => id);

/** All pages of a list, one after the other. */
const walk = async (shards: Shards, parameters: ListParameters, between: () => Promise<void> = async () => {}) => {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const page = await list(shards, { ...parameters, cursor });
    ids.push(...idsOf(page));
    cursor = page.cursor;
    await between();
  }
  return ids;
};

describe("listFrom", () => {
  const shards = shardsOf(3);
  const rows = Array.from({ length: 25 }, (_, index) =>
    aRow({
      segment: index % 5 === 0 ? "vip" : "new",
      // Every third shares its instant with another, so that ties have to be broken.
      lastSeenAt: ROW_AT + Math.floor(index / 3) * 1_000,
      firstSeenAt: ROW_AT - index,
      orders: index % 4,
      revenueMinor: (index * 37) % 25,
      userId: `user-${index}`,
      anonymousIds: [`anon-${index}-A`, `second_${index}%`],
      email: `Person${index}@Example.com`,
      name: index === 7 ? "Åsa Öberg" : `Name ${index}`,
      audiences: index < 2 ? ["big-spenders"] : [],
    }),
  );

  beforeAll(() => spread(shards, rows));

  it.each<Rule>([
    ...(["eq", "ne", "gt", "gte", "lt", "lte"] as const).map((operator) => ({ fact: "orders", [operator]: 2 })),
    ...[
      { fact: "orders", eq: "2" },
      { fact: "orders", lt: "3" },
      { fact: "orders", lte: 1.5 },
    ],
    ...[{ fact: "orders", in: [0, 3] }, { fact: "orders", exists: true }, { not: { fact: "orders", eq: 1 } }],
    ...[
      { fact: "segment", eq: "vip" },
      { fact: "segment", gt: "new" },
      { fact: "segment", eq: 1 },
    ],
    { all: [{ fact: "orders", gte: 2 }, { all: [{ fact: "segment", eq: "new" }] }, { fact: "orders", ne: 3 }] },
    {
      any: [
        { fact: "orders", eq: 3 },
        { fact: "segment", eq: "vip" },
      ],
    },
  ])("finds just those of whom a rule is true: %j", async (rule) => {
    const found = await list(shards, { rule: JSON.stringify(rule), limit: "200" });
    const facts = ({ orders, segment }: VisitorRow): Record<string, unknown> => ({ orders, segment });
    const expected = rows.filter((row) => matches(rule, (name) => facts(row)[name])).map(({ id }) => id);
    expect(idsOf(found).toSorted()).toEqual(expected.toSorted());
    expect(found.total).toBe(expected.length);
  });

  it("answers visitors with the newest first, fifty at most, and how many there are", async () => {
    const { visitors, cursor, total } = await list(shards);
    expect(visitors).toHaveLength(25);
    expect([total, cursor]).toEqual([25, null]);
    const seen = visitors.map(({ lastSeenAt }) => Date.parse(lastSeenAt));
    expect(seen).toEqual(seen.toSorted((a, b) => b - a));
  });

  for (const sort of [
    "lastSeenAt",
    "-lastSeenAt",
    "firstSeenAt",
    "-firstSeenAt",
    "revenue",
    "-revenue",
    "orders",
    "-orders",
  ])
    it(`gives each visitor once over all pages, by ${sort}`, async () => {
      const ids = await walk(shards, { sort, limit: "4" });
      expect(ids).toEqual(idsOf(await list(shards, { sort, limit: "200" })));
      expect(new Set(ids).size).toBe(25);
    });

  it.each(["orders", "-orders"])("gives each visitor once where all have the same value, by %s", async (sort) => {
    const one = shardsOf(1);
    const alike = Array.from({ length: 9 }, () => aRow({ orders: 2 }));
    await spread(one, alike);
    expect((await walk(one, { sort, limit: "2" })).toSorted()).toEqual(alike.map(({ id }) => id).toSorted());
  });

  it("sorts by revenue and orders, both ways", async () => {
    const revenues = (await list(shards, { sort: "-revenue" })).visitors.map(({ totals }) => totals.revenue);
    expect(revenues).toEqual(revenues.toSorted((a, b) => b - a));
    const orders = (await list(shards, { sort: "orders" })).visitors.map(({ totals }) => totals.orders);
    expect(orders).toEqual(orders.toSorted((a, b) => a - b));
  });

  it("keeps its place while visitors come and go", async () => {
    const busy = shardsOf(2);
    const there = Array.from({ length: 12 }, (_, index) => aRow({ lastSeenAt: ROW_AT + index }));
    await spread(busy, there);
    const ids = await walk(busy, { limit: "5" }, async () => {
      // Newer ones arrive before the place, one behind it leaves.
      await spread(busy, [aRow({ lastSeenAt: ROW_AT + 100 }), aRow({ lastSeenAt: ROW_AT + 200 })]);
      await Promise.all(
        busy.map((shard) => shard.deliver("a", [{ ...aRow({ id: there[0]?.id ?? "" }), revision: 2, removed: true }])),
      );
    });
    expect(ids).toEqual(
      there
        .slice(1)
        .reverse()
        .map(({ id }) => id),
    );
  });

  it("finds by user id, anonymous id, e-mail, name and visitor id, whatever the case", async () => {
    const found = async (q: string) => idsOf(await list(shards, { q }));
    expect(await found("USER-13")).toEqual([rows[13]?.id]);
    expect(await found("anon-4-a")).toEqual([rows[4]?.id]);
    expect(await found(" person21@example.COM ")).toEqual([rows[21]?.id]);
    expect(await found("åsa öb")).toEqual([rows[7]?.id]);
    expect(await found("A\u030asa")).toEqual([rows[7]?.id]);
    expect(await found(rows[3]?.id ?? "")).toEqual([rows[3]?.id]);
    expect(await found("nobody")).toEqual([]);
    expect((await list(shards, { q: "user-1", limit: "3" })).total).toBe(11);
  });

  it("takes a pattern's signs and long texts as they are", async () => {
    expect(idsOf(await list(shards, { q: "second_9%" }))).toEqual([rows[9]?.id]);
    expect(idsOf(await list(shards, { q: "second_1%%" }))).toEqual([]);
    expect((await list(shards, { q: "%" })).total).toBe(25);
    expect((await list(shards, { q: "ä".repeat(255) })).total).toBe(0);
    expect((await list(shards, { q: "'; DROP TABLE visitor; --" })).total).toBe(0);
  });

  it("keeps to a segment, an audience, or both with a search", async () => {
    expect((await list(shards, { segment: "vip" })).total).toBe(5);
    expect(await list(shards, { segment: "nobody's" })).toEqual({ visitors: [], cursor: null, total: 0 });
    expect((await list(shards, { audience: "big-spenders" })).total).toBe(2);
    expect(idsOf(await list(shards, { audience: "big-spenders", segment: "vip", q: "user" }))).toEqual([rows[0]?.id]);
  });

  it("keeps to a score, a tier, a rule, or all of these, page by page", async () => {
    const one = shardsOf(3);
    const scored = Array.from({ length: 12 }, (_, index) =>
      aRow({
        ...{ segment: "new", orders: index, revenueMinor: 100 * (index % 3), lastOrderAt: ROW_AT - index * DAY_MS },
        scores: someScores(index % 2 === 0 ? 5 : 2, 1, index < 6 ? 4 : 1),
      }),
    );
    await spread(one, scored);
    await spread(one, [aRow(), aRow({ segment: "new" })]);
    const ids = async (parameters: ListParameters) => (await walk(one, { limit: "2", ...parameters })).toSorted();
    const where = (test: (index: number) => boolean) =>
      scored.flatMap(({ id }, index) => (test(index) ? [id] : [])).toSorted();
    expect(await ids({ "score.rfm.recency": "5" })).toEqual(where((index) => index % 2 === 0));
    expect(await ids({ "tier.rfm.monetary": "premium", "score.rfm.recency": "2" })).toEqual(
      where((index) => index < 6 && index % 2 === 1),
    );
    const rule = JSON.stringify({ all: [{ fact: "orders", gt: 1 }, { not: { fact: "daysSince.order", gt: 8 } }] });
    expect(await ids({ rule })).toEqual(where((index) => index > 1 && index <= 8));
    expect(await ids({ rule, "score.rfm.recency": "5", segment: "new", sort: "revenue" })).toEqual(
      where((index) => index > 1 && index <= 8 && index % 2 === 0),
    );
    expect((await list(one, { rule, limit: "1" })).total).toBe(7);
    expect((await list(one, { rule, q: "nobody" })).total).toBe(0);
    const sorted = await walk(one, { rule, sort: "-revenue", limit: "2" });
    expect(sorted).toEqual(idsOf(await list(one, { rule, sort: "-revenue" })));
  });

  it.each(["value.rfm.monetary", "-value.rfm.monetary", "-averageOrderValue", "lastOrderAt", "-value.rfe.engagement"])(
    "gives each visitor once by %s, whoever has none at its low end",
    async (sort) => {
      const one = shardsOf(2);
      const rows = ([1, 2, 3, 4, 5] as const).map((step) =>
        aRow({ orders: step, revenueMinor: 10 ** step, lastOrderAt: ROW_AT + step, scores: someScores(1, 1, step) }),
      );
      const without = [aRow(), aRow()];
      await spread(one, [...rows, ...without]);
      const ids = await walk(one, { sort, limit: "2" });
      expect(ids.toSorted()).toEqual([...rows, ...without].map(({ id }) => id).toSorted());
      const low = sort.startsWith("-") ? ids.slice(-2) : ids.slice(0, 2);
      expect(low.toSorted()).toEqual(without.map(({ id }) => id).toSorted());
    },
  );

  it("answers what the other shards have where one is down, and says that it lacks it", async () => {
    const [first, second, third] = shardsOf(3);
    if (!first || !second || !third) throw new RangeError("three shards");
    await spread(
      [first, second, third],
      Array.from({ length: 6 }, () => aRow()),
    );
    const down: typeof second = new Proxy(second, { get: () => () => Promise.reject(new Error("down")) });
    expect(await list([first, down, third])).toMatchObject({ total: 4, incomplete: true, missing: [1] });
    expect(await list([first, second, third])).not.toHaveProperty("incomplete");
    await expect(list([down, down])).rejects.toMatchObject({ kind: "unavailable" });
  });

  it.each([
    ["{", "malformed"],
    ['{"fact":"ordres","gt":1}', "invalid"],
    ['{"fact":"page.path","eq":"/"}', "invalid"],
    ['{"fact":"views.product.p-1","gt":1}', "invalid"],
  ])("refuses the rule %s as %s", async (rule, kind) => {
    await expect(list(shards, { rule })).rejects.toMatchObject({ kind });
  });

  it("lists nobody who was removed", async () => {
    const one = shardsOf(1);
    const row = aRow({ userId: "gone" });
    await spread(one, [row]);
    await spread(one, [{ ...row, revision: 2, removed: true }]);
    expect(await list(one, { q: "gone" })).toEqual({ visitors: [], cursor: null, total: 0 });
    expect(await list(one, { audience: "any" })).toEqual({ visitors: [], cursor: null, total: 0 });
  });

  it.each([
    [{ sort: "name" }, "/sort"],
    [{ sort: "--orders" }, "/sort"],
    [{ "score.rfm.recency": "6" }, "/score.rfm.recency"],
    [{ "tier.rfm.recency": "5" }, "/tier.rfm.recency"],
    [{ limit: "0" }, "/limit"],
    [{ limit: "201" }, "/limit"],
    [{ limit: "2.5" }, "/limit"],
    [{ limit: "many" }, "/limit"],
    [{ cursor: "%%%" }, "/cursor"],
    [{ cursor: btoa("null") }, "/cursor"],
    [{ cursor: btoa('["orders",1,"a"]'), sort: "revenue" }, "/cursor"],
    [{ q: "x".repeat(256) }, "/q"],
  ])("refuses %o with the path of the fault", async (parameters, path) => {
    await expect(list(shards, parameters)).rejects.toMatchObject({
      kind: "malformed",
      details: { errors: [{ path }] },
    });
  });
});
