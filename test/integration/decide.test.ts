import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

let site: TestSite;
const hero = {
  key: "hero",
  snippets: [
    { key: "welcome", rule: { fact: "segment", eq: "new" }, content: "<p>Welcome</p>" },
    {
      key: "sale",
      rule: {
        all: [
          { fact: "page.path", eq: "/sale" },
          { fact: "orders", eq: 0 },
        ],
      },
      content: "<p>Sale</p>",
    },
  ],
};

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: [hero, { key: "banner", snippets: [] }] });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const decide = async (body: Record<string, unknown>, to = site) => {
  const answer = await send(to, "decide", body);
  expect(answer.status).toBe(200);
  return { timing: answer.headers.get("server-timing"), ...v.parse(DecisionsSchema, await answer.json()) };
};

describe("POST /v1/decide", () => {
  it("decides all slots for a visitor, and counts as no visit", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    const { timing, segment, decisions } = await decide({ anonymousId });
    expect({ timing, segment }).toEqual({ timing: "visitor", segment: "new" });
    expect(decisions).toEqual({
      hero: { snippet: "welcome", content: "<p>Welcome</p>", contentType: "text/html", reason: "match" },
      banner: { snippet: null, content: null, contentType: null, reason: "default" },
    });
    const visitor = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).json();
    expect(visitor).toMatchObject({ totals: { sessions: 1, pageViews: 0 } });
  });

  it("knows counts of 0 for someone unknown, the page it is for, and makes no visitor of them", async () => {
    const anonymousId = anAnonymousId();
    const { segment, decisions } = await decide({
      anonymousId,
      slots: ["hero", "made-up"],
      page: { url: "https://shop.example/sale?x=1" },
    });
    expect(segment).toBe("anonymous-prospect");
    expect(decisions["hero"]?.snippet).toBe("sale");
    expect(decisions["made-up"]).toMatchObject({ snippet: null, reason: "default" });
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).status).toBe(404);
  });

  it("gives defaults for a bare user id said with a write key, decisions with a server key", async () => {
    const userId = `user-${anAnonymousId()}`;
    await send(site, "track", { ...anOrder("", "o-2", 40), anonymousId: undefined, userId });
    expect((await decide({ userId })).decisions["hero"]?.reason).toBe("default");
    const trusted = await askAs(site.serverKey, "POST", "/v1/decide", { userId });
    expect(await trusted.json()).toMatchObject({ segment: "new", decisions: { hero: { snippet: "welcome" } } });
  });

  it("is open to any page, or to the site's own origins alone", async () => {
    const preflight = await ask("/v1/decide", { method: "OPTIONS", headers: { origin: "https://shop.example" } });
    expect([preflight.status, preflight.headers.get("access-control-allow-origin")]).toEqual([204, "*"]);
    const anybody = await ask("/v1/decide", {
      method: "POST",
      headers: { origin: "https://any.example" },
      body: JSON.stringify({ writeKey: site.writeKey, anonymousId: "a" }),
    });
    expect(anybody.headers.get("access-control-allow-origin")).toBe("*");
    expect(anybody.headers.get("access-control-allow-credentials")).toBeNull();
    expect(anybody.headers.get("cache-control")).toBe("private, no-store");
    expect(preflight.headers.get("access-control-allow-headers")).toContain("x-retry-count");
    const own = await makeSite();
    await publishConfig(own, { site: { origins: ["https://shop.example"] } });
    const from = (origin: string) =>
      ask("/v1/decide", {
        method: "POST",
        headers: { origin },
        body: JSON.stringify({ writeKey: own.writeKey, anonymousId: "a" }),
      });
    expect((await from("https://shop.example")).headers.get("access-control-allow-origin")).toBe(
      "https://shop.example",
    );
    expect((await from("https://other.example")).status).toBe(403);
  });
});

