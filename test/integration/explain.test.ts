import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ExplainedSlotSchema, ExplanationSchema } from "#shared/wire/explain";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, {
    scoring: { rfm: { method: "thresholds" } },
    audiences: [
      { key: "spenders", rule: { fact: "revenue", gte: 50 } },
      {
        key: "new-spenders",
        rule: {
          all: [
            { fact: "audience", contains: "spenders" },
            { fact: "segment", eq: "new" },
          ],
        },
      },
    ],
    slots: [
      {
        key: "hero",
        snippets: [
          { key: "past", rule: { all: [] }, content: "past", until: "2020-01-01" },
          { key: "lost", rule: { fact: "segment", eq: "lost" }, content: "lost" },
          {
            key: "tea",
            rule: {
              all: [
                { fact: "segment", eq: "new" },
                { fact: "page.query.q", eq: "tea" },
              ],
            },
            content: "<p>tea</p>",
          },
          { key: "any", rule: { all: [] }, content: "any" },
        ],
      },
      { key: "held", holdoutPercent: 100, snippets: [{ key: "never", rule: { all: [] }, content: "never" }] },
    ],
  });
});

const fetchOf = (id: string, query = "", credential = site.token) =>
  askAs(credential, "GET", `/v1/sites/${site.key}/visitors/${encodeURIComponent(id)}/explain${query}`);
const explain = async (id: string, query = "") => {
  const answer = await fetchOf(id, query);
  expect(answer.status).toBe(200);
  return v.parse(ExplanationSchema, await answer.json());
};
const explainSlot = async (id: string, slot: string, url = "") => {
  const answer = await fetchOf(id, `?slot=${slot}&url=${encodeURIComponent(url)}`);
  expect(answer.status).toBe(200);
  return v.parse(ExplainedSlotSchema, await answer.json());
};

/** Somebody who has just ordered for so much, an hour after a page view. */
async function aCustomer(revenue = 60): Promise<string> {
  const anonymousId = anAnonymousId();
  const timestamp = new Date(Date.now() - 3_600_000).toISOString();
  await send(site, "page", aPage(anonymousId, { timestamp }));
  await send(site, "track", { ...anOrder(anonymousId, "o-1", revenue), messageId: `order-of-${anonymousId}` });
  return anonymousId;
}

