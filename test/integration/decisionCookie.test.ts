import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const START = Date.UTC(2027, 1, 3, 9, 30);
const hero = { key: "hero", snippets: [{ key: "new", rule: { fact: "segment", eq: "new" }, content: "<p>New</p>" }] };
const banner = {
  key: "banner",
  snippets: [{ key: "seen", rule: { fact: "pageViews", gte: 2 }, content: "<p>Seen</p>" }],
};

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: [hero, banner] });
});

beforeEach(() => {
  vi.setSystemTime(START);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** Somebody who has been on a page. */
const someone = async () => {
  const anonymousId = anAnonymousId();
  await send(site, "page", aPage(anonymousId));
  return { anonymousId };
};

describe("the cookie rfedge_decision", () => {
  const fragment = (slot: string, cookies: string) =>
    ask(`/v1/snippets/${slot}?key=${site.writeKey}`, { headers: { cookie: cookies } });
  const cookieOf = (response: Response) => response.headers.get("set-cookie")?.split(";")[0] ?? "";

  it("is kept by whoever is given a fragment, and decides the next one", async () => {
    const { anonymousId } = await someone();
    const first = await fragment("hero", `rfedge_id=${anonymousId}`);
    expect(first.headers.get("server-timing")).toBe("visitor");
    expect(first.headers.get("set-cookie")).toMatch(
      /^rfedge_decision=[\w.-]+; Path=\/; Max-Age=60; HttpOnly; SameSite=Lax; Secure$/,
    );
    const objects = [vi.spyOn(env.VISITOR, "getByName"), vi.spyOn(env.VISITOR, "get")];
    const answer = await fragment("banner", `rfedge_id=${anonymousId}; ${cookieOf(first)}`);
    const asked = objects.reduce((sum, { mock }) => sum + mock.calls.length, 0);
    expect([answer.headers.get("server-timing"), answer.headers.get("set-cookie"), asked]).toEqual(["token", null, 0]);
    const stranger = await fragment("hero", `rfedge_id=${anAnonymousId()}; ${cookieOf(first)}`);
    expect([stranger.headers.get("server-timing"), stranger.headers.get("set-cookie")]).toEqual([
      'visitor;desc="unknown"',
      null,
    ]);
  });

  it("is replaced by a page view that asks for decisions, and forgotten with anything else that is taken in", async () => {
    const { anonymousId } = await someone();
    const cookies = `rfedge_id=${anonymousId}; ${cookieOf(await fragment("hero", `rfedge_id=${anonymousId}`))}`;
    const post = (kind: string, body: object, cookie = cookies) =>
      ask(`/v1/${kind}`, {
        method: "POST",
        headers: { cookie },
        body: JSON.stringify({ writeKey: site.writeKey, ...body }),
      });
    const viewed = await post("page", aPage(anonymousId, { decide: true }));
    expect(await viewed.clone().json()).not.toHaveProperty("token");
    const next = await fragment("banner", `rfedge_id=${anonymousId}; ${cookieOf(viewed)}`);
    expect([next.headers.get("server-timing"), await next.text()]).toEqual(["token", "<p>Seen</p>"]);
    for (const [kind, body] of [
      ["track", anOrder(anonymousId, "o-9", 40)],
      ["page", aPage(anonymousId)],
      ["batch", { batch: [{ type: "identify", anonymousId, traits: { a: 1 } }] }],
    ] as const) {
      expect((await post(kind, body)).headers.get("set-cookie")).toMatch(/^rfedge_decision=; Path=\/; Max-Age=0;/);
      expect((await post(kind, body, "rfedge_id=x")).headers.get("set-cookie")).toBeNull();
    }
  });

  it("changes nothing where it is junk", async () => {
    const { anonymousId } = await someone();
    for (const junk of ["", "x", "%E0%A4%A", "a.b.c", "x".repeat(5_000)]) {
      const answer = await fragment("banner", `rfedge_decision=${junk}; rfedge_id=${anonymousId}`);
      expect([answer.status, answer.headers.get("server-timing")]).toEqual([200, "visitor"]);
    }
  });
});