describe("a decision that fails", () => {
  const orders = { key: "hero", snippets: [{ key: "any", rule: { fact: "orders", gte: 0 }, content: "<p>Any</p>" }] };
  const PAGE_DEFAULT = { snippet: null, content: null, contentType: null, reason: "default" };
  let own: TestSite;

  beforeEach(async () => {
    own = await makeSite();
    await publishConfig(own, { site: { budgetMs: 50 }, slots: [orders] });
    vi.spyOn(console, "error").mockImplementation(() => undefined);
  });

  /** Who would be shown a snippet, were nothing broken. */
  const someone = async () => {
    const anonymousId = anAnonymousId();
    expect((await decide({ anonymousId }, own)).decisions["hero"]?.snippet).toBe("any");
    return { anonymousId };
  };

  it.each([
    ["cannot be reached", () => vi.spyOn(env.VISITOR, "getByName").mockImplementation(brokenOnPurpose)],
    ["throws", () => vi.spyOn(VisitorObject.prototype, "known").mockRejectedValue(new Error("on purpose"))],
  ])("is the page's own content where the visitor's object %s", async (_, breakIt) => {
    const person = await someone();
    const broken = breakIt();
    const { timing, segment, decisions } = await decide(person, own);
    expect(broken).toHaveBeenCalled();
    expect({ timing, segment }).toEqual({ timing: 'default;desc="unavailable"', segment: null });
    expect(decisions).toEqual({ hero: PAGE_DEFAULT });
  });

  it("is the page's own content once the site's budget is over", async () => {
    const person = await someone();
    vi.spyOn(VisitorObject.prototype, "known").mockReturnValue(Promise.withResolvers<never>().promise);
    const started = Date.now();
    const { timing, decisions } = await decide(person, own);
    expect(Date.now() - started).toBeLessThan(1_000);
    expect({ timing, decisions }).toEqual({ timing: 'default;desc="timeout"', decisions: { hero: PAGE_DEFAULT } });
  });

  it("is the page's own content where no configuration can be read", async () => {
    vi.spyOn(env.PUBLISHED, "get").mockImplementation(brokenOnPurpose);
    // A key of a site of which this isolate has no copy.
    const answer = await ask("/v1/decide", {
      method: "POST",
      body: JSON.stringify({
        writeKey: `wk_unread-site_${site.writeKey.split("_").at(-1)}`,
        anonymousId: "a",
        slots: ["hero"],
      }),
    });
    expect([answer.status, answer.headers.get("server-timing")]).toEqual([200, 'default;desc="unavailable"']);
    expect(await answer.json()).toEqual({ segment: null, decisions: { hero: PAGE_DEFAULT }, configVersion: 0 });
  });

  it("never makes a lost page view look stored", async () => {
    const person = await someone();
    vi.spyOn(env.VISITOR, "getByName").mockImplementation(brokenOnPurpose);
    const answer = await send(own, "page", aPage(person.anonymousId, { decide: true }));
    expect(answer.status).toBeGreaterThanOrEqual(500);
    vi.restoreAllMocks();
    const path = `/v1/sites/${own.key}/visitors/${person.anonymousId}`;
    expect((await askAs(own.token, "GET", path)).status).toBe(404);
  });
});

describe("what a decision tells", () => {
  it("is no score, no trait and no id of anybody", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "identify", { anonymousId, userId: `u-${anonymousId}`, traits: { name: "Ada" } });
    await send(site, "track", anOrder(anonymousId, "o-1", 987.65));
    const text = await (await send(site, "decide", { anonymousId })).text();
    expect(text).not.toMatch(/score|tier|Ada|987|u-/);
    expect(Object.keys(JSON.parse(text)).toSorted()).toEqual(["configVersion", "decisions", "segment"]);
  });
});

describe("a request that makes no sense", () => {
  it.each([
    ["no JSON", "{"],
    ["slots that are no names", { slots: [1] }],
    ["an id that is no text", { anonymousId: {} }],
    ["an id of 10,000 letters", { anonymousId: "x".repeat(10_000) }],
  ])("is refused: %s", async (_, body) => {
    const text = typeof body === "string" ? body : JSON.stringify({ writeKey: site.writeKey, ...body });
    const answer = await ask("/v1/decide", { method: "POST", body: text });
    expect(answer.status).toBe(400);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  });

  it("is refused as too large: 40 KB, or a nesting of 20", async () => {
    for (const body of [
      { page: { url: "x".repeat(40_000) } },
      { deep: JSON.parse(`${"[".repeat(20)}${"]".repeat(20)}`) },
    ])
      expect((await send(site, "decide", body)).status).toBe(413);
  });

  it("is refused with no key, an unknown key, and a token that is no key", async () => {
    const statusOf = async (body: Record<string, unknown>) =>
      (await ask("/v1/decide", { method: "POST", body: JSON.stringify(body) })).status;
    expect(await statusOf({ anonymousId: "a" })).toBe(401);
    expect((await ask("/v1/decide", { method: "POST", body: "[]" })).status).toBe(401);
    expect(await statusOf({ anonymousId: "a", writeKey: `${site.writeKey}x` })).toBe(401);
    expect(await statusOf({ anonymousId: "a", writeKey: site.token })).toBe(403);
  });
});

function brokenOnPurpose(): never {
  throw new Error("broken on purpose");
}
