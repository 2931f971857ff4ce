import { describe, expect, it } from "vitest";
import { DistributionSchema, MigrationsSchema, TrendsSchema } from "#shared/wire/figures";
import { deliver, get, refusal } from "../support/figures.ts";
import { aRow, someScores } from "../support/row.ts";
import { askAs, makeSite, publishConfig } from "../support/site.ts";

const DAY = 86_400_000;

describe("GET /v1/sites/:site/migrations", () => {
  const day = (date: string) => Date.parse(`${date}T12:00:00Z`);

  it("counts each visitor once, from where they were at the first instant to where at the last", async () => {
    const site = await makeSite();
    const there = aRow({
      segments: [
        [day("2026-01-01"), "new"],
        [day("2026-01-10"), "lost"],
        [day("2026-01-20"), "new"],
      ],
    });
    await deliver(site, there, aRow({ segments: [[day("2026-01-15"), "vip"]] }));
    const between = async (from: string, to: string) =>
      (await get(site, `migrations?from=${from}&to=${to}`, MigrationsSchema)).migrations;
    expect(await between("2026-01-05", "2026-01-25")).toEqual([
      { from: null, to: "vip", visitors: 1 },
      { from: "new", to: "new", visitors: 1 },
    ]);
    expect(await between("2026-01-05", "2026-01-12")).toEqual([{ from: "new", to: "lost", visitors: 1 }]);
    expect(await between("2026-01-10T12:00:00Z", "2026-01-16T00:00:00Z")).toEqual([
      { from: null, to: "vip", visitors: 1 },
      { from: "lost", to: "lost", visitors: 1 },
    ]);
    await deliver(site, { ...there, revision: 2, removed: true });
    expect(await between("2026-01-05", "2026-01-25")).toEqual([{ from: null, to: "vip", visitors: 1 }]);
  });

  it("takes dates in the site's time zone, the last one whole, and the last 30 days without any", async () => {
    const site = await makeSite();
    await publishConfig(site, { site: { timeZone: "America/New_York" } });
    const whole = await get(site, "migrations?from=2026-03-07&to=2026-03-08", MigrationsSchema);
    expect([whole.from, whole.to]).toEqual(["2026-03-07T05:00:00.000Z", "2026-03-09T03:59:59.999Z"]);
    const last = await get(site, "migrations", MigrationsSchema);
    expect((Date.parse(last.to) - Date.parse(last.from)) / DAY).toBeCloseTo(30.5, -1);
    expect(await refusal(site, "migrations?from=2026-02-30")).toEqual([400, "/from"]);
    expect(await refusal(site, "migrations?to=soon")).toEqual([400, "/to"]);
    expect(await refusal(site, "migrations?from=2026-03-02&to=2026-03-01")).toEqual([400, "/from"]);
    expect(await refusal(site, "trends?from=1999-01-01&to=2026-03-01")).toEqual([400, "/from"]);
    expect(await refusal(site, "trends?interval=hour")).toEqual([400, "/interval"]);
  });
});

describe("GET /v1/sites/:site/trends", () => {
  it("counts each segment at the end of each of the site's days, across daylight saving", async () => {
    const site = await makeSite();
    await publishConfig(site, { site: { timeZone: "Europe/Copenhagen", currency: "EUR" } });
    // 29 March 2026 has 23 hours in Copenhagen: from 23:00 UTC to 22:00 UTC.
    const last = Date.parse("2026-03-29T21:59:59.999Z");
    await deliver(
      site,
      aRow({
        segments: [
          [Date.parse("2026-03-28T22:59:59.999Z"), "known-prospect"],
          [last, "new"],
        ],
        pastOrders: [[last, 1_234]],
      }),
      aRow({ segments: [[last + 1, "known-prospect"]] }),
    );
    const { trends } = await get(site, "trends?from=2026-03-28&to=2026-03-30&interval=day", TrendsSchema);
    const of = (segment: string) =>
      trends.filter((one) => one.segment === segment).map(({ segment: _, at: __, ...point }) => point);
    const nothing = { revenue: 0, sold: 0, joined: 0, left: 0 };
    expect(of("known-prospect")).toEqual([
      { ...nothing, day: "2026-03-28", visitors: 1, joined: 1 },
      { ...nothing, day: "2026-03-29", visitors: 0, left: 1 },
      { ...nothing, day: "2026-03-30", visitors: 1, joined: 1 },
    ]);
    expect(of("new")).toEqual([
      { ...nothing, day: "2026-03-28", visitors: 0 },
      { ...nothing, day: "2026-03-29", visitors: 1, joined: 1, revenue: 12.34, sold: 12.34 },
      { ...nothing, day: "2026-03-30", visitors: 1, revenue: 12.34 },
    ]);
    expect(trends[0]?.at).toBe("2026-03-27T23:00:00.000Z");
  });
});

