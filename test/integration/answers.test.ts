import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerCalls } from "#shared/wire/answers";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { makeServed, originAnswers } from "../support/servedSite.ts";
import { ask, askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const NOON = Math.ceil(Date.now() / DAY_MS + 2) * DAY_MS + DAY_MS / 2;
const dayOf = (days: number) => new Date(NOON + days * DAY_MS).toISOString().slice(0, 10);

let site: TestSite;
beforeEach(async () => {
  vi.setSystemTime(NOON);
  vi.spyOn(console, "error").mockImplementation(() => undefined);
  site = await makeSite();
  await publishConfig(site, {
    site: { budgetMs: 50 },
    slots: [{ key: "hero", snippets: [{ key: "any", rule: { all: [] }, content: "<p>Any</p>" }] }],
  });
});
afterEach(() => {
  env.RFEDGE_FAULT = "";
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function answers(query = "", of = site) {
  const answer = await askAs(of.token, "GET", `/v1/sites/${of.key}/answers${query}`);
  expect(answer.status).toBe(200);
  return v.parse(answerCalls.list.answer, await answer.json());
}

/** What was counted today, of families that pages ask for: reading the counts is a marketer's request itself. */
async function today(of = site) {
  const { marketers: _, ...families } =
    (await answers("", of)).days.find(({ day }) => day === dayOf(0))?.families ?? {};
  return families;
}

const decide = (of = site) => send(of, "decide", { anonymousId: anAnonymousId() });
const view = (of = site) => send(of, "page", aPage(anAnonymousId(), { decide: true }));
const fragment = (query = "", headers: Record<string, string> = {}) =>
  ask(`/v1/snippets/hero?key=${site.writeKey}${query}`, { headers });
const flag = () =>
  askAs(site.writeKey, "POST", "/ofrep/v1/evaluate/flags/hero", { context: { targetingKey: anAnonymousId() } });

describe("GET /v1/sites/:site/answers", () => {
  it("counts decisions by every protocol, a fragment that stays the page's own too, and events beside them", async () => {
    for (const asked of [decide(), view(), flag(), fragment(), fragment("&default=404")]) await asked;
    expect((await fragment("&default=404", { "sec-gpc": "1" })).status).toBe(404);
    await send(site, "page", aPage(anAnonymousId()));
    await send(site, "track", { event: "Seen", anonymousId: anAnonymousId() });
    expect(await today()).toEqual({ decisions: { answered: 6 }, events: { answered: 2 } });
  });

  it("counts what is refused, and takes it from no budget", async () => {
    await send(site, "track", { anonymousId: anAnonymousId() });
    await ask("/v1/decide", { method: "POST", body: JSON.stringify({ writeKey: site.writeKey, slots: 7 }) });
    await publishConfig(site, { site: { origins: ["https://shop.example"] } });
    await ask("/v1/page", {
      method: "POST",
      headers: { origin: "https://elsewhere.example" },
      body: JSON.stringify({ writeKey: site.writeKey, ...aPage(anAnonymousId()) }),
    });
    await ask(`/v1/own-data?key=${site.writeKey}`);
    await ask(`/v1/own-data?key=${site.writeKey}`, { method: "POST", body: "action=nothing" });
    const { budget } = await answers();
    expect(await today()).toMatchObject({ events: { refused: 2 }, ownData: { answered: 1, refused: 1 } });
    expect(budget).toEqual({ asked: 0, missed: 0, left: null });
  });

  it("tells what was too late from what was broken, and both from what has failed", async () => {
    expect((await decide()).headers.get("server-timing")).toMatch(/^visitor/);
    vi.spyOn(VisitorObject.prototype, "known").mockReturnValueOnce(Promise.withResolvers<never>().promise);
    expect((await decide()).headers.get("server-timing")).toBe('default;desc="timeout"');
    env.RFEDGE_FAULT = "visitor";
    expect((await decide()).headers.get("server-timing")).toBe('default;desc="unavailable"');
    expect((await fragment("", { cookie: `rfedge_id=${anAnonymousId()}` })).status).toBe(200);
    expect((await view()).status).toBe(503);
    expect((await send(site, "track", { event: "Seen", anonymousId: anAnonymousId() })).status).toBe(503);
    env.RFEDGE_FAULT = "";
    expect(await today()).toEqual({ decisions: { answered: 1, late: 1, broken: 2, failed: 1 }, events: { failed: 1 } });
    expect((await answers()).budget).toEqual({ asked: 5, missed: 4, left: 1 - 4_000 / 5 });
  });

  it("counts those who come too often apart", async () => {
    const limit = vi.spyOn(env.SITE_RATE, "limit").mockResolvedValue({ success: false });
    // The limiter is asked about each hundredth request of a site.
    for (let times = 0; times < 110; times++) await decide();
    limit.mockRestore();
    const { decisions } = await today();
    expect(decisions?.tooMany).toBeGreaterThan(0);
    expect((decisions?.tooMany ?? 0) + (decisions?.answered ?? 0)).toBe(110);
  });

  it("counts proxied pages, not what else is passed on, and what the site's own server does not give apart", async () => {
    const served = await makeServed();
    originAnswers(({ url }) => {
      if (url.endsWith("/away")) throw new Error("nobody is there");
      return url.endsWith(".png")
        ? new Response("png", { headers: { "content-type": "image/png" } })
        : new Response('<div data-rfedge-slot="hero">own</div>', { headers: { "content-type": "text/html" } });
    });
    const cookie = `rfedge_id=${anAnonymousId()}`;
    for (const path of ["/", "/a", "/b.png", "/away"]) await served.visit(path, { cookie });
    env.RFEDGE_FAULT = "visitor";
    expect((await served.visit("/", { cookie })).status).toBe(200);
    env.RFEDGE_FAULT = "";
    expect(await today(served)).toEqual({ pages: { answered: 2, broken: 1, origin: 1 } });
    expect((await answers("", served)).budget).toMatchObject({ asked: 3, missed: 1 });
  });

  it("counts marketers' requests where they come to the site", async () => {
    const path = `/v1/sites/${site.key}`;
    expect((await askAs(site.token, "GET", `${path}/segments`)).status).toBe(200);
    expect((await askAs(site.token, "GET", `${path}/visitors/nobody`)).status).toBe(404);
    env.RFEDGE_FAULT = "directory";
    expect((await askAs(site.token, "GET", `${path}/segments`)).status).toBe(503);
    env.RFEDGE_FAULT = "";
    await askAs("mt_nobody", "GET", `${path}/segments`);
    const { days, budget } = await answers();
    // Before them came the two requests by which the configuration was published.
    expect(days[0]?.families.marketers).toEqual({ answered: 3, refused: 1, failed: 1 });
    expect(budget.asked).toBe(0);
  });

  it("keeps days apart, as many as are asked for; the budget is of thirty, whatever is asked for", async () => {
    for (const day of [0, 1, 29, 30]) {
      vi.setSystemTime(NOON + day * DAY_MS);
      await decide();
    }
    const asked = async (query: string) => {
      const { days, budget } = await answers(query);
      return [days.filter(({ families }) => families.decisions).map(({ day }) => day), budget.asked];
    };
    expect(await asked("?days=1")).toEqual([[dayOf(30)], 3]);
    expect(await asked("")).toEqual([[30, 29, 1].map(dayOf), 3]);
    expect(await asked("?days=400")).toEqual([[30, 29, 1, 0].map(dayOf), 3]);
    for (const days of ["0", "401", "x"])
      expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/answers?days=${days}`)).status).toBe(400);
  });

  it("is for viewers, and of their own site", async () => {
    await decide();
    const other = await makeSite();
    expect((await answers("", other)).budget.asked).toBe(0);
    const viewer = await makeToken(site, "viewer");
    expect((await askAs(viewer, "GET", `/v1/sites/${site.key}/answers`)).status).toBe(200);
    expect((await askAs(site.writeKey, "GET", `/v1/sites/${site.key}/answers`)).status).toBe(403);
  });
});

describe("what counting costs", () => {
  it("is one request of the site's object in ten minutes, or for a thousand answers", async () => {
    const own = await makeSite();
    const told = vi.spyOn(env.SITE, "getByName");
    for (let times = 0; times < 30; times++) await decide(own);
    vi.setSystemTime(NOON + 9 * MINUTE_MS);
    await decide(own);
    expect(told).not.toHaveBeenCalled();
    vi.setSystemTime(NOON + 10 * MINUTE_MS);
    await decide(own);
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    told.mockRestore();
    expect((await answers("", own)).budget).toEqual({ asked: 32, missed: 0, left: 1 });
  });

  it("is one in a minute while something goes wrong, so that it is heard of", async () => {
    const own = await makeSite();
    const told = vi.spyOn(env.SITE, "getByName");
    await decide(own);
    env.RFEDGE_FAULT = "visitor";
    for (let times = 0; times < 20; times++) await decide(own);
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
    vi.setSystemTime(NOON + MINUTE_MS);
    for (let times = 0; times < 20; times++) await decide(own);
    await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(2));
  });

  it("is nothing that is lost while the site's object fails, or over midnight", async () => {
    env.RFEDGE_FAULT = "visitor,site";
    await decide();
    env.RFEDGE_FAULT = "";
    vi.setSystemTime(NOON + DAY_MS);
    await decide();
    const { days, budget } = await answers();
    expect(days.map(({ day, families: { decisions } }) => [day, decisions])).toEqual([
      [dayOf(1), { answered: 1 }],
      [dayOf(0), { broken: 1 }],
    ]);
    expect(budget).toMatchObject({ asked: 2, missed: 1 });
  });
});
