import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { ResultsSchema } from "#shared/wire/results";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";
import { get } from "../support/figures.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { makeSite, publishConfig, type TestSite } from "../support/site.ts";

const all = { rule: { all: [] } };
const read = (site: TestSite, query: string) => get(site, `results?slot=${query}`, ResultsSchema);

describe("results of page views", () => {
  let site: TestSite;
  const { objectOf, link } = peopleOf(() => site);
  const settle = (...ids: string[]) => Promise.all(ids.map((id) => runDurableObjectAlarm(objectOf(id))));
  const view = async (anonymousId: string) => {
    const answer = await send(site, "page", aPage(anonymousId, { decide: true }));
    return v.parse(DecisionsSchema, await answer.json()).decisions["hero"]?.reason;
  };

  beforeAll(async () => {
    site = await makeSite();
    await publishConfig(site, {
      slots: [{ key: "hero", holdoutPercent: 50, snippets: [{ key: "a", ...all, content: "a" }] }],
    });
  });

  it("count everybody once, shown or held out, and what they ordered after it", async () => {
    const people = Array.from({ length: 24 }, anAnonymousId);
    for (const [index, id] of people.entries()) if (index < 4) await send(site, "track", anOrder(id, "before", 1_000));
    const reasons = await Promise.all(people.map(view));
    await Promise.all(people.map(view));
    const [shown, held] = ["match", "holdout"].map((reason) => people.filter((_, index) => reasons[index] === reason));
    if (!shown?.[1] || !held?.[0]) throw new Error("both are drawn");
    await send(site, "track", anOrder(shown[0] ?? "", "o-1", 40));
    await send(site, "track", anOrder(shown[0] ?? "", "o-2", 10.5));
    await send(site, "track", anOrder(held[0], "o-3", 7));
    await settle(...people);
    const { results, comparedWith, sampleRatio, since, mixed } = await read(site, "hero");
    expect({ comparedWith, mixed, alarm: sampleRatio.alarm }).toEqual({ comparedWith: "slot", mixed: 0, alarm: false });
    expect(Date.parse(since ?? "")).toBeGreaterThan(Date.now() - 60_000);
    expect(results.slice(0, 2)).toMatchObject([
      { snippet: null, segment: null, holdout: false, visitors: shown.length, conversions: 1, revenue: 50.5 },
      { snippet: null, segment: null, holdout: true, visitors: held.length, conversions: 1, revenue: 7 },
    ]);
    expect(results[0]?.uplift).toEqual({ conversionRate: null, revenuePerVisitor: null });
    const bySegment = results.filter(({ snippet, segment }) => snippet === "a" && segment !== null);
    expect(bySegment.reduce((sum, { visitors }) => sum + visitors, 0)).toBe(24);
    expect(bySegment.filter(({ segment }) => segment === "new").reduce((sum, { visitors }) => sum + visitors, 0)).toBe(
      4,
    );
  });

  it("tell the directory at once of who is exposed for the first time, and then write nothing but the view’s row", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await settle(anonymousId);
    const object = objectOf(visitorIdOf(env, site.key, { anonymousId }));
    const rows = await runInDurableObject(object, (_, { storage }) => countRows(storage));
    const { visitors: before = 0 } = (await read(site, "hero")).results[0] ?? {};
    const { visitors: held = 0 } = (await read(site, "hero")).results[1] ?? {};
    await view(anonymousId);
    expect(rows).toMatchObject({ sql: 1, alarms: 1 });
    await settle(anonymousId);
    const { results } = await read(site, "hero");
    expect((results[0]?.visitors ?? 0) + (results[1]?.visitors ?? 0)).toBe(before + held + 1);
    // The alarm at the session’s end is set once, as for any view.
    await view(anonymousId);
    const { alarms } = rows;
    await view(anonymousId);
    expect(rows).toMatchObject({ sql: 3, alarms });
  });

  it("count two devices of one person as one, by what came first", async () => {
    const own = await makeSite();
    await publishConfig(own, {
      slots: [{ key: "hero", holdoutPercent: 50, snippets: [{ key: "a", ...all, content: "a" }] }],
    });
    site = own;
    // Devices until both kinds are there.
    const seen = new Map<string, string>();
    while (seen.size < 2) {
      const anonymousId = anAnonymousId();
      const reason = (await view(anonymousId)) ?? "";
      if (!seen.has(reason)) seen.set(reason, anonymousId);
      await settle(anonymousId);
    }
    const [first = "", second = ""] = seen.values();
    const { results: apart } = await read(site, "hero");
    await link(second, first);
    for (let runs = 0; runs < 3; runs++) await settle(first, second);
    const { results, mixed } = await read(site, "hero");
    const sum = (rows: typeof results) => (rows[0]?.visitors ?? 0) + (rows[1]?.visitors ?? 0);
    expect({ visitors: sum(results), mixed }).toEqual({ visitors: sum(apart) - 1, mixed: 1 });
    const [place] = [...seen.keys()][0] === "match" ? [0] : [1];
    expect(results[place]?.visitors).toBe(apart[place]?.visitors);
  });
});
