import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { findingCalls } from "#shared/wire/findings";
import { siteStub } from "../../worker/objects/stubs.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { makeServed, originAnswers, whole } from "../support/servedSite.ts";
import { ask, askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const NOON = Math.ceil(Date.now() / DAY_MS + 2) * DAY_MS + DAY_MS / 2;
const TODAY = new Date(NOON).toISOString().slice(0, 10);
const BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const PERSON = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0";

let site: TestSite;
beforeEach(async () => {
  vi.setSystemTime(NOON);
  site = await makeSite();
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function counts(query = "", of = site) {
  const answer = await askAs(of.token, "GET", `/v1/sites/${of.key}/findings/counts${query}`);
  expect(answer.status).toBe(200);
  return v.parse(findingCalls.counts.answer, await answer.json()).days;
}

/** A message as a browser's library sends it. */
const seen = (headers: Record<string, string>, init: RequestInit = {}, more: object = {}) => {
  const context = { library: { name: "analytics.js" } };
  const body = { writeKey: site.writeKey, ...aPage(anAnonymousId()), context, ...more };
  return ask("/v1/page", {
    method: "POST",
    headers: { "user-agent": PERSON, ...headers },
    body: JSON.stringify(body),
    ...init,
  });
};

describe("GET /v1/sites/:site/findings/counts", () => {
  it("says how many messages were refused, by the field that is wrong, in words of ours alone", async () => {
    const batch = [
      { type: "track", ...anOrder(anAnonymousId(), "o-1", "12abc") },
      {
        type: "track",
        ...anOrder(anAnonymousId(), "o-2", 10, {}),
        properties: { order_id: "o-2", products: [{ price: "x" }] },
      },
      { type: "track", ...anOrder(anAnonymousId(), "o-3", -5) },
      { type: "track", anonymousId: anAnonymousId() },
      { type: "secret-of-a-sender", anonymousId: anAnonymousId() },
      { type: "page" },
      "secret-of-a-sender",
      { type: "track", event: "x", anonymousId: "a", properties: { "secret-of-a-sender": Array(10_001).fill(0) } },
      { type: "track", event: "x", anonymousId: "a", properties: { said: "secret-of-a-sender".repeat(2_000) } },
      { type: "page", ...aPage(anAnonymousId()) },
    ];
    const { rejected } = await (await send(site, "batch", { batch })).json<{ rejected: unknown[] }>();
    expect(rejected).toHaveLength(9);
    expect((await send(site, "track", { anonymousId: anAnonymousId() })).status).toBe(400);
    const [today] = await counts();
    expect(today).toEqual({
      day: TODAY,
      rejected: { revenue: 2, price: 1, event: 2, type: 1, message: 2, structure: 1, size: 1 },
      setAside: {},
      uncounted: {},
    });
  });

  it("counts what is set aside: behaviour that is too old, names without the proof that is demanded", async () => {
    await publishConfig(site, { identity: { requireProof: true }, privacy: { retentionDays: 30 } });
    const timestamp = new Date(NOON - 40 * DAY_MS).toISOString();
    await send(site, "page", aPage(anAnonymousId(), { timestamp }));
    await send(site, "identify", { anonymousId: anAnonymousId(), userId: "ada" });
    expect(await counts()).toMatchObject([{ setAside: { "too-old": 1, unproven: 1 } }]);
  });

  it("counts bots and prefetches apart, each message of a batch, and no person", async () => {
    for (const headers of [
      {},
      { "user-agent": BOT },
      { "sec-purpose": "prefetch" },
      { "sec-purpose": "prefetch;prerender" },
    ])
      expect((await seen(headers)).status).toBe(200);
    const batch = [aPage("a"), aPage("b"), aPage("c")].map((page) => ({ type: "page", ...page }));
    const body = JSON.stringify({ writeKey: site.writeKey, batch, context: { library: { name: "rfedge" } } });
    await ask("/v1/batch", { method: "POST", headers: { "user-agent": BOT }, body });
    expect(await counts()).toMatchObject([{ rejected: {}, uncounted: { bot: 4, prefetch: 2 } }]);
  });

  it("takes the network's word for a bot that looks like a browser", async () => {
    await seen({}, { cf: { botManagement: { verifiedBot: true } } } as RequestInit);
    await seen({}, { cf: { botManagement: { verifiedBot: false } } } as RequestInit);
    expect(await counts()).toMatchObject([{ uncounted: { bot: 1 } }]);
  });

  it("counts proxied pages of bots and prefetches, too, where the proxy counts", async () => {
    const served = await makeServed({ site: { countPageViews: "proxy" } });
    originAnswers();
    for (const headers of [{}, { "user-agent": BOT }, { purpose: "prefetch" }, { "sec-purpose": "prefetch" }])
      expect((await whole(await served.visit("/", headers))).status).toBe(200);
    expect(await counts("", served)).toMatchObject([{ uncounted: { bot: 1, prefetch: 2 } }]);
  });

  it("counts requests that another's page sends, whole", async () => {
    await publishConfig(site, { site: { origins: ["https://shop.example"] } });
    expect((await seen({ origin: "https://elsewhere.example" })).status).toBe(403);
    expect(await counts()).toMatchObject([{ rejected: { "request.forbidden": 1 } }]);
  });

  it("keeps days apart, as many as are asked for, newest first; a day of nothing is left out", async () => {
    for (const day of [0, 2, 29, 30]) {
      vi.setSystemTime(NOON + day * DAY_MS);
      await send(site, "track", { anonymousId: anAnonymousId() });
    }
    const dayOf = (day: number) => new Date(NOON + day * DAY_MS).toISOString().slice(0, 10);
    expect((await counts()).map(({ day }) => day)).toEqual([30, 29, 2].map(dayOf));
    expect((await counts("?days=2")).map(({ day }) => day)).toEqual([30, 29].map(dayOf));
    expect(await counts("?days=400")).toHaveLength(4);
    for (const days of ["0", "401", "x", "1.5"])
      expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/findings/counts?days=${days}`)).status).toBe(400);
  });

  it("forgets numbers after 400 days", async () => {
    const day = Math.floor(NOON / DAY_MS);
    const row = { what: "uncounted" as const, reason: "bot", count: 1 };
    const stub = siteStub(env, site.key);
    await stub.noteTallies([
      { ...row, day: day - 401 },
      { ...row, day: day - 400 },
    ]);
    await stub.noteTallies([{ ...row, day }]);
    expect((await stub.tallies(0, day)).map((kept) => kept.day - day)).toEqual([0, -400]);
  });

  it("is for viewers, and another site's token finds no such site", async () => {
    const path = `/v1/sites/${site.key}/findings/counts`;
    expect((await askAs(await makeToken(site, "viewer"), "GET", path)).status).toBe(200);
    expect((await askAs((await makeSite()).token, "GET", path)).status).toBe(404);
  });
});

describe("what it costs", () => {
  it("is at most one request of the site's object a minute, however much comes", async () => {
    const asked = vi.spyOn(env.SITE, "getByName");
    for (let times = 0; times < 20; times++) await seen({ "user-agent": BOT });
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    expect(asked).toHaveBeenCalledTimes(1);
    vi.setSystemTime(NOON + 60_000);
    await seen({ "user-agent": BOT });
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(2));
    asked.mockRestore();
    expect(await counts()).toMatchObject([{ uncounted: { bot: 21 } }]);
  });

  it("is nothing that is lost while the site's object fails", async () => {
    env.RFEDGE_FAULT = "site";
    try {
      expect((await seen({ "user-agent": BOT })).status).toBe(200);
    } finally {
      env.RFEDGE_FAULT = "";
    }
    expect(await counts()).toMatchObject([{ uncounted: { bot: 1 } }]);
  });
});
