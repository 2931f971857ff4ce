import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { anAnonymousId, anOrder, send } from "../support/messages.ts";
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

  it("keeps the page's own content when the object or the configuration cannot be reached, and says why", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(env.VISITOR, "getByName").mockImplementation(() => {
      throw new Error("broken on purpose");
    });
    const { timing, segment, decisions } = await decide({ anonymousId: anAnonymousId() });
    expect({ timing, segment }).toEqual({ timing: 'default;desc="unavailable"', segment: null });
    expect(Object.values(decisions).map(({ reason }) => reason)).toEqual(["default", "default"]);
  });

  it("is open to any page, or to the site's own origins alone", async () => {
    const preflight = await ask("/v1/decide", { method: "OPTIONS", headers: { origin: "https://shop.example" } });
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
