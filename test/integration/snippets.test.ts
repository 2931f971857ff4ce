import { beforeAll, describe, expect, it } from "vitest";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
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
    ],
  });
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

  it("refuses an unknown key", async () => {
    expect((await ask("/v1/snippets/hero?key=wk_nobody_1")).status).toBe(401);
  });
});
