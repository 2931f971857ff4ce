import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { ChangeNoticeSchema, EvaluationFailureSchema, EvaluationsSchema } from "#shared/wire/ofrep";
import { changeNotices } from "../../worker/journeys/changeNotices.ts";
import { type PublishedSite, publish, publishedSite } from "../../worker/publishedStore.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const hero = (content: string) => ({
  site: { changeNotices: true },
  slots: [{ key: "hero", snippets: [{ key: "any", rule: { all: [] }, content }] }],
});

let telling: TestSite;
let silent: TestSite;

beforeAll(async () => {
  [telling, silent] = await Promise.all([makeSite(), makeSite()]);
  await publishConfig(telling, hero("<p>Old</p>"));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const listen = (key: string, headers: Record<string, string> = {}) =>
  ask(`/ofrep/v1/changes?key=${key}`, { headers: { origin: "https://any.example", ...headers } });

const bulk = async (site: TestSite, key: string, query = "") => {
  const answer = await askAs(key, "POST", `/ofrep/v1/evaluate/flags${query}`, {
    context: { targetingKey: "a", anonymousId: "a" },
  });
  expect([site.key, answer.status]).toEqual([site.key, 200]);
  return v.parse(EvaluationsSchema, await answer.json());
};

/** The next event or comment of a stream. */
async function next(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  return new TextDecoder().decode((await reader.read()).value);
}

describe("GET /ofrep/v1/changes", () => {
  it("is where all flags' answer sends browsers, and only where the site says so", async () => {
    const { eventStreams } = await bulk(telling, telling.writeKey);
    expect(eventStreams).toEqual([
      {
        type: "sse",
        url: `https://edge.test/ofrep/v1/changes?key=${telling.writeKey}`,
        inactivityDelaySec: 120,
      },
    ]);
    expect(await bulk(telling, telling.serverKey)).not.toHaveProperty("eventStreams");
    expect(await bulk(silent, silent.writeKey)).not.toHaveProperty("eventStreams");
  });

  it("tells a page of any origin that the site has been published", async () => {
    const own = await makeSite();
    await publishConfig(own, hero("<p>Old</p>"));
    const answer = await listen(own.writeKey);
    expect(answer.headers.get("content-type")).toBe("text/event-stream");
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const reader = answer.body?.getReader();
    if (reader === undefined) throw new Error("no body");
    expect(await next(reader)).toBe(": still here\n\n");
    const version = await publishConfig(own, hero("<p>New</p>"));
    let text = await next(reader);
    while (text.startsWith(":")) text = await next(reader);
    const [, id, data = ""] = /^id: (\d+)\ndata: (.*)\n\n$/.exec(text) ?? [];
    expect(Number(id)).toBe(version);
    const { etag } = v.parse(ChangeNoticeSchema, JSON.parse(data));
    const { flags } = await bulk(own, own.writeKey, `?flagConfigEtag=${encodeURIComponent(etag)}`);
    expect(flags).toMatchObject([{ value: "<p>New</p>" }]);
    await reader.cancel();
  });

  it("tells at once whoever missed it while the connection was broken", async () => {
    const reader = (await listen(telling.writeKey, { "last-event-id": "1" })).body?.getReader();
    expect(await (reader && next(reader))).toMatch(/^id: 2\n/);
    await reader?.cancel();
  });

  it("ends for a key that no longer holds", async () => {
    const own = await makeSite();
    await publishConfig(own, hero("<p>Old</p>"));
    const reader = (await listen(own.writeKey)).body?.getReader();
    const document = JSON.parse((await env.PUBLISHED.get(`site:${own.key}`)) ?? "");
    await publish(env, { ...document, writeKeys: [] }, "Test shop");
    let chunk = await reader?.read();
    while (chunk?.done === false) chunk = await reader?.read();
    expect(chunk).toMatchObject({ done: true });
    expect((await listen(own.writeKey)).status).toBe(401);
  });

  it.each([
    ["a site that gives none", () => silent.writeKey, 404],
    ["a server key, which is for no address", () => telling.serverKey, 403],
    ["an unknown key", () => `${telling.writeKey}x`, 401],
    ["no key", () => "", 401],
    ["a marketer", () => telling.token, 403],
  ])("is refused to %s", async (_, key, status) => {
    const answer = await listen(key());
    v.parse(EvaluationFailureSchema, await answer.json());
    expect(answer.status).toBe(status);
  });
});

describe("changeNotices", () => {
  const tick = async () => undefined;
  const at = (site: PublishedSite, version: number, isTelling = true): PublishedSite => ({
    ...site,
    version,
    config: { ...DEFAULTS, site: { ...DEFAULTS.site, changeNotices: isTelling } },
  });

  /** What a listener hears while a site goes through these versions. */
  async function heard(sites: readonly (PublishedSite | null)[], lastSeen: string | null = null): Promise<string[]> {
    const [first, ...later] = sites;
    if (!first) throw new RangeError("heard requires a site");
    const texts: string[] = [];
    for await (const text of changeNotices(first, lastSeen, { tick, look: async () => later.shift() ?? null }))
      texts.push(/^id: (\d+)/.exec(text)?.[1] ?? "-");
    return texts;
  }

  it("tells of each version once, of none that was known, and of no step back", async () => {
    const site = await publishedSite(env, telling.key);
    if (!site) throw new Error("no site");
    const versions = [2, 2, 3, 3, 2, 3, 5].map((version) => at(site, version));
    expect(await heard(versions)).toEqual(["-", "-", "3", "-", "-", "-", "5"]);
    expect(await heard(versions, "1")).toEqual(["2", "-", "3", "-", "-", "-", "5"]);
    expect(await heard(versions, "9")).toEqual(Array(7).fill("-"));
    expect(await heard(versions, "x")).toEqual(["-", "-", "3", "-", "-", "-", "5"]);
  });

  it("ends where the site gives none any more, or is gone", async () => {
    const site = await publishedSite(env, telling.key);
    if (!site) throw new Error("no site");
    expect(await heard([at(site, 2), at(site, 3, false), at(site, 4)])).toEqual(["-"]);
    expect(await heard([at(site, 2), null])).toEqual(["-"]);
  });
});

describe("flagConfigEtag", () => {
  /** Publishes as another isolate would: KV changes, this one's copy does not. */
  async function publishElsewhere(site: TestSite, content: string): Promise<number> {
    const text = await env.PUBLISHED.get(`site:${site.key}`);
    const document = JSON.parse(text ?? "");
    const model = { ...document.model, version: document.model.version + 1 };
    const changed = { ...document, model, version: document.version + 1, config: hero(content) };
    await env.PUBLISHED.put(`site:${site.key}`, JSON.stringify(changed));
    return model.version;
  }

  it("makes the copy that a notice has outrun be read again, no other, and not at every word", async () => {
    const own = await makeSite();
    await publishConfig(own, hero("<p>Old</p>"));
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const reads = vi.spyOn(env.PUBLISHED, "get");
    const valueAfter = async (query: string) => (await bulk(own, own.writeKey, query)).flags[0]?.value;
    for (const query of ["", "?flagConfigEtag=%221%22", "?flagConfigEtag=x&flagConfigLastModified=1771622898"])
      expect(await valueAfter(query)).toBe("<p>Old</p>");
    expect(reads).not.toHaveBeenCalled();
    const told = `?flagConfigEtag=%22${await publishElsewhere(own, "<p>New</p>")}%22`;
    reads.mockClear();
    expect(await valueAfter("")).toBe("<p>Old</p>");
    expect(await valueAfter(told)).toBe("<p>New</p>");
    expect(await valueAfter(told)).toBe("<p>New</p>");
    expect(reads).toHaveBeenCalledTimes(1);
    for (let times = 0; times < 5; times++) await valueAfter("?flagConfigEtag=%22999999%22");
    expect(reads).toHaveBeenCalledTimes(2);
  });

  it("costs no flag where KV fails", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(env.PUBLISHED, "get").mockRejectedValue(new Error("on purpose"));
    expect((await bulk(telling, telling.writeKey, "?flagConfigEtag=%22999%22")).flags).toHaveLength(1);
  });
});
