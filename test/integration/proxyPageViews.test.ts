import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { countRows } from "../support/countedRows.ts";
import { anAnonymousId, anOrder, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { aPage, filledFor, makeServed, originAnswers, PAGE, type ServedSite } from "../support/servedSite.ts";

let site: ServedSite;
const people = peopleOf(() => site);

beforeAll(async () => {
  site = await makeServed({ site: { countPageViews: "proxy" } });
  // Whose host it is is asked of KV once for all pages of half a minute.
  originAnswers();
  await site.visit("/robots.txt", { accept: "*/*", "sec-fetch-dest": "empty" });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const as = (anonymousId: string) => ({ cookie: `rfedge_id=${anonymousId}` });

/** Visits, and says how often a visitor's object was asked and what was set. */
async function visited(path: string, headers: Readonly<Record<string, string>> = {}, init: RequestInit = {}) {
  const requests = vi.spyOn(env.VISITOR, "getByName");
  const reads = vi.spyOn(env.PUBLISHED, "get");
  try {
    const answer = await site.visit(path, headers, init);
    const cookie = answer.headers.get("set-cookie");
    return {
      answer,
      cookie,
      id: /rfedge_id=([\w-]+)/.exec(cookie ?? "")?.[1] ?? null,
      asked: requests.mock.calls.length,
      reads: reads.mock.calls.length,
    };
  } finally {
    requests.mockRestore();
    reads.mockRestore();
  }
}

describe("a page view that the proxy counts", () => {
  it("makes a new visitor, who is decided for with it counted, and known from then on", async () => {
    originAnswers();
    const { answer, cookie, id, asked, reads } = await visited("/first?utm_source=n&secret=s", {
      referer: "https://search.example/?q=x",
    });
    expect(await answer.text()).toBe(filledFor("anonymous-prospect"));
    expect([answer.headers.get("server-timing"), answer.headers.get("cache-control")]).toEqual([
      "visitor",
      "private, no-store",
    ]);
    expect(cookie).toMatch(/^rfedge_id=[0-9a-f-]{36}; Path=\/; Max-Age=34128000; SameSite=Lax; Secure$/);
    expect([asked, reads]).toEqual([1, 0]);
    const visitor = await people.read(id ?? "");
    expect(visitor).toMatchObject({ anonymousIds: [id], totals: { pageViews: 1, sessions: 1 } });
    const [event] = await people.eventsOf(id ?? "");
    expect(event?.message).toMatchObject({
      type: "page",
      context: {
        page: {
          url: `https://${site.host}/first?utm_source=n`,
          path: "/first",
          referrer: "https://search.example/?q=x",
        },
      },
    });
    expect(JSON.stringify(event)).not.toMatch(/Mozilla|secret/);
  });

  it("costs one row and one request of the visitor's object, and sets no cookie again", async () => {
    originAnswers();
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 20));
    const object = env.VISITOR.get(env.VISITOR.idFromString(visitorIdOf(env, site.key, { anonymousId })));
    await visited("/", as(anonymousId));
    const rows = await runInDurableObject(object, (_, state) => countRows(state.storage));
    for (let views = 1; views <= 3; views++) {
      const { answer, cookie, asked, reads } = await visited("/", as(anonymousId));
      expect(await answer.text()).toBe(filledFor("new"));
      expect([cookie, asked, reads, rows.sql, rows.alarms]).toEqual([null, 1, 0, views, 0]);
    }
    expect((await people.read(anonymousId)).totals.pageViews).toBe(4);
  });

  it("counts a page that the visitor's browser has already", async () => {
    originAnswers((asked) => (asked.headers.has("if-none-match") ? new Response(null, { status: 304 }) : aPage("<p>")));
    const anonymousId = anAnonymousId();
    const { answer } = await visited("/", { ...as(anonymousId), "if-none-match": '"v1"' });
    expect(answer.status).toBe(304);
    expect((await people.read(anonymousId)).totals.pageViews).toBe(1);
  });

  const bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
  it.each<[string, Record<string, string>, RequestInit?, number?]>([
    ["a bot's", { "user-agent": bot }],
    ["a prefetched page's", { "sec-purpose": "prefetch" }],
    ["a prerendered page's", { "sec-purpose": "prefetch;prerender" }],
    ["a page's in a frame", { "sec-fetch-dest": "iframe" }],
    ["a script's", { "sec-fetch-dest": "empty" }],
    ["a HEAD request's", {}, { method: "HEAD" }],
    ["a form's", {}, { method: "POST", body: "a=1" }],
    ["an error page's", {}, {}, 404],
    ["a broken server's", {}, {}, 500],
    ["who sends Global Privacy Control", { "sec-gpc": "1" }],
  ])("does not count %s", async (_, headers, init = {}, status = 200) => {
    vi.spyOn(console, "log").mockImplementation(() => undefined);
    originAnswers(() => aPage(init.method === "HEAD" ? null : PAGE, { status }));
    const record = vi.spyOn(VisitorObject.prototype, "record");
    for (const cookie of [{}, as(anAnonymousId())]) {
      const { answer, cookie: set } = await visited("/", { ...cookie, ...headers }, init);
      expect([answer.status, set]).toEqual([status, null]);
    }
    expect(record).not.toHaveBeenCalled();
  });

  it("does not count what is no page, nor anything where the tag counts or consent is required", async () => {
    originAnswers((asked) => (asked.url.endsWith(".pdf") ? new Response("%PDF") : aPage()));
    const record = vi.spyOn(VisitorObject.prototype, "record");
    expect((await visited("/a.pdf")).cookie).toBeNull();
    for (const config of [{}, { site: { countPageViews: "proxy" }, privacy: { requireConsent: true } }]) {
      const other = await makeServed(config);
      const answer = await other.visit("/");
      expect([await answer.text(), answer.headers.get("set-cookie")]).toEqual([PAGE, null]);
    }
    expect(record).not.toHaveBeenCalled();
  });

  it("shows the server's own page where the object fails, and makes nobody known whom it has not kept", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    originAnswers();
    vi.spyOn(VisitorObject.prototype, "record").mockRejectedValue(new Error("on purpose"));
    const { answer, cookie } = await visited("/");
    expect([await answer.text(), answer.headers.get("server-timing"), cookie]).toEqual([
      PAGE,
      'default;desc="unavailable"',
      null,
    ]);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=60");
  });

  it("takes no cookie for an id that names nobody in particular", async () => {
    originAnswers();
    const { answer } = await visited("/", as("undefined"));
    expect([await answer.text(), answer.headers.get("server-timing")]).toEqual([PAGE, 'default;desc="unknown"']);
  });
});
