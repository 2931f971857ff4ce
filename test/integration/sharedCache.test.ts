import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { anAnonymousId, anOrder, send } from "../support/messages.ts";
import { filledFor, makeServed, originAnswers, PAGE, type ServedSite } from "../support/servedSite.ts";
import { ask } from "../support/site.ts";

// One cache before the Worker, which keeps whatever it may: the platform's own, by the rules of RFC 9111.
let site: ServedSite;
let buyer: string;

beforeAll(async () => {
  site = await makeServed();
  buyer = anAnonymousId();
  await send(site, "track", anOrder(buyer, "o-1", 20));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a visitor is given at an address: from the cache, else from the Worker, whose answer the cache is offered. */
async function through(address: string, answerOf: () => Promise<Response>): Promise<{ text: string; isKept: boolean }> {
  const cache = await caches.open("between");
  const kept = await cache.match(address);
  if (kept !== undefined) return { text: await kept.text(), isKept: true };
  const answer = await answerOf();
  await cache.put(address, answer.clone());
  return { text: await answer.text(), isKept: false };
}

const cookie = (id: string) => ({ cookie: `rfedge_id=${id}` });

describe("two visitors behind one cache", () => {
  it("never see each other's page", async () => {
    originAnswers();
    const address = `https://${site.host}/`;
    const seenBy = (id: string) => through(address, () => site.visit("/", cookie(id)));
    expect(await seenBy(buyer)).toEqual({ text: filledFor("new"), isKept: false });
    expect(await seenBy(anAnonymousId())).toEqual({ text: filledFor("anonymous-prospect"), isKept: false });
    expect(await seenBy(buyer)).toEqual({ text: filledFor("new"), isKept: false });
  });

  it("never see each other's fragment", async () => {
    const path = `/v1/snippets/hero?key=${site.writeKey}`;
    const seenBy = (id: string) => through(`https://edge.test${path}`, () => ask(path, { headers: cookie(id) }));
    expect(await seenBy(buyer)).toEqual({ text: "<b>new</b>", isKept: false });
    expect(await seenBy(anAnonymousId())).toEqual({ text: "<b>anonymous-prospect</b>", isKept: false });
  });

  it("never get each other's decisions, by whatever protocol they are asked for", async () => {
    const headers = { authorization: `Bearer ${site.writeKey}`, "content-type": "application/json" };
    const calls: readonly (readonly [string, (id: string) => object])[] = [
      ["/v1/decide", (anonymousId) => ({ anonymousId })],
      ["/v1/page", (anonymousId) => ({ anonymousId, decide: true })],
      ["/ofrep/v1/evaluate/flags", (targetingKey) => ({ context: { targetingKey } })],
      ["/ofrep/v1/evaluate/flags/hero", (targetingKey) => ({ context: { targetingKey } })],
    ];
    for (const [path, body] of calls) {
      const seenBy = (id: string) =>
        through(`https://edge.test${path}`, () =>
          ask(path, { method: "POST", headers, body: JSON.stringify(body(id)) }),
        );
      expect((await seenBy(buyer)).text).toContain("<b>new</b>");
      const stranger = await seenBy(anAnonymousId());
      expect([path, stranger.isKept]).toEqual([path, false]);
      expect(stranger.text).toContain("<b>anonymous-prospect</b>");
    }
  });

  it("share what is nobody's: the page as its server lets it be kept", async () => {
    originAnswers();
    const seen = () => through(`https://${site.host}/nobody`, () => site.visit("/nobody"));
    expect(await seen()).toEqual({ text: PAGE, isKept: false });
    expect(await seen()).toEqual({ text: PAGE, isKept: true });
  });
});
