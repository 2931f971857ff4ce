import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { previewIn } from "#shared/wire/previews";
import { anAnonymousId } from "../support/messages.ts";
import { aPage, filledFor, makeServed, OWN, originAnswers, PAGE, type ServedSite } from "../support/servedSite.ts";
import { askAs } from "../support/site.ts";

let site: ServedSite;
let preview: string;

beforeAll(async () => {
  site = await makeServed({ site: { countPageViews: "proxy" } });
  const path = `/v1/sites/${site.key}`;
  const published = await (await askAs(site.token, "GET", `${path}/config`)).json<{ config: { slots: object[] } }>();
  const [hero] = published.config.slots;
  const slots = [{ ...hero, snippets: [{ key: "drafted", rule: { all: [] }, content: "<b>As drafted</b>" }] }];
  await askAs(site.token, "PUT", `${path}/config/draft`, { ...published.config, slots });
  preview = await previewTo({ draft: true });
  originAnswers();
  await site.visit("/");
});

afterEach(() => vi.restoreAllMocks());

async function previewTo(body: object): Promise<string> {
  const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/previews`, body);
  return previewIn((await answer.json<{ url: string }>()).url) ?? "";
}

const BANNER = /<rfedge-preview>.*<\/rfedge-preview>/s;
const withoutBanner = (text: string) => text.replace(BANNER, "");
const drafted = PAGE.replace(OWN, "<b>As drafted</b>");

describe("a page in preview", () => {
  it("is filled as previewed under a banner, and is neither counted nor cached", async () => {
    const asked = originAnswers(() => aPage(`<!doctype html><body>${PAGE}`));
    const [visitors, puts, gets] = [
      vi.spyOn(env.VISITOR, "getByName"),
      vi.spyOn(env.PUBLISHED, "put"),
      vi.spyOn(env.PUBLISHED, "get"),
    ];
    const anonymousId = anAnonymousId();
    const answer = await site.visit(`/sale?a=%20&rfedge_preview=${preview}&b`, {
      cookie: `rfedge_id=${anonymousId}`,
      referer: `https://${site.host}/before?rfedge_preview=${preview}`,
      "if-none-match": '"v1"',
    });
    const text = await answer.text();
    expect(text).toMatch(/^<!doctype html><body><rfedge-preview>/);
    expect(withoutBanner(text)).toBe(`<!doctype html><body>${drafted}`);
    expect(text).toContain("Nothing is counted or stored.");
    expect(text).toContain(`href="https://${site.host}/sale?a=%20&#38;b" rel="noreferrer"`);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("referrer-policy")).toBe("same-origin");
    expect(answer.headers.get("server-timing")).toBe('visitor;desc="preview"');
    expect([answer.headers.get("set-cookie"), answer.headers.get("etag")]).toEqual([null, null]);
    expect([visitors.mock.calls.length, puts.mock.calls.length, gets.mock.calls.length]).toEqual([0, 0, 0]);
    const [request] = asked.mock.calls.map(([input]) => input as Request);
    expect(request?.url).toBe("https://origin.example/sale?a=%20&b");
    expect(request?.headers.get("referer")).toBe(`https://${site.host}/before`);
    expect(request?.headers.get("if-none-match")).toBe(null);
    vi.restoreAllMocks();
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).status).toBe(404);
  });

  it("has its banner at the end where it does not say where its body begins", async () => {
    originAnswers();
    const text = await (await site.visit(`/?rfedge_preview=${preview}`)).text();
    expect(withoutBanner(text)).toBe(drafted);
    expect(text).toMatch(/<\/rfedge-preview>$/);
  });

  it("lets its stylesheet in by the page's own nonce", async () => {
    originAnswers(() =>
      aPage(PAGE, { headers: { "content-security-policy": "default-src 'none'; style-src 'nonce-own'" } }),
    );
    const answer = await site.visit(`/?rfedge_preview=${preview}`);
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; style-src 'nonce-own'");
    expect(await answer.text()).toContain('<link rel="stylesheet" href="/v1/previews.css" nonce="own">');
  });

  it("leads on to pages in preview: by links, and where its server redirects", async () => {
    originAnswers(() => new Response(null, { status: 302, headers: { location: "/en/?x" } }));
    const redirected = await site.visit(`/?rfedge_preview=${preview}`);
    expect([redirected.status, redirected.headers.get("location")]).toEqual([
      302,
      `https://${site.host}/en/?x&rfedge_preview=${preview}`,
    ]);
    const from = { referer: `https://${site.host}/?rfedge_preview=${preview}`, "sec-fetch-mode": "navigate" };
    const followed = await site.visit("//evil.example/next?a", { ...from, "sec-fetch-site": "same-origin" });
    expect([followed.status, followed.headers.get("location"), followed.headers.get("cache-control")]).toEqual([
      302,
      `https://${site.host}//evil.example/next?a&rfedge_preview=${preview}`,
      "private, no-store",
    ]);
    originAnswers();
    for (const whence of ["cross-site", "none"]) {
      const answer = await site.visit("/next", { ...from, "sec-fetch-site": whence });
      expect([answer.status, await answer.text()]).toEqual([200, expect.not.stringContaining("rfedge-preview")]);
    }
  });

  it("passes what is no page as it came, and keeps it out of caches", async () => {
    originAnswers(
      () => new Response("{}", { headers: { "content-type": "application/json", "cache-control": "max-age=9" } }),
    );
    const answer = await site.visit(`/data?rfedge_preview=${preview}`);
    expect([await answer.text(), answer.headers.get("cache-control")]).toEqual(["{}", "private, no-store"]);
  });

  it("gives a page that cannot be filled as it came", async () => {
    originAnswers(() => aPage(PAGE, { headers: { "content-type": "text/html; charset=utf-16" } }));
    const answer = await site.visit(`/?rfedge_preview=${preview}`);
    expect([await answer.text(), answer.headers.get("cache-control")]).toEqual([PAGE, "private, no-store"]);
  });
});

