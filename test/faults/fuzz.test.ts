import "../support/seeded.ts";
import * as fc from "fast-check";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { MessageSchema } from "#shared/events/event";
import { EVENT_BOUNDS, tidy } from "#shared/events/tidy";
import { redact } from "#shared/privacy/redact";
import { EvaluationFailureSchema } from "#shared/wire/ofrep";
import { ProblemSchema } from "#shared/wire/problem";
import { type DeclaredCall, declaredCalls } from "../../worker/cli/openapi/declaredCalls.ts";
import { arbitraryOf, exchanged } from "../support/arbitraryOf.ts";
import { lawRuns } from "../support/lawRuns.ts";
import { sendTo } from "../support/openApi.ts";
import { credentialFor, startTortured, type Tortured } from "../support/tortured.ts";

const ANONYMOUS_ID = "7f3c2a9e-5d1b-4c8e-9a70-2b6d8e4f1c35";
const declared = await declaredCalls();

let tortured: Tortured;
beforeAll(async () => {
  tortured = await startTortured("8906");
  const message = { anonymousId: ANONYMOUS_ID, userId: "ada", traits: { plan: "gold", name: "Ada" } };
  await sendTo(`${tortured.url}/v1/identify`, {
    method: "POST",
    headers: { authorization: "Bearer sk_demo" },
    body: message,
  });
}, 240_000);
afterAll(() => tortured.end());

const id = fc.constantFrom("ada", ANONYMOUS_ID, "nobody", "f".repeat(64), "0".repeat(64), "1", "2", "hero", "demo");

/** Of three requests two are meant well. */
const requests = (one: DeclaredCall) =>
  fc.constantFrom(0, 0, 1 / 12).chain((junkShare) => {
    const { body } = one.call;
    return fc.record({
      ids: fc.array(id, { minLength: 3, maxLength: 3 }),
      query: one.call.query ? arbitraryOf(one.call.query, junkShare) : fc.constant({}),
      body: body ? arbitraryOf(body, junkShare) : fc.constant(undefined),
    });
  });

/** As text, which is all that an address carries. */
function queryText(query: unknown): string {
  const pairs = Object.entries(Object(query)).filter(([, value]) => value !== undefined);
  return new URLSearchParams(
    pairs.map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  ).toString();
}

/** Whether an answer is in the shape of its dialect's failures. */
function isFailure(conversation: string, text: string): boolean {
  if (conversation === "snippets" || text.startsWith("<!doctype")) return true;
  if (conversation === "ofrep") return v.is(EvaluationFailureSchema, JSON.parse(text));
  if (conversation === "ingest") return JSON.parse(text).success === false;
  return v.is(ProblemSchema, JSON.parse(text));
}

describe("whatever is made from the schema of a call", () => {
  const asked = declared.filter(
    ({ name }) =>
      !["sites.remove", "ofrep.changes", "live.watch", "keys.rotate"].includes(name) && !name.startsWith("ingest.m"),
  );
  it.each(asked.map((one) => [one.name, one] as const))(
    "%s answers as it declares, and never 5xx",
    async (_, one) => {
      const { call, conversation } = one;
      const shown = tortured.calls.find(({ operationId }) => operationId === one.name);
      const headers = shown === undefined ? {} : credentialFor(shown);
      let taken = 0;
      const property = fc.asyncProperty(requests(one), async ({ ids, query, body }) => {
        let next = 0;
        const path = call.path.replaceAll(/:(\w+)/g, (_whole, name: string) =>
          name === "site" ? "demo" : encodeURIComponent(ids[next++] ?? ""),
        );
        const url = `${tortured.url}${path}?${queryText(query)}`;
        const answer = await sendTo(url, { method: call.method, headers, body });
        expect(answer.status, answer.text).toBeLessThan(500);
        if (answer.status >= 400) expect(isFailure(conversation, answer.text), answer.text).toBe(true);
        if (answer.status < 300 && answer.headers.get("content-type")?.startsWith("application/json")) {
          taken += 1;
          const checked = v.safeParse(call.answer, JSON.parse(answer.text));
          expect(checked.issues ?? [], answer.text).toEqual([]);
        }
      });
      await fc.assert(property, { numRuns: lawRuns(30 / 300) });
      console.log(`${one.name}: ${taken} taken`);
    },
    60_000,
  );
});

