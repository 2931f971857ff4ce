import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { drawOf } from "#shared/decision/draw";
import { type Slot, SlotSchema } from "#shared/decision/slot";
import type { PastExposure, VisitorRow } from "#shared/figures/row";
import { ResultsSchema } from "#shared/wire/results";
import { directoryStub } from "../../worker/objects/stubs.ts";
import { deliver, get, refusal } from "../support/figures.ts";
import { aRow, ROW_AT } from "../support/row.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY = 86_400_000;
const all = { rule: { all: [] } };
const read = (site: TestSite, query: string) => get(site, `results?slot=${query}`, ResultsSchema);

describe("GET /v1/sites/:site/results", () => {
  let site: TestSite;
  const slots = v.parse(v.array(SlotSchema), [
    {
      key: "hero",
      holdoutPercent: 10,
      cost: { amount: 50, per: "total" },
      snippets: [
        {
          key: "back",
          rule: { fact: "segment", eq: "at-risk" },
          content: "x",
          cost: { amount: 0.01, per: "exposure" },
        },
        { key: "any", ...all, content: "x" },
      ],
    },
    {
      key: "split",
      snippets: [
        { key: "a", ...all, content: "x", experiment: "e" },
        { key: "b", ...all, content: "x", experiment: "e", weight: 3, cost: { amount: 1, per: "visitor" } },
      ],
    },
    { key: "plain", measured: true, snippets: [{ key: "x", ...all, content: "x" }] },
  ]);
  const [hero, split, plain] = slots as [Slot, Slot, Slot];

  /** So many visitors who were exposed alike at `ROW_AT`, of whom the first ordered a day later for so much and are in another segment since. */
  const people = (count: number, exposure: PastExposure[], buyers = 0, minor = 0, to = "returning"): VisitorRow[] =>
    Array.from({ length: count }, (_, index) =>
      aRow({
        exposures: exposure,
        ...(index < buyers && {
          pastOrders: [[ROW_AT + DAY, minor]],
          segments: [
            [ROW_AT - DAY, exposure[0]?.[4] ?? ""],
            [ROW_AT + DAY, to],
          ],
        }),
      }),
    );
  const inHero = (snippet: string, held: 0 | 1 | 2, segment: string, times = 0): PastExposure[] => [
    [drawOf(hero, 0), ROW_AT, snippet, held, segment, held === 0 ? { [snippet]: times } : {}, 0],
  ];

  beforeAll(async () => {
    site = await makeSite();
    await publishConfig(site, { slots });
    await deliver(
      site,
      ...people(1_800, inHero("back", 0, "at-risk", 2), 360, 5_000),
      ...people(200, inHero("back", 1, "at-risk"), 20, 5_000),
      ...people(900, inHero("any", 0, "new", 1), 90, 1_000, "vip"),
      ...people(100, inHero("any", 1, "new"), 10, 1_000, "vip"),
    );
  });

  it("compares who was shown something with who was held out: in all, by snippet, by segment and by both", async () => {
    const { results, sampleRatio, confidence, currency } = await read(site, "hero");
    expect({ confidence, currency }).toEqual({ confidence: 0.95, currency: "EUR" });
    expect(
      results.map(({ snippet, segment, holdout, visitors, conversions, revenue }) => [
        snippet,
        segment,
        holdout,
        visitors,
        conversions,
        revenue,
      ]),
    ).toEqual([
      [null, null, false, 2_700, 450, 18_900],
      [null, null, true, 300, 30, 1_100],
      [null, "at-risk", false, 1_800, 360, 18_000],
      [null, "at-risk", true, 200, 20, 1_000],
      [null, "new", false, 900, 90, 900],
      [null, "new", true, 100, 10, 100],
      ["back", null, false, 1_800, 360, 18_000],
      ["back", null, true, 200, 20, 1_000],
      ["back", "at-risk", false, 1_800, 360, 18_000],
      ["back", "at-risk", true, 200, 20, 1_000],
      ["any", null, false, 900, 90, 900],
      ["any", null, true, 100, 10, 100],
      ["any", "new", false, 900, 90, 900],
      ["any", "new", true, 100, 10, 100],
    ]);
    expect(sampleRatio).toEqual({
      arms: [
        { arm: "shown", expected: 0.9, visitors: 2_700 },
        { arm: "slot holdout", expected: 0.1, visitors: 300 },
      ],
      pValue: 1,
      alarm: false,
    });
    const back = results.find(({ snippet, segment }) => snippet === "back" && segment === null);
    expect(back).toMatchObject({ conversionRate: 0.2, revenuePerVisitor: 10 });
    expect(back?.uplift?.conversionRate?.difference).toBeCloseTo(0.1, 12);
    expect(back?.uplift?.revenuePerVisitor?.difference).toBeCloseTo(5, 9);
    expect(back?.uplift?.conversionRate?.low).toBeGreaterThan(0);
    const any = results.find(({ snippet, segment }) => snippet === "any" && segment === "new");
    expect(any?.uplift?.conversionRate).toMatchObject({ difference: 0 });
    expect(any?.uplift?.conversionRate?.low).toBeLessThan(0);
  });

  it("ends in money: what was spent and what it brought above the others", async () => {
    const { results } = await read(site, "hero");
    const [whole] = results;
    const back = results.find(({ snippet, segment }) => snippet === "back" && segment === null);
    expect(whole?.cost).toBeCloseTo(50 + 36, 9);
    expect(back?.cost).toBeCloseTo(36, 9);
    expect(back?.gained?.difference).toBeCloseTo(9_000, 6);
    expect(back?.roi?.difference).toBeCloseTo(9_000 / 36 - 1, 6);
    expect(back?.roi?.low).toBeCloseTo((back?.gained?.low ?? 0) / 36 - 1, 6);
    for (const row of results) if (row.segment !== null || row.holdout) expect(row.cost).toBeNull();
  });

  it("tells how many came back, treated against held out", async () => {
    const { movements } = await read(site, "hero");
    expect(movements.map(({ from, to }) => [from, to])).toEqual([
      ["at-risk", "returning"],
      ["new", "vip"],
    ]);
    expect(movements[0]).toMatchObject({
      shown: { visitors: 1_800, moved: 360, share: 0.2 },
      holdout: { visitors: 200, moved: 20, share: 0.1 },
    });
    expect(movements[0]?.uplift?.low).toBeGreaterThan(0);
  });

  it("counts orders within a window where one is asked for", async () => {
    expect(await read(site, "hero&windowDays=0.5")).toMatchObject({
      windowDays: 0.5,
      results: [{ conversions: 0 }, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}],
    });
    expect((await read(site, "hero&windowDays=1")).results[0]?.conversions).toBe(450);
  });

  it("compares the arms of an experiment with its first", async () => {
    const exposed = (snippet: string): PastExposure[] => [
      [drawOf(split, 0), ROW_AT, snippet, 0, "new", { [snippet]: 1 }, 0],
      [drawOf(split, 0, "e"), ROW_AT, snippet, 0, "new", { [snippet]: 1 }, 0],
    ];
    await deliver(site, ...people(400, exposed("a"), 20, 1_000), ...people(1_200, exposed("b"), 180, 1_000));
    const { comparedWith, results, experiments } = await read(site, "split");
    expect(comparedWith).toBeNull();
    expect(results[0]).toMatchObject({ visitors: 1_600, uplift: null });
    const [experiment] = experiments;
    expect(experiment?.sampleRatio).toMatchObject({
      arms: [
        { arm: "a", expected: 0.25, visitors: 400 },
        { arm: "b", expected: 0.75, visitors: 1_200 },
      ],
      alarm: false,
    });
    expect(experiment?.arms).toMatchObject([
      { snippet: "a", conversionRate: 0.05, uplift: null, overHoldout: null, cost: 0 },
      { snippet: "b", conversionRate: 0.15, overHoldout: null, cost: 1_200, gained: null },
    ]);
    expect(experiment?.arms[1]?.uplift?.conversionRate?.difference).toBeCloseTo(0.1, 12);
  });

  it("rings where a share is not what was drawn, and leaves out who was drawn by other shares, and who has gone", async () => {
    const own = await makeSite();
    await publishConfig(own, { slots: [{ ...hero, holdoutPercent: 20 }] });
    await deliver(own, ...people(500, inHero("any", 0, "new", 1)));
    expect((await read(own, "hero")).results[0]?.visitors).toBe(0);
    const draw = drawOf({ ...hero, holdoutPercent: 20 }, 0);
    const rows = [
      ...people(900, [[draw, ROW_AT, "any", 0, "new", { any: 1 }, 0]]),
      ...people(100, [[draw, ROW_AT, "any", 1, "new", {}, 0]]),
    ];
    await deliver(own, ...rows);
    const { sampleRatio, results } = await read(own, "hero");
    expect(results[0]?.visitors).toBe(900);
    expect(sampleRatio.alarm).toBe(true);
    await deliver(own, ...rows.map((row) => ({ ...row, revision: 2, removed: true as const })));
    expect((await read(own, "hero")).results[0]?.visitors).toBe(0);
  });

  it("compares with the site’s holdout where the slot has none, and beside its own where it has", async () => {
    const own = await makeSite();
    await publishConfig(own, { site: { holdoutPercent: 20 }, slots: [plain, hero] });
    const exposed = (slot: Slot, held: 0 | 1 | 2): PastExposure[] => [
      [drawOf(slot, 20), ROW_AT, "any", held, "new", {}, 0],
    ];
    await deliver(own, ...people(800, exposed(plain, 0), 80, 100), ...people(200, exposed(plain, 2), 10, 100));
    const site = await read(own, "plain");
    expect(site).toMatchObject({ comparedWith: "site", siteHoldout: null, sampleRatio: { alarm: false } });
    expect(site.results[0]?.uplift?.conversionRate?.difference).toBeCloseTo(0.05, 12);
    await deliver(
      own,
      ...people(720, exposed(hero, 0), 72, 100),
      ...people(80, exposed(hero, 1), 8, 100),
      ...people(200, exposed(hero, 2), 10, 100),
    );
    const both = await read(own, "hero");
    expect(both).toMatchObject({ comparedWith: "slot", siteHoldout: { visitors: 200, conversions: 10 } });
    expect(both.sampleRatio.arms.map(({ expected }) => Math.round(100 * expected))).toEqual([72, 8, 20]);
    expect(both.siteHoldout?.uplift.conversionRate?.difference).toBeCloseTo(0.05, 12);
  });

  it("is empty of a slot that nobody was served", async () => {
    const own = await makeSite();
    await publishConfig(own, { slots: [{ key: "new", snippets: [] }] });
    expect(await read(own, "new")).toMatchObject({
      ...{ since: null, mixed: 0, movements: [], experiments: [], comparedWith: null },
      results: [{ visitors: 0, conversionRate: null, revenuePerVisitor: null, uplift: null }],
      sampleRatio: { pValue: 1, alarm: false },
    });
  });

  it("keeps what a row says of draws through the directory, and asks no visitor’s object", async () => {
    const own = await makeSite();
    const row = aRow({ exposures: inHero("any", 0, "new", 3) });
    await deliver(own, row);
    const held = await runInDurableObject(directoryStub(env, own.key, row.id), (shard) => shard.sample("", 5));
    expect(held[0]?.row.exposures).toEqual(row.exposures);
    const asked = vi.spyOn(env.VISITOR, "get");
    await read(site, "hero");
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
  });

  it("is for viewers, of slots that there are and windows that are some", async () => {
    expect(await refusal(site, "results")).toEqual([400, "/slot"]);
    for (const days of ["0", "-1", "x", "1e9", "Infinity"])
      expect(await refusal(site, `results?slot=hero&windowDays=${days}`)).toEqual([400, "/windowDays"]);
    const status = async (slot: string, credential: string) =>
      (await askAs(credential, "GET", `/v1/sites/${site.key}/results?slot=${slot}`)).status;
    const viewer = await makeToken(site, "viewer");
    expect(await status("hero", viewer)).toBe(200);
    for (const slot of ["none", "__proto__"]) expect(await status(slot, viewer)).toBe(404);
    for (const credential of [site.writeKey, site.serverKey]) expect(await status("hero", credential)).toBe(403);
    expect(await status("hero", (await makeSite()).token)).toBe(404);
  });
});
