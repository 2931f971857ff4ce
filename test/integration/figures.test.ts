import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import type { VisitorRow } from "#shared/figures/row";
import { type Segments, SegmentsSchema } from "#shared/wire/figures";
import { figuresOf } from "../../worker/journeys/gatherDirectory.ts";
import { directoryStub } from "../../worker/objects/stubs.ts";
import { aRow } from "../support/row.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const deliver = (site: TestSite, row: VisitorRow) => directoryStub(env, site.key, row.id).deliver(site.key, [row]);

describe("GET /v1/sites/:site/segments", () => {
  let site: TestSite;
  const figures = async () => {
    const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/segments`);
    expect(answer.status).toBe(200);
    return v.parse(SegmentsSchema, await answer.json());
  };
  const keyed = ({ segments }: Segments) => new Map(segments.map((segment) => [segment.key, segment]));

  beforeAll(async () => {
    site = await makeSite();
  });

  it("names every configured segment in its order, with nothing in it at first", async () => {
    const { segments, visitors } = await figures();
    expect(visitors).toBe(0);
    expect(segments.map(({ key }) => key)).toEqual([
      "anonymous-prospect",
      "known-prospect",
      "lost",
      "at-risk",
      "returning",
      "new",
      "vip",
      "developing-2",
      "established",
      "developing-1",
    ]);
    for (const { key: _, ...figure } of segments)
      expect(figure).toEqual({ visitors: 0, orders: 0, revenue: 0, averageOrderValue: null, share: 0 });
  });

  it("counts visitors, orders and decimal revenue, and shares of everybody", async () => {
    await deliver(site, aRow());
    await deliver(site, aRow());
    await deliver(site, aRow({ segment: "vip", orders: 3, revenueMinor: 10_050 }));
    await deliver(site, aRow({ segment: "vip", orders: 1, revenueMinor: 1 }));
    const answer = await figures();
    expect(answer.visitors).toBe(4);
    expect(keyed(answer).get("vip")).toEqual({
      key: "vip",
      visitors: 2,
      orders: 4,
      revenue: 100.51,
      averageOrderValue: 25.1275,
      share: 0.5,
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

  it("is for viewers and more: not for keys, nor for another site's token", async () => {
    const path = `/v1/sites/${site.key}/segments`;
    const other = await makeSite();
    expect((await askAs(await makeToken(site, "viewer"), "GET", path)).status).toBe(200);
    expect((await askAs(site.writeKey, "GET", path)).status).toBe(403);
    expect((await askAs(site.serverKey, "GET", path)).status).toBe(403);
    expect((await askAs(other.token, "GET", path)).status).toBe(404);
    expect((await askAs("mt_nobody", "GET", path)).status).toBe(401);
  });
});

describe("figuresOf", () => {
  it("reads money by the site's currency", () => {
    const counts = new Map([["new", { visitors: 1, orders: 2, productsMilli: 0, revenueMinor: 500 }]]);
    expect(figuresOf(counts, ["new"], "JPY").segments[0]).toMatchObject({ revenue: 500, averageOrderValue: 250 });
  });
});