describe("a batch of which some messages are good", () => {
  it("stores those exactly, names the others, and stores nothing of them", async () => {
    const reader = "of-the-fuzzed-batches";
    // Who else it is about, and when it was, would lead to other visitors or out of what is kept.
    const ELSEWHERE = ["userId", "previousId", "timestamp", "originalTimestamp", "sentAt"] as const;
    const schema = v.omit(MessageSchema, ELSEWHERE);
    const message = fc
      .constantFrom(0, 0, 1 / 6)
      .chain((junkShare) => arbitraryOf(schema, junkShare))
      .filter(
        (one) => !/"(userId|previousId|timestamp|originalTimestamp|sentAt|identityToken)":/.test(JSON.stringify(one)),
      );
    const headers = { authorization: "Bearer sk_demo" };
    const sent = new Map<string, object>();
    let count = 0;
    const property = fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (made) => {
      const batch = made.map((one) =>
        typeof one === "object" && one !== null && !Array.isArray(one)
          ? { ...one, anonymousId: reader, messageId: `fuzzed-${count++}` }
          : one,
      );
      const answer = await sendTo(`${tortured.url}/v1/batch`, { method: "POST", headers, body: { batch } });
      expect([200, 400], answer.text).toContain(answer.status);
      if (answer.status === 400) return;
      const { rejected = [] } = JSON.parse(answer.text) as { rejected?: { index: number }[] };
      const refused = new Set(rejected.map(({ index }) => index));
      for (const [index, one] of batch.entries())
        if (!refused.has(index)) sent.set((one as { messageId: string }).messageId, one as object);
    });
    await fc.assert(property, { numRuns: lawRuns(60 / 300) });
    const found = new Map<string, unknown>();
    const root = credentialFor({ ...(tortured.calls[0] ?? neverThere()), tag: "visitors", isOpen: false });
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const url = `${tortured.url}/v1/sites/demo/visitors/${reader}/events${query}`;
      const page = JSON.parse((await sendTo(url, { method: "GET", headers: root })).text);
      for (const event of page.events) found.set(event.messageId, event.message);
      cursor = page.cursor;
    }
    expect([...found.keys()].toSorted()).toEqual([...sent.keys()].toSorted());
    for (const [messageId, one] of sent) expect(found.get(messageId), messageId).toEqual(stripped(one));
    console.log(`messages of fuzzed batches: ${count} sent, ${found.size} stored`);
    expect(found.size).toBeGreaterThan(50);
  }, 60_000);
});

/** A message less what must not be kept: names that poison prototypes, and what the documented rules take out of addresses. */
function stripped(message: object): unknown {
  const kept: Record<string, unknown> = JSON.parse(JSON.stringify(message));
  tidy(kept, EVENT_BOUNDS);
  return redact(kept, DEFAULTS.privacy.queryAllowList);
}

/** A document with something of everything in it. */
const WHOLE = {
  site: { name: "Demo", currency: "EUR", timeZone: "Europe/Copenhagen", rates: { USD: 0.9 }, languages: ["en", "fi"] },
  scoring: {
    rfm: {
      windowDays: 365,
      method: "thresholds",
      thresholds: { recency: [7, 30, 90, 180], frequency: [1, 2, 4, 8], monetary: [50, 100, 250, 500] },
    },
    rfe: { windowDays: 90, halfLifeDays: 30, points: { page: 1, "Product Added": 5 }, interactions: ["*"] },
  },
  segments: [
    { key: "lost", name: { en: "Lost" }, rule: { fact: "daysSince.order", gt: 180 } },
    { key: "known", name: { en: "Known" }, rule: { all: [{ fact: "identified", eq: true }] } },
  ],
  audiences: [{ key: "gold", name: { en: "Gold" }, rule: { fact: "traits.plan", eq: "gold" } }],
  slots: [
    {
      key: "hero",
      holdoutPercent: 10,
      snippets: [
        { key: "gold", rule: { fact: "audience", contains: "gold" }, content: "<p>Hi {{ traits.name }}</p>" },
        {
          key: "all",
          rule: { all: [] },
          content: "<p>Hi</p>",
          translations: { fi: "<p>Hei</p>" },
          until: "2099-01-01",
        },
      ],
    },
    { key: "note", snippets: [{ key: "text", rule: { all: [] }, content: "1 < 2", contentType: "text/plain" }] },
  ],
  privacy: { requireConsent: false, honourGpc: true, retentionDays: 395 },
};

describe("a configuration of which parts are exchanged", () => {
  it("is refused, or published and then breaks no page and no figure", async () => {
    const root = credentialFor({ ...(tortured.calls[0] ?? neverThere()), tag: "config", isOpen: false });
    const send = (method: string, path: string, body?: unknown, headers = root) =>
      sendTo(`${tortured.url}${path}`, { method, headers, body });
    let published = 0;
    const property = fc.asyncProperty(exchanged(WHOLE), async (config) => {
      const drafted = await send("PUT", "/v1/sites/demo/config/draft", config);
      expect([200, 413, 422, 400], drafted.text).toContain(drafted.status);
      if (drafted.status !== 200) return;
      const { baseVersion } = JSON.parse(drafted.text);
      const answer = await send("POST", "/v1/sites/demo/config/publish", { baseVersion });
      expect(answer.status, answer.text).toBe(200);
      published += 1;
      const key = { authorization: "Bearer sk_demo" };
      const view = { anonymousId: ANONYMOUS_ID, decide: true, context: { page: { url: "https://shop.example/?a=1" } } };
      for (const asked of [
        await send("POST", "/v1/decide", { userId: "ada", anonymousId: ANONYMOUS_ID, locale: "fi" }, key),
        await send("POST", "/v1/page", view, key),
        await send("GET", "/v1/sites/demo/visitors/ada"),
        await send("GET", "/v1/sites/demo/segments"),
        await send("GET", "/v1/sites/demo/config"),
      ])
        expect(asked.status, `${JSON.stringify(config)} ${asked.text}`).toBe(200);
      // The slot may be called something else by now.
      const explained = await send("GET", "/v1/sites/demo/visitors/ada/explain?slot=hero");
      expect([200, 404], explained.text).toContain(explained.status);
    });
    await fc.assert(property, { numRuns: lawRuns(60 / 300) });
    console.log(`configurations published: ${published}`);
    expect(published).toBeGreaterThan(10);
  }, 120_000);
});

function neverThere(): never {
  throw new Error("nothing is documented");
}
