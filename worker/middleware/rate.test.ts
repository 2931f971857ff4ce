import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anAnonymousId, aPage } from "../../test/support/messages.ts";
import { askAs, makeSite, ROOT, type TestSite } from "../../test/support/site.ts";
import { app } from "../app.ts";

const PERIOD_MS = 10_000;
const NAMES = ["VISITOR_RATE", "SITE_RATE", "SIGN_IN_RATE", "REFUSAL_RATE"] as const;
type Answers = Partial<Record<(typeof NAMES)[number], (key: string) => boolean>>;

let site: TestSite;
let now = Math.ceil(Date.now() / PERIOD_MS + 8_640) * PERIOD_MS;

beforeAll(async () => {
  site = await makeSite();
});

beforeEach(() => {
  // A period in which nobody has come yet.
  now += 100 * PERIOD_MS;
  vi.setSystemTime(now);
  vi.spyOn(console, "error").mockImplementation(() => {});
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A Worker with limiters that answer as they are told, and what these were asked. */
function edge(answers: Answers = {}) {
  const asked: string[] = [];
  const limiters = NAMES.map((name) => {
    const limit = async ({ key }: RateLimitOptions) => {
      asked.push(name);
      return { success: answers[name]?.(key) ?? true };
    };
    return [name, { limit }] as const;
  });
  const bindings = { ...env, ...Object.fromEntries(limiters) };
  const ask = (path: string, init: RequestInit = {}) =>
    Promise.resolve(app.fetch(new Request(`https://edge.test${path}`, init), bindings, createExecutionContext()));
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    ask(path, { method: "POST", body: JSON.stringify({ writeKey: site.writeKey, ...body }), headers });
  const signIn = (token: string, address = "192.0.2.1") =>
    ask(`/v1/sites/${site.key}/segments`, {
      headers: { authorization: `Bearer ${token}`, "cf-connecting-ip": address },
    });
  return { asked, ask, post, signIn };
}

const no = () => false;
const broken = () => {
  throw new Error("the limiter is broken");
};

describe("limitProbes", () => {
  it("bounds by address how often the parts are asked, and nobody where the limiter fails", async () => {
    const probe = (edgeOf: ReturnType<typeof edge>) => {
      now += 10 * PERIOD_MS;
      vi.setSystemTime(now);
      return edgeOf.ask("/healthz/parts", { headers: { "cf-connecting-ip": "192.0.2.7" } });
    };
    const refused = await probe(edge({ REFUSAL_RATE: no }));
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    expect((await probe(edge({ REFUSAL_RATE: broken }))).status).toBe(200);
    const { asked, ask } = edge();
    for (let times = 0; times < 3; times++) expect((await ask("/healthz/parts")).status).toBe(200);
    expect(asked).toEqual([]);
    expect((await ask("/healthz")).status).toBe(200);
  });
});

describe("limitRate", () => {
  it("asks no limiter about whoever comes as often as people do, and refuses whoever is over until the period ends", async () => {
    const { asked, post } = edge({ VISITOR_RATE: no });
    const [anonymousId, other] = [anAnonymousId(), anAnonymousId()];
    for (let time = 0; time < 9; time++) expect((await post("/v1/page", aPage(anonymousId))).status).toBe(200);
    expect(asked).toEqual([]);
    vi.setSystemTime(now + 4_000);
    for (let time = 0; time < 3; time++) {
      const { status, headers } = await post("/v1/page", aPage(anonymousId));
      expect([status, headers.get("retry-after")]).toEqual([429, "6"]);
    }
    expect(asked).toEqual(["VISITOR_RATE"]);
    expect((await post("/v1/page", aPage(other))).status).toBe(200);
    vi.setSystemTime(now + PERIOD_MS);
    expect((await post("/v1/page", aPage(anonymousId))).status).toBe(200);
  });

  it("counts a decision for a twentieth of what is stored", async () => {
    const { asked, post } = edge({ VISITOR_RATE: no });
    const anonymousId = anAnonymousId();
    const statuses: number[] = [];
    for (let time = 0; time < 200; time++) statuses.push((await post("/v1/decide", { anonymousId, slots: [] })).status);
    expect([statuses.indexOf(429), asked]).toEqual([199, ["SITE_RATE", "VISITOR_RATE", "SITE_RATE"]]);
  });

  it("bounds a site as a whole, whoever comes, and no other site", async () => {
    const crowded = await makeSite();
    const { post } = edge({ SITE_RATE: no });
    const statuses: number[] = [];
    for (let time = 0; time < 102; time++)
      statuses.push((await post("/v1/decide", { writeKey: crowded.writeKey, anonymousId: anAnonymousId() })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(99);
    expect(statuses.slice(-3)).toEqual([429, 429, 429]);
    expect((await post("/v1/decide", { anonymousId: anAnonymousId() })).status).toBe(200);
  });

  it("says after how many whole seconds to come again, so that pages of other origins can read it, in each protocol's own shape", async () => {
    const { ask, post } = edge({ VISITOR_RATE: no });
    const anonymousId = anAnonymousId();
    const origin = { origin: "https://shop.example" };
    const json = { ...origin, "content-type": "application/json", authorization: `Bearer ${site.writeKey}` };
    for (let time = 0; time < 9; time++) await post("/v1/page", aPage(anonymousId));
    const cookie = { ...origin, cookie: `rfedge_id=${anonymousId}` };
    const answers = [
      await post("/v1/page", aPage(anonymousId), origin),
      await post("/v1/batch", { batch: [{ type: "page", ...aPage(anonymousId) }] }, origin),
      await post("/v1/decide", { anonymousId }, origin),
      await post("/ofrep/v1/evaluate/flags", { context: { targetingKey: anonymousId } }, json),
      await ask(`/v1/snippets/hero?key=${site.writeKey}`, { headers: cookie }),
    ];
    for (const { status, headers } of answers) {
      expect(status).toBe(429);
      expect(headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
      expect(headers.get("access-control-allow-origin")).toBe("*");
      expect(headers.get("access-control-expose-headers")).toContain("Retry-After");
    }
    expect(await answers[0]?.json()).toMatchObject({ success: false });
    expect(await answers[3]?.json()).toMatchObject({ errorCode: "GENERAL" });
  });

  it("stores nothing that it refuses, and once what is sent again", async () => {
    const { post } = edge({ VISITOR_RATE: no });
    const anonymousId = anAnonymousId();
    const view = { messageId: crypto.randomUUID(), ...aPage(anonymousId) };
    for (let time = 0; time < 190; time++) await post("/v1/decide", { anonymousId, slots: [] });
    const path = `/v1/sites/${site.key}/visitors/${anonymousId}`;
    expect((await post("/v1/page", view)).status).toBe(429);
    expect((await askAs(site.token, "GET", path)).status).toBe(404);
    vi.setSystemTime(now + PERIOD_MS);
    for (let time = 0; time < 3; time++) expect((await post("/v1/page", view)).status).toBe(200);
    const { totals } = await (await askAs(site.token, "GET", path)).json<{ totals: { pageViews: number } }>();
    expect(totals.pageViews).toBe(1);
  });

  it("lets everybody pass where the limiter fails", async () => {
    const { asked, post } = edge({ VISITOR_RATE: broken, SITE_RATE: broken });
    const anonymousId = anAnonymousId();
    for (let time = 0; time < 11; time++) expect((await post("/v1/page", aPage(anonymousId))).status).toBe(200);
    expect(asked).toEqual(["VISITOR_RATE"]);
  });

  it("leaves a back end alone, which speaks for many", async () => {
    const { asked, post } = edge({ VISITOR_RATE: no });
    const headers = { authorization: `Bearer ${site.serverKey}` };
    const anonymousId = anAnonymousId();
    for (let time = 0; time < 11; time++)
      expect((await post("/v1/page", aPage(anonymousId), headers)).status).toBe(200);
    expect(asked).toEqual([]);
  });
});

describe("limitSignIn", () => {
  it("shuts out marketers and the operator while the limiter fails, and no key", async () => {
    const { signIn, post } = edge({ SIGN_IN_RATE: broken });
    for (const token of [site.token, site.token, ROOT]) {
      const { status, headers } = await signIn(token);
      expect([status, headers.get("retry-after")]).toEqual([503, "10"]);
    }
    expect((await post("/v1/page", aPage(anAnonymousId()))).status).toBe(200);
    expect((await edge().signIn(site.token)).status).toBe(200);
  });

  it("refuses whoever signs in too often", async () => {
    const { signIn } = edge({ SIGN_IN_RATE: no });
    const { status, headers } = await signIn(site.token, "192.0.2.9");
    expect([status, headers.get("retry-after")]).toEqual([429, "10"]);
  });
});

describe("a credential that is refused", () => {
  const wrong = () => `mt_${site.key}_${"B".repeat(32)}`;

  it("is counted, and shuts its address out of that site when there are too many, for a minute", async () => {
    const other = await makeSite();
    let left = 3;
    const { signIn, ask } = edge({ REFUSAL_RATE: () => left-- > 0 });
    for (let time = 0; time < 3; time++) expect((await signIn(wrong(), "192.0.2.2")).status).toBe(401);
    const refused = await signIn(wrong(), "192.0.2.2");
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "60"]);
    vi.setSystemTime(now + 30_000);
    const still = await signIn(site.token, "192.0.2.2");
    expect([still.status, still.headers.get("retry-after")]).toEqual([429, "30"]);
    // Elsewhere, and at another site, nobody is worse off for it.
    expect((await signIn(site.token, "192.0.2.3")).status).toBe(200);
    const headers = { authorization: `Bearer ${other.token}`, "cf-connecting-ip": "192.0.2.2" };
    expect((await ask(`/v1/sites/${other.key}/segments`, { headers })).status).toBe(200);
    vi.setSystemTime(now + 60_000);
    expect((await signIn(site.token, "192.0.2.2")).status).toBe(200);
  });

  it("shuts nobody else out where addresses are not told", async () => {
    const { signIn } = edge({ REFUSAL_RATE: no });
    expect((await signIn(wrong(), "")).status).toBe(429);
    expect((await signIn(site.token, "")).status).toBe(200);
  });

  it("is not answered at all where it cannot be counted", async () => {
    const { signIn } = edge({ REFUSAL_RATE: broken });
    expect((await signIn(wrong(), "192.0.2.4")).status).toBe(503);
    expect((await signIn("anything", "192.0.2.4")).status).toBe(503);
  });

  it("tells the limiter no address", async () => {
    const keys: string[] = [];
    const { signIn } = edge({ REFUSAL_RATE: (key) => keys.push(key) > 0, SIGN_IN_RATE: (key) => keys.push(key) > 0 });
    await signIn(wrong(), "192.0.2.5");
    expect(keys).toHaveLength(2);
    expect(keys.join()).not.toContain("192.0.2");
  });
});

describe("wrangler.toml's own limits", () => {
  it("let six hundred refusals a minute pass, and end them", async () => {
    const headers = { authorization: `Bearer mt_${site.key}_${"C".repeat(32)}`, "cf-connecting-ip": "192.0.2.6" };
    const refuse = async () => {
      const request = new Request(`https://edge.test/v1/sites/${site.key}/segments`, { headers });
      return (await app.fetch(request, env, createExecutionContext())).status;
    };
    for (let time = 0; time < 600; time++) expect(await refuse()).toBe(401);
    // Should a minute end in between, they begin anew: once.
    let more = 0;
    while (more < 601 && (await refuse()) === 401) more += 1;
    expect(more).toBeLessThan(601);
  });
});
