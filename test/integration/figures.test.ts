import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import type { VisitorRow } from "#shared/figures/row";
import { MatchingSchema, MatrixSchema, type Segments, SegmentsSchema, TrendsSchema } from "#shared/wire/figures";
import { figuresOf } from "../../worker/journeys/gatherFigures.ts";
import { directoryStub } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";
import { deliver, get, refusal } from "../support/figures.ts";
import { aRow, ROW_AT, someScores } from "../support/row.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY = 86_400_000;

describe("GET /v1/sites/:site/segments", () => {
  let site: TestSite;
  const figures = () => get(site, "segments", SegmentsSchema);
  const keyed = ({ segments }: Segments) => new Map(segments.map((segment) => [segment.key, segment]));

  beforeAll(async () => {
    site = await makeSite();
  });

  it("names every configured segment in its order, with nothing in it at first", async () => {
    const { segments, visitors } = await figures();
    expect(visitors).toBe(0);
    expect(segments.map(({ key }) => key)).toEqual([
      ...["anonymous-prospect", "known-prospect", "lost", "at-risk", "returning", "new", "vip"],
      ...["developing-2", "established", "developing-1"],
    ]);
    for (const { key: _, ...figure } of segments)
      expect(figure).toEqual({ visitors: 0, orders: 0, revenue: 0, averageOrderValue: null, share: 0 });
  });

  it("counts visitors, orders and decimal revenue, and shares of everybody", async () => {
    await deliver(site, aRow(), aRow());
    await deliver(site, aRow({ segment: "vip", orders: 3, revenueMinor: 10_050 }));
    await deliver(site, aRow({ segment: "vip", orders: 1, revenueMinor: 1 }));
    const answer = await figures();
    expect(answer.visitors).toBe(4);
    expect(keyed(answer).get("vip")).toEqual({
      ...{ key: "vip", visitors: 2, orders: 4, revenue: 100.51, averageOrderValue: 25.1275, share: 0.5 },
    });
    expect(keyed(answer).get("anonymous-prospect")).toMatchObject({ visitors: 2, share: 0.5, averageOrderValue: null });
  });

  it("keeps counting who is in a segment that is configured no more", async () => {
    await deliver(site, aRow({ segment: "gone" }));
    await publishConfig(site, {
      segments: [{ key: "buyers", name: { en: "Buyers" }, rule: { fact: "orders", gte: 1 } }],
    });
    const answer = await figures();
    expect(answer.segments.slice(0, 2).map(({ key }) => key)).toEqual(["buyers", "other"]);
    expect(keyed(answer).get("gone")).toMatchObject({ visitors: 1 });
    expect(answer.segments.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(answer.visitors);
  });

  it("says how each changed over the last 30 days, and over the 30 before, where it is asked", async () => {
    const other = await makeSite();
    const ago = (days: number) => Date.now() - days * DAY;
    await deliver(
      other,
      aRow({
        ...{ segment: "new", orders: 1, revenueMinor: 500, pastOrders: [[ago(10), 500]] },
        segments: [
          [ago(40), "known-prospect"],
          [ago(10), "new"],
        ],
      }),
      aRow({ segment: "known-prospect", segments: [[ago(100), "known-prospect"]] }),
    );
    const changed = keyed(await get(other, "segments?last30Days=true", SegmentsSchema));
    const nothing = { visitors: 0, joined: 0, left: 0, revenue: 0 };
    expect(changed.get("known-prospect")).toMatchObject({
      last30Days: { visitors: -1, joined: 0, left: 1, revenue: 0 },
      before30Days: { visitors: 1, joined: 1, left: 0, revenue: 0 },
    });
    expect(changed.get("new")).toMatchObject({
      last30Days: { visitors: 1, joined: 1, left: 0, revenue: 5 },
      before30Days: nothing,
    });
    expect(changed.get("vip")).toMatchObject({ last30Days: nothing, before30Days: nothing });
  });

  it("is for viewers and more: not for keys, nor for another site's token", async () => {
    const other = await makeSite();
    const viewer = await makeToken(site, "viewer");
    for (const figure of ["segments", "matrix", "migrations", "trends", "distribution", "audiences"]) {
      const path = `/v1/sites/${site.key}/${figure}`;
      expect((await askAs(viewer, "GET", path)).status).toBe(200);
      expect((await askAs(site.writeKey, "GET", path)).status).toBe(403);
      expect((await askAs(site.serverKey, "GET", path)).status).toBe(403);
      expect((await askAs(other.token, "GET", path)).status).toBe(404);
      expect((await askAs("mt_nobody", "GET", path)).status).toBe(401);
    }
  });
});

describe("GET /v1/sites/:site/matrix", () => {
  it("has every cell of two dimensions with its figures, and counts apart who has no score", async () => {
    const site = await makeSite();
    const bought = { orders: 2, products: 2.5, revenueMinor: 4_000 };
    await deliver(
      site,
      aRow({ scores: someScores(5, 2, 4), ...bought }),
      aRow({ scores: someScores(5, 1, 4), ...bought }),
    );
    await deliver(site, aRow({ scores: someScores(1, 1, 1), orders: 1 }), aRow());
    const { cells, unscored, visitors } = await get(site, "matrix", MatrixSchema);
    expect([cells.length, unscored, visitors]).toEqual([25, 1, 4]);
    expect(cells.find(({ x, y }) => x === 5 && y === 4)).toEqual({
      ...{ x: 5, y: 4, visitors: 2, orders: 4, products: 5, revenue: 80, averageOrderValue: 20, share: 0.5 },
    });
    expect(cells.find(({ x, y }) => x === 2 && y === 2)).toMatchObject({ visitors: 0, averageOrderValue: null });
    const tiers = await get(site, "matrix?family=rfm&x=frequency&y=recency&by=tier", MatrixSchema);
    expect(tiers.cells).toHaveLength(9);
    expect(tiers.cells.find(({ x, y }) => x === "occasional" && y === "short")).toMatchObject({ visitors: 2 });
    const other = await get(site, "matrix?family=rfd&x=duration&y=frequency&by=score", MatrixSchema);
    expect(other.cells.find(({ x, y }) => x === 1 && y === 1)).toMatchObject({ visitors: 3 });
  });

  it("says what those in a cell ordered over the last 30 days, and over the 30 before, where it is asked", async () => {
    const site = await makeSite();
    const ago = (days: number) => Date.now() - days * DAY;
    const pastOrders: VisitorRow["pastOrders"] = [
      [ago(80), 900],
      [ago(40), 1_000],
      [ago(20), 2_000],
      [ago(10), 50],
    ];
    await deliver(site, aRow({ scores: someScores(5, 1, 4), lastOrderAt: ago(10), pastOrders }));
    await deliver(site, aRow({ scores: someScores(5, 2, 4), lastOrderAt: ago(35), pastOrders: [[ago(35), 1]] }));
    for (const query of ["by=score", "by=tier&x=recency&y=monetary"]) {
      const { cells } = await get(site, `matrix?last30Days=true&${query}`, MatrixSchema);
      const busy = cells.filter(({ before30Days }) => (before30Days?.orders ?? 0) > 0);
      expect(busy).toMatchObject([
        { last30Days: { orders: 2, revenue: 20.5 }, before30Days: { orders: 2, revenue: 10.01 } },
      ]);
      expect(cells.find(({ visitors }) => visitors === 0)).toMatchObject({ last30Days: { orders: 0, revenue: 0 } });
    }
  });

  it("refuses what is no dimension of the family", async () => {
    const site = await makeSite();
    expect(await refusal(site, "matrix?family=rfz")).toEqual([400, "/family"]);
    expect(await refusal(site, "matrix?family=rfe&x=monetary")).toEqual([400, "/y"]);
    expect(await refusal(site, "matrix?x=recency&y=recency")).toEqual([400, "/y"]);
    expect(await refusal(site, "matrix?by=rank")).toEqual([400, "/by"]);
  });

  it("reads no row for it, however many visitors there are", async () => {
    const site = await makeSite();
    const shard = directoryStub(env, site.key, aRow().id);
    await runInDurableObject(shard, (_, { storage }) => {
      // As many deliveries would take half a minute; a shard that has no sum yet counts its rows once.
      storage.sql.exec(`WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)
        INSERT INTO visitor (id, revision, segment, scores, tiers, audiences, orders, productsMilli, revenueMinor,
          at, firstSeenAt, lastSeenAt, segments, pastOrders, search, row)
        SELECT printf('%064x', i), 1, 'new', (i % 5 + 1) || (i / 5 % 5 + 1) || (i / 25 % 5 + 1) || '111111', '111111111', '[]', 1, 1000, 500,
          0, 0, 0, '[[${ROW_AT},"new"]]', '[[${ROW_AT},500]]', '', '{}' FROM n`);
    });
    await shard.counts();
    const rows = await runInDurableObject(shard, (_, { storage }) => countRows(storage));
    const { visitors, cells } = await get(site, "matrix", MatrixSchema);
    console.log(`matrix over ${visitors} visitors: ${rows.read} rows read`);
    expect([visitors, rows.read]).toEqual([100_000, 0]);
    expect(cells.reduce((sum, cell) => sum + cell.visitors, 0)).toBe(100_000);
    const started = Date.now();
    const { trends } = await get(site, "trends?from=2026-03-01&to=2026-03-02", TrendsSchema);
    console.log(`trends over ${visitors} visitors: ${rows.read} rows read, ${Date.now() - started} ms here`);
    expect(trends.find(({ segment }) => segment === "new")).toMatchObject({ visitors: 100_000 });
    expect(rows.read).toBeLessThanOrEqual(100_000);
  });
});

describe("POST /v1/sites/:site/count", () => {
  let site: TestSite;
  const ask = (rule: unknown) => askAs(site.token, "POST", `/v1/sites/${site.key}/count`, { rule });
  const count = async (rule: unknown) => v.parse(MatchingSchema, await (await ask(rule)).json());

  beforeAll(async () => {
    site = await makeSite();
    await deliver(
      site,
      aRow({ userId: "ada", orders: 3, revenueMinor: 5_000, lastOrderAt: ROW_AT, traits: { plan: "gold" } }),
      aRow({ orders: 1, scores: someScores(5, 1, 1), lastOrderAt: Date.now(), events: { Quiz: [4, ROW_AT] } }),
      aRow(),
      aRow(),
    );
  });

  it("counts whom a rule matches now", async () => {
    expect(await count({ fact: "orders", gte: 1 })).toEqual({ visitors: 2, share: 0.5, approximate: [] });
    expect(await count({ all: [] })).toMatchObject({ visitors: 4, share: 1 });
    expect(await count({ fact: "traits.plan", eq: "gold" })).toMatchObject({ visitors: 1 });
    expect(await count({ fact: "count.Quiz", gt: 3 })).toMatchObject({ visitors: 1 });
    expect(await count({ fact: "daysSince.order", lt: 1 })).toMatchObject({ visitors: 1 });
    expect(await count({ not: { fact: "identified", eq: true } })).toMatchObject({ visitors: 3 });
    expect(await count({ fact: "score.rfm.recency", eq: 5 })).toMatchObject({ visitors: 1 });
  });

  it("says which facts it knows only as of the last delivery", async () => {
    const answer = await count({ any: [{ fact: "value.rfe.engagement", gt: 0 }] });
    expect(answer).toEqual({ visitors: 1, share: 0.25, approximate: ["value.rfe.engagement"] });
  });

  it("refuses a rule that is none, asks for the page, or for what no row holds, and names it", async () => {
    for (const [rule, says] of [
      [{ fact: "ordres", gt: 1 }, "ordres"],
      [{ fact: "page.path", eq: "/" }, "page"],
      [{ fact: "orders.category.Cakes", gt: 1 }, "orders.category.Cakes"],
      [undefined, "rule"],
    ] as const) {
      const answer = await ask(rule);
      expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(says)]);
    }
  });
});

describe("figuresOf", () => {
  it("reads money by the site's currency", () => {
    const counts = new Map([["new", { visitors: 1, orders: 2, productsMilli: 0, revenueMinor: 500 }]]);
    expect(figuresOf(counts, ["new"], "JPY").segments[0]).toMatchObject({ revenue: 500, averageOrderValue: 250 });
  });
});
