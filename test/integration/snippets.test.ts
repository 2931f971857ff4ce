import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, makeSite, publishConfig, type TestSite } from "../support/site.ts";

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  const rule = { fact: "segment", eq: "anonymous-prospect" };
  await publishConfig(site, {
    slots: [
      { key: "hero", snippets: [{ key: "hello", rule, content: "<p>Hello</p>" }] },
      { key: "note", snippets: [{ key: "text", rule, content: '1 < 2 & "3"', contentType: "text/plain" }] },
      { key: "data", snippets: [{ key: "json", rule, content: "{}", contentType: "application/json" }] },
      {
        key: "here",
        snippets: [{ key: "sale", rule: { fact: "page.path", eq: "/sale" }, content: "<b>Sale</b>" }],
      },
    ],
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const fragment = (slot: string, cookie?: string) =>
  ask(`/v1/snippets/${slot}?key=${site.writeKey}`, { headers: cookie === undefined ? {} : { cookie } });

describe("GET /v1/snippets/:slot", () => {
  it("answers the slot's HTML for whoever the cookie names, never to be kept", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const answer = await fragment("hero", `rfedge_id=${anonymousId}`);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("server-timing")).toBe("visitor");
    expect(await answer.text()).toBe("<p>Hello</p>");
  });

  it("takes Segment's cookie too, in quotes or not, and someone unknown as an anonymous prospect", async () => {
    expect(await (await fragment("hero", "ajs_anonymous_id=%22someone%22")).text()).toBe("<p>Hello</p>");
    expect(await (await fragment("hero", "ajs_anonymous_id=someone")).text()).toBe("<p>Hello</p>");
  });

  it("escapes text, and gives no fragment for JSON, an unknown slot, or without an identity", async () => {
    expect(await (await fragment("note", "rfedge_id=someone")).text()).toBe("1 &#60; 2 &#38; &#34;3&#34;");
    for (const [slot, cookie] of [
      ["data", "rfedge_id=someone"],
      ["none", "rfedge_id=someone"],
      ["hero", undefined],
    ] as const) {
      const answer = await fragment(slot, cookie);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toBe("");
    }
  });

  it("follows the visitor from page to page: after a purchase it is another's content", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    expect(await (await fragment("hero", `rfedge_id=${anonymousId}`)).text()).toBe("<p>Hello</p>");
    await send(site, "track", anOrder(anonymousId, "o-1", 20));
    expect(await (await fragment("hero", `rfedge_id=${anonymousId}`)).text()).toBe("");
  });

  it("trusts the tag's own cookie before Segment's, and neither where it is too long or empty", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 20));
    const both = `ajs_anonymous_id=someone; rfedge_id=${anonymousId}`;
    expect(await (await fragment("hero", both)).text()).toBe("");
    for (const cookie of [`rfedge_id=${"x".repeat(300)}`, "rfedge_id=", "rfedge_id=%E0%A4%A"]) {
      const answer = await fragment("hero", cookie);
      expect(answer.status).toBe(200);
    }
  });

  it("knows nobody by a user id or a visitor id that a cookie names", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 20, { userId: `u-${anonymousId}` }));
    for (const name of [`u-${anonymousId}`, visitorIdOf(env, site.key, { anonymousId })])
      expect(await (await fragment("hero", `rfedge_id=${name}`)).text()).toBe("<p>Hello</p>");
  });

  it("asks rules about the page that holds it, as htmx or the browser names it", async () => {
    const at = async (header: string, url: string) =>
      (
        await ask(`/v1/snippets/here?key=${site.writeKey}`, { headers: { cookie: "rfedge_id=someone", [header]: url } })
      ).text();
    expect(await at("hx-current-url", "https://shop.example/sale?x=1")).toBe("<b>Sale</b>");
    expect(await at("referer", "https://shop.example/sale")).toBe("<b>Sale</b>");
    expect(await at("referer", "https://shop.example/other")).toBe("");
  });

  it("is empty where the visitor's object fails: the page keeps its own content", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(VisitorObject.prototype, "known").mockRejectedValue(new Error("on purpose"));
    const answer = await fragment("hero", "rfedge_id=someone");
    expect([answer.status, answer.headers.get("server-timing")]).toEqual([200, 'default;desc="unavailable"']);
    expect(await answer.text()).toBe("");
  });

  it("is for the site's own pages where it names them", async () => {
    const own = await makeSite();
    await publishConfig(own, { site: { origins: ["https://shop.example"] } });
    const from = (origin: string) => ask(`/v1/snippets/hero?key=${own.writeKey}`, { headers: { origin } });
    const answer = await from("https://shop.example");
    expect(answer.headers.get("access-control-allow-origin")).toBe("https://shop.example");
    expect(answer.headers.get("access-control-allow-credentials")).toBe("true");
    expect((await from("https://other.example")).status).toBe(403);
  });

  it("takes the page's address from who includes it, before all others", async () => {
    const headers = { cookie: "rfedge_id=someone", referer: "https://shop.example/before" };
    const path = `/v1/snippets/here?key=${site.writeKey}&url=${encodeURIComponent("/sale?x=1")}`;
    expect(await (await ask(path, { headers })).text()).toBe("<b>Sale</b>");
  });

  it("refuses an unknown key, and none, in no words that would end up in a page", async () => {
    for (const path of ["/v1/snippets/hero?key=wk_nobody_1", "/v1/snippets/hero"]) {
      const answer = await ask(path);
      expect([answer.status, await answer.text()]).toEqual([401, ""]);
      expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
      expect(answer.headers.get("server-timing")).toBe('default;desc="unauthenticated"');
    }
  });
});

describe("a fragment that is the page's own content", () => {
  const statusOf = async (query: string, headers: Record<string, string> = {}, slot = "none") => {
    const answer = await ask(`/v1/snippets/${slot}?${query}`, { headers: { cookie: "rfedge_id=someone", ...headers } });
    return [answer.status, await answer.text()];
  };
  const htmx = { "hx-request": "true" };

  it("is an empty 200, 204 for htmx, or what the includer asks for", async () => {
    const key = `key=${site.writeKey}`;
    expect(await statusOf(key)).toEqual([200, ""]);
    expect(await statusOf(key, htmx)).toEqual([204, ""]);
    for (const status of [200, 204, 404]) {
      expect(await statusOf(`${key}&default=${status}`)).toEqual([status, ""]);
      expect(await statusOf(`${key}&default=${status}`, htmx)).toEqual([status, ""]);
    }
    expect(await statusOf(`${key}&default=500`)).toEqual([200, ""]);
    expect(await statusOf(`${key}&default=404`, htmx, "hero")).toEqual([200, "<p>Hello</p>"]);
  });

  it("is so for htmx whatever fails, as it would show what a failure says", async () => {
    expect(await statusOf("key=wk_nobody_1", htmx)).toEqual([204, ""]);
    const own = await makeSite();
    await publishConfig(own, { site: { origins: ["https://shop.example"] } });
    const other = { ...htmx, origin: "https://other.example" };
    expect(await statusOf(`key=${own.writeKey}`, other)).toEqual([204, ""]);
  });
});
