import { previewIn } from "#shared/wire/previews";
import { anAnonymousId } from "./messages.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "./site.ts";

const PUBLISHED = "<p>As published</p>";
const DRAFTED = "<p>As drafted</p>";
const SEASONAL = "<p>In December</p>";
const shows = (key: string, eq: string, content: string) => ({ key, rule: { fact: "segment", eq }, content });
/** What is published, and what is drafted, differ by what the segment `vip` is shown. */
const config = (content: string, site: object) => ({
  site,
  slots: [
    {
      key: "hero",
      holdoutPercent: 100,
      snippets: [
        { ...shows("season", "lost", SEASONAL), from: "2026-12-01T00:00:00Z", until: "2027-01-01T00:00:00Z" },
        shows("welcome", "anonymous-prospect", content),
        shows("star", "vip", content),
        {
          key: "hello",
          rule: { fact: "orders", gte: 1 },
          content: '<p>Hi {{ traits.firstName | default: "there" }}</p>',
        },
      ],
    },
    { key: "side", snippets: [{ key: "all", rule: { all: [] }, content: "<p>Side</p>" }] },
  ],
});

/** Opens a site with something published, everybody held out, and something else drafted. */
export async function makeDrafted(settings: object = {}): Promise<TestSite> {
  const site = await makeSite();
  await publishConfig(site, config(PUBLISHED, settings));
  const path = `/v1/sites/${site.key}/config/draft`;
  const answer = await askAs(site.token, "PUT", path, config(DRAFTED, settings));
  if (answer.status !== 200) throw new Error(`no draft: ${await answer.text()}`);
  return site;
}

/** Asks for a preview. */
export function orderPreview(site: TestSite, body: object, token = site.token): Promise<Response> {
  return askAs(token, "POST", `/v1/sites/${site.key}/previews`, body);
}

/** The link to a preview. */
export async function previewLink(site: TestSite, body: object, token = site.token): Promise<string> {
  const answer = await orderPreview(site, body, token);
  if (answer.status !== 200) throw new Error(`no preview: ${await answer.text()}`);
  return (await answer.json<{ url: string }>()).url;
}

/** What a link to a preview carries. */
export async function previewToken(site: TestSite, body: object, token = site.token): Promise<string> {
  return previewIn(await previewLink(site, body, token)) ?? "";
}

/** What is decided by a preview. */
export function decideBy(site: TestSite, preview: string, more: object = {}): Promise<Response> {
  return ask("/v1/decide", { method: "POST", body: JSON.stringify({ writeKey: site.writeKey, preview, ...more }) });
}

/** What every public route says of the slot `hero` on a page whose address bears the token. */
export async function everywhere({ key, writeKey }: TestSite, token: string) {
  const url = `https://shop.example/?rfedge_preview=${token}`;
  const json = (path: string, body: object, headers = {}) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const anonymousId = anAnonymousId();
  const context = { targetingKey: anonymousId, url };
  return {
    anonymousId,
    answers: await Promise.all([
      json("/v1/decide", { writeKey, anonymousId, page: { url } }),
      json("/v1/decide", { writeKey, anonymousId, preview: token }),
      json("/v1/page", { writeKey, anonymousId, context: { page: { url } }, decide: true }),
      ask(`/v1/snippets/hero?key=${writeKey}&url=${encodeURIComponent(url)}`, {
        headers: { cookie: `rfedge_id=${anonymousId}` },
      }),
      ask(`/v1/snippets/hero?key=${writeKey}&rfedge_preview=${token}`),
      json("/ofrep/v1/evaluate/flags", { context }, { "x-api-key": writeKey }),
      json("/ofrep/v1/evaluate/flags/hero", { context }, { "x-api-key": writeKey }),
      ask(`/v1/sites/${key}/previews?rfedge_preview=${token}`),
    ]),
  };
}
