import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { cutPoints } from "#shared/quantiles/cutPoints";
import { type Simulation, SimulationSchema } from "#shared/wire/config";
import { DistributionSchema, SegmentsSchema } from "#shared/wire/figures";
import { type Models, ModelsSchema } from "#shared/wire/models";
import { type History, HistorySchema, type Visitor, VisitorListSchema, VisitorSchema } from "#shared/wire/visitors";
import { directoryStubs, siteStub } from "../../worker/objects/stubs.ts";
import { anAnonymousId, anOrder, send } from "../support/messages.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const CUSTOMERS = 120;

async function read<S extends v.GenericSchema>(site: TestSite, path: string, schema: S): Promise<v.InferOutput<S>> {
  return v.parse(schema, await (await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`)).json());
}
const models = (site: TestSite): Promise<Models> => read(site, "models", ModelsSchema);
const visitor = (site: TestSite, id: string): Promise<Visitor> => read(site, `visitors/${id}`, VisitorSchema);
const history = (site: TestSite, id: string): Promise<History> => read(site, `visitors/${id}/history`, HistorySchema);

/** Customers whose nth has bought for n + 1, a day later each. */
async function importCustomers(site: TestSite, count = CUSTOMERS, prefix = "c"): Promise<void> {
  const visitors = Array.from({ length: count }, (_, n) => ({
    userId: `${prefix}${n}`,
    messages: [
      {
        type: "track",
        event: "Order Completed",
        messageId: `${prefix}-${n}`,
        timestamp: new Date(Date.now() - (n + 1) * DAY_MS).toISOString(),
        properties: { order_id: `${prefix}-${n}`, revenue: n + 1 },
      },
    ],
  }));
  const answer = await askAs(site.serverKey, "POST", `/v1/sites/${site.key}/import`, { visitors });
  expect(answer.status).toBe(200);
}

/** Lets everything that waits for an alarm be done. */
async function settle(site: TestSite): Promise<void> {
  for (let round = 0; round < 20; round++) {
    await runDurableObjectAlarm(siteStub(env, site.key));
    for (const shard of directoryStubs(env, site.key)) await runDurableObjectAlarm(shard);
    const { rescoring } = await models(site);
    if (rescoring.finishedAt !== null) return;
  }
  throw new Error("re-scoring does not end");
}

async function measure(site: TestSite): Promise<void> {
  const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/models/measure`);
  expect(answer.status).toBe(200);
  await settle(site);
}

// A hundred visitors are asked one by one, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

describe("a model version", () => {
  let site: TestSite;
  beforeAll(async () => {
    site = await makeSite();
    await importCustomers(site);
  });

  it("goes by thresholds until the population was measured", async () => {
    const { models: list, rescoring } = await models(site);
    expect(list).toMatchObject([{ version: 1, configVersion: 1, cause: "config", population: null }]);
    expect(list[0]?.cuts.rfm.monetary.scores).toEqual([50, 100, 250, 500]);
    expect(rescoring.finishedAt).not.toBeNull();
    expect((await visitor(site, "c119")).scores.rfm.monetary).toMatchObject({ value: 120, score: 3 });
  });

  it("is published with the population's own quantiles, and everybody is scored by it", async () => {
    await measure(site);
    const { models: list, rescoring } = await models(site);
    expect(list[0]).toMatchObject({
      version: 2,
      configVersion: 1,
      cause: "population",
      population: { rfm: CUSTOMERS },
    });
    const values = Array.from({ length: CUSTOMERS }, (_, n) => n + 1);
    expect(list[0]?.cuts.rfm.monetary).toEqual({ scores: cutPoints(values, 5), tiers: cutPoints(values, 3) });
    const spread = await read(site, "distribution?family=rfm&dimension=monetary", DistributionSchema);
    expect([spread.cuts, spread.quantiles]).toMatchObject([list[0]?.cuts.rfm.monetary, list[0]?.cuts.rfm.monetary]);
    expect(spread.quantiles?.percentiles).toHaveLength(101);
    expect([0, 100].map((place) => spread.quantiles?.percentiles[place])).toEqual([1, CUSTOMERS]);
    // RFE's frequency goes by thresholds whatever the population says.
    expect(list[0]?.cuts.rfe.frequency.scores).toEqual([1, 2, 5, 10]);
    expect(rescoring).toMatchObject({ version: 2, done: CUSTOMERS, total: CUSTOMERS });
    const richest = await visitor(site, "c119");
    expect(richest.modelVersion).toBe(2);
    expect(richest.scores.rfm.monetary).toMatchObject({ score: 5, tier: "premium" });
    const { scores } = await history(site, "c119");
    expect(scores.at(-1)).toMatchObject({ cause: "model", rfm: { monetary: 5 } });
    const { visitors } = await read(site, "visitors?limit=200", VisitorListSchema);
    const byScore = Object.groupBy(visitors, ({ scores: { rfm } }) => String(rfm.monetary.score));
    expect(Object.values(byScore).map((group) => group?.length)).toEqual([24, 24, 24, 24, 24]);
  });

  it("is not made anew where the cuts stay the same", async () => {
    const before = await models(site);
    await publishConfig(site, {
      scoring: {
        rfm: { method: "thresholds", tiers: { method: "thresholds" } },
        rfe: { method: "thresholds", tiers: { method: "thresholds" } },
        rfd: { method: "thresholds", tiers: { method: "thresholds" } },
      },
    });
    await settle(site);
    await measure(site);
    const after = await models(site);
    expect(after.models[0]?.version).toBe((before.models[0]?.version ?? 0) + 1);
    expect(after.models[0]).toMatchObject({ configVersion: 2, cause: "config" });
    const { cuts, quantiles } = await read(site, "distribution?family=rfm&dimension=monetary", DistributionSchema);
    expect([cuts, quantiles]).toMatchObject([after.models[0]?.cuts.rfm.monetary, before.models[0]?.cuts.rfm.monetary]);
  });
});

describe("a publication", () => {
  it("moves everybody to the segments that it says, with the cause and the instant of the model", async () => {
    const site = await makeSite();
    await importCustomers(site, 30, "p");
    await publishConfig(site, {
      segments: [
        { key: "big", name: {}, rule: { fact: "revenue", gte: 20 } },
        { key: "small", name: {}, rule: { all: [] } },
      ],
    });
    await settle(site);
    const { segments } = await read(site, "segments", SegmentsSchema);
    expect(segments.map(({ key, visitors }) => [key, visitors])).toEqual([
      ["big", 11],
      ["small", 19],
    ]);
    const { models: list } = await models(site);
    const { segments: stages } = await history(site, "p25");
    expect(stages.at(-1)).toMatchObject({ segment: "big", cause: "model", from: list[0]?.at });
  });

  it("does what the simulation said beforehand", async () => {
    const site = await makeSite();
    await importCustomers(site, 110, "s");
    await measure(site);
    const path = `/v1/sites/${site.key}/config`;
    const nothing = await askAs(site.token, "POST", `${path}/simulate`);
    expect(await nothing.json()).toMatchObject({ moves: [] });
    const draft = {
      scoring: { rfm: { method: { recency: "quantiles", frequency: "thresholds", monetary: "quantiles" } } },
      segments: [
        { key: "top", name: {}, rule: { fact: "score.rfm.monetary", eq: 5 } },
        { key: "fresh", name: {}, rule: { fact: "score.rfm.recency", gte: 4 } },
        { key: "rest", name: {}, rule: { all: [] } },
      ],
    };
    expect((await askAs(site.token, "PUT", `${path}/draft`, draft)).status).toBe(200);
    const before = await read(site, "segments", SegmentsSchema);
    const forecast = v.parse(SimulationSchema, await (await askAs(site.token, "POST", `${path}/simulate`)).json());
    expect(await read(site, "segments", SegmentsSchema)).toEqual(before);
    await publishConfig(site, draft);
    await settle(site);
    const { segments } = await read(site, "segments", SegmentsSchema);
    const sizes = (list: readonly { key: string; visitors: number }[]) =>
      Object.fromEntries(list.filter(({ visitors }) => visitors > 0).map(({ key, visitors }) => [key, visitors]));
    expect(sizes(forecast.before)).toEqual(sizes(before.segments));
    expect(sizes(segments)).toEqual(sizes(forecast.after));
    const leaving = forecast.moves.filter(({ from }) => from === "at-risk");
    expect(leaving.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(sizes(before.segments)["at-risk"]);
  });

  it("is forecast of a configuration that is sent, and nothing of it is kept", async () => {
    const site = await makeSite();
    await importCustomers(site, 12, "w");
    const path = `/v1/sites/${site.key}/config`;
    const simulate = (body?: unknown) => askAs(site.token, "POST", `${path}/simulate`, body);
    const config = {
      segments: [
        { key: "big", name: {}, rule: { fact: "revenue", gte: 10 } },
        { key: "small", name: {}, rule: { all: [] } },
      ],
    };
    const state = async () =>
      Promise.all([
        ...["config", "config/draft", "config/versions", "models"].map(async (rest) =>
          (await askAs(site.token, "GET", `/v1/sites/${site.key}/${rest}`)).text(),
        ),
        (await askAs(site.token, "GET", `/v1/sites/${site.key}/segments`)).text(),
      ]);
    const before = await state();
    const pages: Simulation[] = [];
    for (let cursor: string | null = "0 "; cursor !== null; cursor = pages.at(-1)?.cursor ?? null)
      pages.push(v.parse(SimulationSchema, await (await simulate({ config, limit: 5, cursor })).json()));
    expect(pages.map((page) => page.before.reduce((sum, { visitors }) => sum + visitors, 0))).toEqual([5, 5, 2]);
    expect((await simulate({ config, limit: 5, cursor: "nowhere" })).status).toBe(422);
    expect(await (await simulate({ config, limit: 5, cursor: "999 x" })).json()).toMatchObject({ cursor: null });
    const forecast = v.parse(SimulationSchema, await (await simulate({ config })).json());
    expect(Object.fromEntries(forecast.after.map(({ key, visitors }) => [key, visitors]))).toEqual({
      big: 3,
      small: 9,
    });
    expect(forecast.moves.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(12);
    const inPages = pages.flatMap(({ moves }) => moves).filter(({ to }) => to === "big");
    expect(inPages.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(3);
    expect(await state()).toEqual(before);
    expect(await (await simulate({ config: {} })).json()).toMatchObject({ moves: [] });
    expect(await (await simulate({})).json()).toMatchObject({ moves: [] });
    // A draft that is kept is not what is asked about where a configuration is sent.
    expect((await askAs(site.token, "PUT", `${path}/draft`, config)).status).toBe(200);
    expect(await (await simulate({ config: {} })).json()).toMatchObject({ moves: [] });
    expect(v.parse(SimulationSchema, await (await simulate()).json()).moves).toEqual(forecast.moves);
  });

  it("is not forecast of what could not be saved, nor for a viewer", async () => {
    const site = await makeSite();
    const path = `/v1/sites/${site.key}/config/simulate`;
    const unsorted = { config: { scoring: { rfm: { thresholds: { recency: [9, 7, 3, 1] } } } } };
    const refused = await askAs(site.token, "POST", path, unsorted);
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ path: "/scoring/rfm/thresholds/recency" }] });
    expect((await askAs(site.token, "POST", path, { cfg: {} })).status).toBe(422);
    expect((await askAs(await makeToken(site, "viewer"), "POST", path, { config: {} })).status).toBe(403);
  });

  it("brings money at a new rate, and other next transitions, to the figures", async () => {
    const site = await makeSite();
    const anonymousId = anAnonymousId();
    const properties = { order_id: "o-1", revenue: 100, currency: "SEK" };
    await send(site, "track", { anonymousId, event: "Order Completed", properties });
    await runDurableObjectAlarm(env.VISITOR.getByName(`${site.key}/a/${anonymousId}`));
    const listed = async () => (await read(site, "visitors", VisitorListSchema)).visitors[0];
    expect(await listed()).toMatchObject({ totals: { revenue: 0 }, nextTransition: { segment: "developing-1" } });
    await publishConfig(site, {
      site: { rates: { SEK: 0.1 } },
      segments: [{ key: "all", name: {}, rule: { all: [] } }],
    });
    await settle(site);
    expect(await listed()).toMatchObject({ totals: { revenue: 10 }, segment: { key: "all" }, nextTransition: null });
    await publishConfig(site, {
      site: { rates: { SEK: 0.2 } },
      segments: [{ key: "all", name: {}, rule: { all: [] } }],
    });
    await settle(site);
    expect((await read(site, "segments", SegmentsSchema)).segments).toMatchObject([{ key: "all", revenue: 20 }]);
  });

  it("reaches everybody although the directory was down when it was made", async () => {
    const site = await makeSite();
    await importCustomers(site, 5, "d");
    const config = { segments: [{ key: "all", name: {}, rule: { all: [] } }] };
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    env.RFEDGE_FAULT = "directory";
    try {
      await publishConfig(site, config);
      expect((await models(site)).rescoring.finishedAt).toBeNull();
    } finally {
      env.RFEDGE_FAULT = "";
      vi.restoreAllMocks();
    }
    await settle(site);
    const { segments } = await read(site, "segments", SegmentsSchema);
    expect(segments).toMatchObject([{ key: "all", visitors: 5 }]);
  });

  it("is right at once for whoever comes by before their turn, and survives the shard's end", async () => {
    const site = await makeSite();
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await importCustomers(site, 10, "q");
    await publishConfig(site, { segments: [{ key: "all", name: {}, rule: { all: [] } }] });
    expect((await visitor(site, anonymousId)).segment).toMatchObject({ key: "all", cause: "model" });
    for (const shard of directoryStubs(env, site.key)) await evictDurableObject(shard);
    await settle(site);
    expect((await visitor(site, "q3")).segment).toMatchObject({ key: "all", cause: "model" });
  });
});