describe("GET /v1/sites/:site/distribution", () => {
  it("spreads the population over twenty bins, with the cuts in force", async () => {
    const site = await makeSite();
    await deliver(site, ...([1, 2, 3, 4, 5] as const).map((step) => aRow({ scores: someScores(1, 1, step) })), aRow());
    const answer = await get(site, "distribution?family=rfm&dimension=monetary", DistributionSchema);
    expect([answer.bins.length, answer.visitors, answer.unscored]).toEqual([20, 5, 1]);
    expect(answer.bins.filter(({ visitors }) => visitors > 0)).toEqual([
      ...[10, 20, 30, 40].map((from) => ({ from, to: from + 2, visitors: 1 })),
      { from: 48, to: 50, visitors: 1 },
    ]);
    expect(answer.cuts).toEqual({ scores: [50, 100, 250, 500], tiers: [100, 500] });
    expect(await refusal(site, "distribution?family=rfe&dimension=monetary")).toEqual([400, "/dimension"]);
  });

  it("has recencies as of now, and apart who was not seen in the window", async () => {
    const site = await makeSite();
    const scores = someScores(1, 1, 1);
    const seen = (days: number) => ({
      lastSeenAt: Date.now() - days * DAY,
      lastOrderAt: Date.now() - days * DAY,
      scores,
    });
    await deliver(site, aRow(seen(10)), aRow(seen(200)));
    const orders = await get(site, "distribution", DistributionSchema);
    expect([orders.visitors, orders.outside]).toEqual([2, 0]);
    expect(orders.bins[0]?.from).toBeCloseTo(10, 2);
    expect(orders.bins.at(-1)?.to).toBeCloseTo(200, 2);
    const visits = await get(site, "distribution?family=rfd&dimension=recency", DistributionSchema);
    expect([visits.visitors, visits.outside, visits.unscored]).toEqual([1, 1, 0]);
  });

  it("has no bins where nobody has a value", async () => {
    expect(await get(await makeSite(), "distribution", DistributionSchema)).toMatchObject({
      bins: [],
      quantiles: null,
      visitors: 0,
    });
  });
});

describe("charts after an import", () => {
  it("begin full: who was where on each day since the first imported order, and what was sold", async () => {
    const site = await makeSite();
    const stamp = (date: string) => `${date}T12:00:00Z`;
    const order = (id: string, date: string) => ({
      ...{ type: "track", event: "Order Completed", messageId: id, timestamp: stamp(date) },
      properties: { order_id: id, revenue: 20 },
    });
    const visitors = [
      { userId: "ann", messages: [order("a1", "2025-01-10"), order("a2", "2025-09-01")] },
      { userId: "ben", messages: [order("b1", "2025-02-20")] },
    ];
    const answer = await askAs(site.serverKey, "POST", `/v1/sites/${site.key}/import`, { visitors });
    expect(answer.status).toBe(200);
    const { migrations } = await get(site, "migrations?from=2025-02-01&to=2025-06-01", MigrationsSchema);
    expect(migrations).toEqual([
      { from: null, to: "at-risk", visitors: 1 },
      { from: "new", to: "at-risk", visitors: 1 },
    ]);
    const { trends } = await get(site, "trends?from=2025-01-01&to=2025-12-31", TrendsSchema);
    const on = (day: string, segment: string) => trends.find((one) => one.day === day && one.segment === segment);
    expect(on("2025-01-09", "new")).toMatchObject({ visitors: 0, sold: 0 });
    expect(on("2025-01-10", "new")).toMatchObject({ visitors: 1, joined: 1, revenue: 20, sold: 20 });
    expect(on("2025-08-31", "lost")).toMatchObject({ visitors: 2, revenue: 40 });
    expect(on("2025-09-01", "returning")).toMatchObject({ visitors: 1, joined: 1, revenue: 40, sold: 20 });
    expect(trends.reduce((sum, { sold }) => sum + sold, 0)).toBe(60);
  });
});
