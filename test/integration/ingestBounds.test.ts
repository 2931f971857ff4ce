import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2027, 2, 1, 12);
const BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
});

beforeEach(() => {
  vi.setSystemTime(START);
});

afterEach(() => {
  vi.useRealTimers();
});

const { eventsOf } = peopleOf(() => site);
const isKnown = async (anonymousId: string) =>
  (await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).status === 200;

/** Sends a body that is too much for every route that takes one. */
async function statusesOf(body: BodyInit, more: Record<string, string> = {}) {
  const headers = { authorization: `Bearer ${site.writeKey}`, "content-type": "application/json", ...more };
  const asAdmin = { ...headers, authorization: `Bearer ${site.token}` };
  const post = async (path: string, all: Record<string, string>, method = "POST") =>
    (await ask(path, { method, headers: all, body })).status;
  return {
    track: await post("/v1/track", headers),
    batch: await post("/v1/batch", headers),
    decide: await post("/v1/decide", headers),
    flags: await post("/ofrep/v1/evaluate/flags", headers),
    draft: await post(`/v1/sites/${site.key}/config/draft`, asAdmin, "PUT"),
    import: await post(`/v1/sites/${site.key}/import`, asAdmin),
  };
}

describe("a body beyond the bounds", () => {
  it("is 400 by the protocols that know no other, and 413 elsewhere: over a megabyte, and a megabyte packed into little", async () => {
    const text = JSON.stringify({ anonymousId: "a", event: "x", properties: { a: "a".repeat(1_000_000) } });
    const refused = { track: 400, batch: 400, decide: 413, flags: 400, draft: 413, import: 413 };
    expect(await statusesOf(text)).toEqual(refused);
    const packed = new Response(new Blob([" ".repeat(20_000_000)]).stream().pipeThrough(new CompressionStream("gzip")));
    const bomb = await packed.arrayBuffer();
    expect(bomb.byteLength).toBeLessThan(30_000);
    expect(await statusesOf(bomb, { "content-encoding": "gzip" })).toEqual(refused);
  });

  const track = (properties: object, more: object = {}) =>
    send(site, "track", { anonymousId: "somebody", event: "x", properties, ...more });
  const nested = (depth: number): object => (depth === 0 ? {} : { a: nested(depth - 1) });

  it.each<[string, () => Promise<Response>, number]>([
    ["names of 255 characters", () => track({ ["n".repeat(255)]: 1 }), 200],
    ["a name of 256", () => track({ ["n".repeat(256)]: 1 }), 400],
    ["an event's name of 255", () => track({}, { event: "e".repeat(255) }), 200],
    ["an event's name of 256", () => track({}, { event: "e".repeat(256) }), 400],
    ["a depth of 8", () => track(nested(6)), 200],
    ["a depth of 9", () => track(nested(7)), 400],
    ["9,000 elements", () => track({ list: Array.from({ length: 9_000 }, () => 1) }), 200],
    ["10,001 elements", () => track({ list: Array.from({ length: 10_001 }, () => 1) }), 400],
    ["almost 32 KB", () => track({ text: "t".repeat(32_000) }), 200],
    ["over 33 KB", () => track({ text: "t".repeat(34_000) }), 400],
  ])("is refused where it is one: %s", async (_, sent, status) => {
    expect((await sent()).status).toBe(status);
  });

  it("costs no other event of its batch", async () => {
    const [good, large] = [anAnonymousId(), anAnonymousId()];
    const batch = [
      { type: "track", anonymousId: good, event: "x", properties: { text: "t".repeat(1_000) } },
      { type: "track", anonymousId: large, event: "x", properties: { text: "t".repeat(33_000) } },
      { type: "track", anonymousId: good, event: "y" },
    ];
    const answer = await send(site, "batch", { batch });
    expect(await answer.json()).toMatchObject({ success: true, rejected: [{ index: 1 }] });
    expect((await eventsOf(good)).map(({ name }) => name).sort()).toEqual(["x", "y"]);
    expect(await isKnown(large)).toBe(false);
  });
});

describe("an event's instant", () => {
  const iso = (at: number) => new Date(at).toISOString();
  const kept = async (message: object, sentAt?: string) => {
    const anonymousId = anAnonymousId();
    const body = { anonymousId, event: "x", ...message, ...(sentAt !== undefined && { sentAt }) };
    expect((await send(site, "track", body)).status).toBe(200);
    const [event] = (await isKnown(anonymousId)) ? await eventsOf(anonymousId) : [];
    return event?.at;
  };

  it("is what the sender's clock would have shown had it been right, to the millisecond", async () => {
    for (const skew of [-3 * 3_600_000, -1, 0, 1, 7_654_321]) {
      const originalTimestamp = iso(START + skew - 12_345);
      expect(await kept({ timestamp: originalTimestamp, originalTimestamp }, iso(START + skew))).toBe(
        iso(START - 12_345),
      );
    }
  });

  it("is never in the future, whatever a sender says", async () => {
    expect(await kept({ timestamp: iso(START + DAY_MS) })).toBe(iso(START));
    expect(await kept({ timestamp: iso(START + 3_600_000) }, iso(START))).toBe(iso(START));
  });

  it("must be within what is kept of behaviour; of orders it need not", async () => {
    const old = iso(START - 396 * DAY_MS);
    expect(await kept({ timestamp: old })).toBeUndefined();
    const order = { event: "Order Completed", properties: { order_id: anAnonymousId(), revenue: 5 } };
    expect(await kept({ timestamp: old, ...order })).toBe(old);
  });
});

describe("a page view that nobody has seen", () => {
  const browser = { context: { library: { name: "analytics.js" }, page: { url: "https://shop.example/", path: "/" } } };
  const view = async (headers: Record<string, string>, message: object = browser) => {
    const anonymousId = anAnonymousId();
    const body = JSON.stringify({ writeKey: site.writeKey, ...aPage(anonymousId), ...message });
    expect((await ask("/v1/page", { method: "POST", headers, body })).status).toBe(200);
    return await isKnown(anonymousId);
  };

  it.each<[string, Record<string, string>, object | undefined, boolean]>([
    ["a person's", { "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0" }, undefined, true],
    ["a bot's", { "user-agent": BOT }, undefined, false],
    ["a prefetch", { "sec-purpose": "prefetch" }, undefined, false],
    ["a prerendered page's", { "sec-purpose": "prefetch;prerender" }, undefined, false],
    [
      "a server library's, which is no bot",
      { "user-agent": "curl/8.0" },
      { context: { library: { name: "analytics-node" } } },
      true,
    ],
  ])("is nobody's: %s", async (_, headers, message, isCounted) => {
    expect(await view(headers, message)).toBe(isCounted);
  });

  it("asked by HEAD is none", async () => {
    const anonymousId = anAnonymousId();
    const answer = await ask(`/v1/snippets/hero?key=${site.writeKey}`, {
      method: "HEAD",
      headers: { cookie: `rfedge_id=${anonymousId}` },
    });
    expect(answer.status).toBeLessThan(500);
    expect((await ask("/v1/page", { method: "HEAD" })).status).toBe(404);
    expect(await isKnown(anonymousId)).toBe(false);
  });
});