describe("GET /visitors/:id/explain", () => {
  it("tells of all nine scores the cuts and what lifts them next", async () => {
    const { scores } = await explain(await aCustomer());
    expect(scores.map(({ family, dimension }) => `${family}.${dimension}`)).toEqual([
      ...["rfm.recency", "rfm.frequency", "rfm.monetary", "rfe.recency", "rfe.frequency", "rfe.engagement"],
      ...["rfd.recency", "rfd.frequency", "rfd.duration"],
    ]);
    expect(scores[0]).toMatchObject({ score: 5, lift: null, top: null });
    expect(scores[1]).toMatchObject({
      value: 1,
      score: 1,
      tier: "occasional",
      cuts: { scores: [1, 2, 4, 8], tiers: [1, 4] },
      lift: { dimension: "frequency", kind: "orders", amount: 1, score: 2 },
    });
    expect(scores[2]).toMatchObject({ value: 60, lift: { kind: "revenue", amount: 40.01, score: 3 } });
  });

  it("tells a lift that comes true when it is done, at the latest when it says", async () => {
    const anonymousId = await aCustomer();
    const before = (await explain(anonymousId)).scores[1]?.lift;
    const left = (Date.parse(before?.within ?? "") - Date.now()) / DAY_MS;
    expect(left).toBeGreaterThan(364.9);
    expect(left).toBeLessThanOrEqual(365);
    await send(site, "track", anOrder(anonymousId, "o-2", 0));
    expect((await explain(anonymousId)).scores[1]).toMatchObject({ value: 2, score: before?.score });
  });

  it("tells the rules that were asked for the segment, up to the one that matched, and of each audience", async () => {
    const { segment, audiences } = await explain(await aCustomer());
    expect(segment.key).toBe("new");
    expect(segment.rules.map(({ key, result }) => [key, result])).toEqual([
      ["anonymous-prospect", false],
      ["known-prospect", false],
      ["lost", false],
      ["at-risk", false],
      ["returning", false],
      ["new", true],
    ]);
    expect(segment.rules[4]?.comparisons[1]).toEqual({
      fact: "gapBeforeLastOrder",
      operator: "gt",
      expected: 90,
      actual: null,
      result: false,
    });
    expect(audiences.map(({ key, result }) => [key, result])).toEqual([
      ["spenders", true],
      ["new-spenders", true],
    ]);
    expect(audiences[1]?.comparisons[0]?.actual).toEqual(["spenders", "new-spenders"]);
  });

  it("tells of one event what it earned and changed", async () => {
    const anonymousId = await aCustomer();
    const { event } = await explain(anonymousId, `?event=order-of-${anonymousId}`);
    expect(event).toMatchObject({
      name: "Order Completed",
      points: 10,
      segment: { before: "anonymous-prospect", after: "new" },
    });
    expect(event?.totals).toContainEqual({ total: "revenue", before: 0, after: 60 });
    expect(event?.scores[0]).toMatchObject({ dimension: "recency", before: { score: null }, after: { score: 5 } });
    expect((await explain(anonymousId)).event).toBeNull();
    expect((await fetchOf(anonymousId, "?event=none")).status).toBe(404);
  });

  it("tells the decision of a slot on a page as decide makes it, and what became of every snippet", async () => {
    const anonymousId = await aCustomer();
    const url = "https://shop.example/?q=tea";
    const { decision, served, snippets } = await explainSlot(anonymousId, "hero", url);
    expect(snippets.map(({ snippet, outcome }) => [snippet, outcome])).toEqual([
      ["past", "schedule"],
      ["lost", "rule"],
      ["tea", "shown"],
      ["any", "outranked"],
    ]);
    expect(snippets[1]?.comparisons).toEqual([
      { fact: "segment", operator: "eq", expected: "lost", actual: "new", result: false },
    ]);
    expect(served).toBeNull();
    const made = await send(site, "decide", { anonymousId, slots: ["hero"], page: { url } });
    expect(await made.json()).toMatchObject({ decisions: { hero: decision } });
    expect((await explainSlot(anonymousId, "hero")).decision).toMatchObject({ snippet: "any" });
    expect(await explainSlot(anonymousId, "held")).toMatchObject({
      decision: { snippet: null, reason: "holdout" },
      snippets: [{ snippet: "never", outcome: "holdout" }],
    });
  });

  it("is for viewers, and knows neither strangers nor slots that there are not", async () => {
    const anonymousId = await aCustomer();
    const other = await makeSite();
    expect((await fetchOf(anonymousId, "", await makeToken(site, "viewer"))).status).toBe(200);
    for (const credential of [site.serverKey, site.writeKey])
      expect((await fetchOf(anonymousId, "", credential)).status).toBe(403);
    expect((await fetchOf(anonymousId, "", other.token)).status).toBe(404);
    for (const query of ["?slot=none", "?slot=__proto__"]) expect((await fetchOf(anonymousId, query)).status).toBe(404);
    for (const query of ["", "?slot=hero", "?event=x"])
      expect((await fetchOf(anAnonymousId(), query)).status).toBe(404);
  });

  it("writes nothing, and asks the visitor’s object once", async () => {
    const anonymousId = await aCustomer();
    const id = visitorIdOf(env, site.key, { anonymousId });
    const object = env.VISITOR.get(env.VISITOR.idFromString(id));
    // What it owes the directory is delivered first.
    await runDurableObjectAlarm(object);
    const rows = await runInDurableObject(object, (_, state) => countRows(state.storage));
    const requests = vi.spyOn(env.VISITOR, "get");
    for (const query of ["", `?event=order-of-${anonymousId}`, "?slot=hero"])
      expect((await fetchOf(id, query)).status).toBe(200);
    expect(requests).toHaveBeenCalledTimes(3);
    requests.mockRestore();
    expect(rows).toEqual({ sql: 0, alarms: 0 });
  });
});
