import { createExecutionContext } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { app } from "../../worker/app.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder, send } from "../support/messages.ts";
import { aPage, filledFor, makeServed, originAnswers, PAGE, type ServedSite, whole } from "../support/servedSite.ts";
import { ask, askAs, publishConfig } from "../support/site.ts";

let site: ServedSite;

beforeAll(async () => {
  site = await makeServed();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Somebody whose only order makes them new. */
async function aBuyer(): Promise<string> {
  const anonymousId = anAnonymousId();
  await send(site, "track", anOrder(anonymousId, `o-${anonymousId}`, 20));
  return anonymousId;
}

const as = (anonymousId: string) => ({ cookie: `rfedge_id=${anonymousId}` });

describe("a page under the site's own host", () => {
  it("is fetched from the site's own server, with what the visitor asked, and filled for whoever the cookie names", async () => {
    const fetched = originAnswers();
    const anonymousId = await aBuyer();
    const answer = await site.visit("/a/b%2Fc?d=%20e", { ...as(anonymousId), "x-forwarded-host": "evil.example" });
    expect(await answer.text()).toBe(filledFor("new"));
    expect([answer.status, answer.headers.get("server-timing")]).toEqual([200, "visitor"]);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("etag")).toBeNull();
    expect(answer.headers.get("set-cookie")).toBeNull();
    const asked = fetched.mock.calls[0]?.[0] as Request;
    expect(asked.url).toBe("https://origin.example/a/b%2Fc?d=%20e");
    expect(asked.redirect).toBe("manual");
    expect(Object.fromEntries(asked.headers)).toMatchObject({
      cookie: `rfedge_id=${anonymousId}`,
      "x-forwarded-host": site.host,
      "x-forwarded-proto": "https",
      "cdn-loop": `rfedge; site="${site.key}"`,
    });
  });

  it("shows two visitors each their own, and neither may be kept", async () => {
    originAnswers();
    const buyer = await aBuyer();
    for (const [id, segment] of [
      [buyer, "new"],
      [anAnonymousId(), "anonymous-prospect"],
      [buyer, "new"],
    ] as const) {
      const answer = await site.visit("/", as(id));
      expect(await answer.text()).toBe(filledFor(segment));
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });

  it("takes Segment's cookie too", async () => {
    originAnswers();
    const answer = await site.visit("/", { cookie: "ajs_anonymous_id=%22somebody%22" });
    expect(await answer.text()).toBe(filledFor("anonymous-prospect"));
  });

  it("is the server's own, with its caching, for who has no id, sends Global Privacy Control, or whose slot stays as it is", async () => {
    originAnswers();
    const known = vi.spyOn(VisitorObject.prototype, "known");
    const buyer = await aBuyer();
    const returned = anAnonymousId();
    await send(site, "track", anOrder(returned, "r-1", 20, { timestamp: new Date(Date.now() - 1e10).toISOString() }));
    known.mockClear();
    for (const [headers, timing] of [
      [{}, 'default;desc="unknown"'],
      [{ ...as(buyer), "sec-gpc": "1" }, 'default;desc="privacy"'],
      [as(returned), 'visitor;desc="no slot"'],
    ] as const) {
      const answer = await site.visit("/", headers);
      expect([await answer.text(), answer.headers.get("server-timing")]).toEqual([PAGE, timing]);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
      expect(answer.headers.get("etag")).toBe('"v1"');
    }
    expect(known).toHaveBeenCalledOnce();
  });

  it("knows nobody where the site requires consent", async () => {
    originAnswers();
    const careful = await makeServed({ privacy: { requireConsent: true } });
    const known = vi.spyOn(VisitorObject.prototype, "known");
    const answer = await careful.visit("/", as(anAnonymousId()));
    expect([await answer.text(), answer.headers.get("server-timing")]).toEqual([PAGE, 'default;desc="privacy"']);
    expect(known).not.toHaveBeenCalled();
  });

  it("asks no object for what is no page", async () => {
    originAnswers(() => new Response("body{}", { headers: { "content-type": "text/css" } }));
    const known = vi.spyOn(VisitorObject.prototype, "known");
    const answer = await site.visit("/a.css", {
      ...as(anAnonymousId()),
      accept: "text/css,*/*",
      "sec-fetch-dest": "style",
    });
    expect([await answer.text(), answer.headers.get("server-timing")]).toEqual(["body{}", null]);
    expect(known).not.toHaveBeenCalled();
  });

  it("is fetched whole where the visitor has the page of before it was decided; one without a slot need not be", async () => {
    const slotless = "<p>No slot</p>";
    const fetched = originAnswers((asked) =>
      asked.headers.has("if-none-match")
        ? new Response(null, { status: 304, headers: { etag: '"v1"' } })
        : aPage(asked.url.endsWith("/slotless") ? slotless : PAGE),
    );
    const has = { "if-none-match": '"v1"', "if-modified-since": "Thu, 26 Nov 2026 10:00:00 GMT" };
    const filled = await site.visit("/", { ...as(anAnonymousId()), ...has });
    expect([filled.status, await filled.text()]).toEqual([200, filledFor("anonymous-prospect")]);
    expect(fetched).toHaveBeenCalledTimes(2);
    const same = await site.visit("/slotless", { ...as(anAnonymousId()), ...has });
    expect([same.status, same.headers.get("etag")]).toEqual([304, '"v1"']);
    const unknown = await site.visit("/", has);
    expect(unknown.status).toBe(304);
  });

  it("adds to what its server says of its own timing", async () => {
    originAnswers(() => aPage(PAGE, { headers: { "server-timing": "db;dur=3" } }));
    const answer = await site.visit("/", as(anAnonymousId()));
    expect(answer.headers.get("server-timing")).toBe('db;dur=3, visitor;desc="unknown"');
  });

  it("may be kept by no cache that has a word of its own for that", async () => {
    const words = { "cdn-cache-control": "max-age=60", "surrogate-control": "max-age=60", "x-accel-expires": "60" };
    originAnswers(() => aPage(PAGE, { headers: words }));
    const answer = await site.visit("/", as(anAnonymousId()));
    expect(Object.keys(words).map((name) => answer.headers.get(name))).toEqual([null, null, null]);
  });
});

describe("a page whose decision fails", () => {
  it("is the server's own where the visitor's object fails or is late", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    originAnswers();
    const known = vi.spyOn(VisitorObject.prototype, "known");
    const hasty = await makeServed({ site: { budgetMs: 1 } });
    known.mockImplementation(() => new Promise(() => {}));
    const late = await hasty.visit("/", as(anAnonymousId()));
    expect([await late.text(), late.headers.get("server-timing")]).toEqual([PAGE, 'default;desc="timeout"']);
    known.mockRejectedValue(new Error("on purpose"));
    const failed = await site.visit("/", as(anAnonymousId()));
    expect([await failed.text(), failed.headers.get("server-timing")]).toEqual([PAGE, 'default;desc="unavailable"']);
    expect(failed.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("is the server's own where the rewriter cannot be had", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    originAnswers();
    vi.spyOn(HTMLRewriter.prototype, "transform").mockImplementation(() => {
      throw new Error("on purpose");
    });
    const answer = await site.visit("/", as(anAnonymousId()));
    expect([answer.status, await answer.text()]).toEqual([200, PAGE]);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("is 502 where the server cannot be reached", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    originAnswers(() => Promise.reject(new Error("on purpose")));
    const gone = await site.visit("/");
    expect([gone.status, gone.headers.get("content-type")]).toEqual([502, "application/problem+json"]);
    expect(await gone.text()).not.toContain("origin.example");
  });

  it("is 502 where a deployed Worker finds a developer's own machine in its configuration, which it never asks", async () => {
    const asked = originAnswers(() => new Response("a secret"));
    const own = await makeServed({ site: { origin: "http://127.0.0.1:8080" } });
    const request = new Request(`https://${own.host}/`, { headers: { accept: "text/html" } });
    const answer = await app.fetch(request, { ...env, RFEDGE_LOCAL: "" }, createExecutionContext());
    expect(answer.status).toBe(502);
    expect(asked).not.toHaveBeenCalled();
  });

  it("is 502 where the server is this very site", async () => {
    originAnswers();
    const answer = await site.visit("/", { "cdn-loop": `cloudflare, rfedge; site="${site.key}"` });
    expect(answer.status).toBe(502);
  });
});

describe("what is asked under a site's own host", () => {
  it("is the site's, but for the calls that its own pages make", async () => {
    const fetched = originAnswers((asked) => new Response(new URL(asked.url).pathname));
    for (const path of ["/docs/", "/demo/", "/healthz", "/p/demo/", "/v1/products", "/openapi.json"])
      expect(await (await site.visit(path)).text()).toBe(path);
    fetched.mockClear();
    const body = JSON.stringify({ writeKey: site.writeKey, anonymousId: anAnonymousId() });
    const decided = await exports.default.fetch(`https://${site.host}/v1/decide`, { method: "POST", body });
    expect(await decided.json()).toMatchObject({ segment: "anonymous-prospect" });
    expect(fetched).not.toHaveBeenCalled();
  });

  it("reaches the server whatever the method is, with its body", async () => {
    originAnswers(async (asked) => new Response(`${asked.method} ${await asked.text()}`));
    for (const method of ["POST", "PUT", "DELETE", "OPTIONS"])
      expect(await (await site.visit("/form", {}, { method, body: "a=1" })).text()).toBe(`${method} a=1`);
  });

  it("is this Worker's own where no site has the host, or its site has no server", async () => {
    const fetched = originAnswers();
    expect((await whole(await exports.default.fetch("https://nobody.shop.example/healthz"))).status).toBe(200);
    const gone = await makeServed();
    expect((await gone.visit("/")).status).toBe(200);
    fetched.mockClear();
    await publishConfig(gone, { site: { origins: [`https://${gone.host}`] } });
    expect((await gone.visit("/healthz")).status).toBe(200);
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe("a host that KV cannot be asked about", () => {
  it("has this Worker's own files, and nothing else for a while", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(env.PUBLISHED, "get").mockRejectedValue(new Error("on purpose"));
    const host = `https://${crypto.randomUUID()}.shop.example`;
    expect((await whole(await exports.default.fetch(`${host}/healthz`))).status).toBe(200);
    const answer = await whole(await exports.default.fetch(`${host}/any-page`));
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  });
});

describe("/p/{site}/, in local development", () => {
  it("serves the site without a host of its own, and sends whoever leaves out the slash there", async () => {
    originAnswers();
    const answer = await ask(`/p/${site.key}/x`, { headers: { ...as(anAnonymousId()), accept: "text/html" } });
    expect(await answer.text()).toBe(filledFor("anonymous-prospect"));
    const bare = await ask(`/p/${site.key}?a=1`);
    expect([bare.status, bare.headers.get("location")]).toEqual([308, `/p/${site.key}/?a=1`]);
    expect((await whole(await ask("/p/nowhere/"))).status).toBe(404);
    const named = await exports.default.fetch(`http://${site.key}.localhost:8787/x`, { headers: as(anAnonymousId()) });
    expect(await named.text()).toBe(filledFor("anonymous-prospect"));
  });
});

describe("PUT /v1/sites/{site}/config/draft", () => {
  const errorsOf = async (config: object, key = site) => {
    const answer = await askAs(key.token, "PUT", `/v1/sites/${key.key}/config/draft`, config);
    return [answer.status, (await answer.json<{ errors?: unknown }>()).errors];
  };

  it.each([
    ["http://shop.example", "must begin with https://"],
    ["https://shop.example:8443", "must not name a port other than 443"],
    ...["10.0.0.1", "127.1", "0x7f.1", "2130706433", "169.254.169.254", "[::1]", "localhost", "db.internal"].map(
      (host) => [`https://${host}`, "must be a host that everybody can reach, by its name"],
    ),
  ])("refuses to serve from %s", async (origin, message) => {
    expect(await errorsOf({ site: { origin } })).toEqual([422, [{ path: "/site/origin", message }]]);
  });

  it("refuses a host that is another site's, and the one it is asked under", async () => {
    const taken = {
      site: { origin: "https://origin.example", origins: ["https://a.example", `https://${site.host}`] },
    };
    const other = await makeServed();
    expect(await errorsOf(taken, other)).toEqual([
      422,
      [{ path: "/site/origins/1", message: "is served as another site's" }],
    ]);
    expect((await errorsOf(taken))[0]).toBe(200);
    expect(await errorsOf({ site: { ...taken.site, origins: ["https://edge.test"] } })).toEqual([
      422,
      [
        {
          path: "/site/origins/0",
          message: "is where this Worker itself is asked: a site is served under a host of its own",
        },
      ],
    ]);
  });

  it("says who may count page views", async () => {
    expect(await errorsOf({ site: { countPageViews: "both" } })).toEqual([
      422,
      [{ path: "/site/countPageViews", message: "must be tag or proxy" }],
    ]);
  });
});