describe("a preview that is not to be seen", () => {
  const published = filledFor("anonymous-prospect");

  it("is the published page under a banner that says so, and is not counted either", async () => {
    originAnswers();
    const anonymousId = anAnonymousId();
    const seen = async (token: string) => {
      const answer = await site.visit(`/?rfedge_preview=${token}`, {
        cookie: `rfedge_id=${anonymousId}`,
        "accept-language": "fi",
      });
      const text = await answer.text();
      expect(text).toContain("Esikatselu on päättynyt tai se ei kelpaa.");
      expect([answer.headers.get("cache-control"), answer.headers.get("set-cookie")]).toEqual([
        "private, no-store",
        null,
      ]);
      return withoutBanner(text);
    };
    for (const token of ["", "nonsense", `${preview.slice(0, -1)}A`, "%3Cscript%3E"])
      expect(await seen(token)).toBe(published);
    const then = Date.now() + 15 * 60_000;
    vi.spyOn(Date, "now").mockImplementation(() => then);
    expect(await seen(preview), "expired").toBe(published);
    vi.restoreAllMocks();
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).status).toBe(404);
  });

  it("because something does not answer is the published page too", async () => {
    originAnswers();
    vi.spyOn(env.SITE, "getByName").mockImplementation(() => {
      throw new Error("down");
    });
    const text = await (await site.visit(`/?rfedge_preview=${preview}`)).text();
    expect(text).toContain("cannot be shown at the moment");
    expect(withoutBanner(text)).toBe(PAGE);
  });

  it("of another site is none", async () => {
    const other = await makeServed();
    originAnswers();
    const text = await (await other.visit(`/?rfedge_preview=${preview}`)).text();
    expect(text).toContain("has expired, or is not valid");
    expect(text).not.toContain("As drafted");
  });
});
