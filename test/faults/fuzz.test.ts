import "../support/seeded.ts";
import * as fc from "fast-check";
import * as v from "valibot";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { WITHDRAWN } from "#shared/events/consent";
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

const SERVER = { authorization: "Bearer sk_demo" };

let tortured: Tortured;
beforeAll(async () => {
  tortured = await startTortured("8906");
  await introduceAda();
}, 240_000);
afterAll(() => tortured.end());

const rootOf = (tag: string) => credentialFor({ ...(tortured.calls[0] ?? neverThere()), tag, isOpen: false });
const post = (path: string, body: object) =>
  sendTo(`${tortured.url}/v1/${path}`, { method: "POST", headers: SERVER, body });

async function introduceAda(): Promise<void> {
  const traits = { plan: "gold", name: "Ada" };
  const answer = await post("identify", { anonymousId: ANONYMOUS_ID, userId: "ada", traits });
  expect(answer.status, answer.text).toBe(200);
}

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
    const sent = new Map<string, object>();
    let count = 0;
    const property = fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 12 }), async (made) => {
      const batch = made.map((one) =>
        typeof one === "object" && one !== null && !Array.isArray(one)
          ? { ...one, anonymousId: reader, messageId: `fuzzed-${count++}` }
          : one,
      );
      const answer = await post("batch", { batch });
      expect([200, 400], answer.text).toContain(answer.status);
      if (answer.status === 400) return;
      const { rejected = [] } = JSON.parse(answer.text) as { rejected?: { index: number }[] };
      const refused = new Set(rejected.map(({ index }) => index));
      for (const [index, one] of batch.entries())
        if (!refused.has(index)) sent.set((one as { messageId: string }).messageId, one as object);
    });
    await fc.assert(property, { numRuns: lawRuns(60 / 300) });
    const found = await storedOf(reader);
    expect([...found.keys()].toSorted()).toEqual([...sent.keys()].toSorted());
    for (const [messageId, one] of sent) expect(found.get(messageId), messageId).toEqual(stripped(one));
    console.log(`messages of fuzzed batches: ${count} sent, ${found.size} stored`);
    expect(found.size).toBeGreaterThan(50);
  }, 60_000);
});

/** All messages that are stored of somebody, by their ids; none: nobody is known. */
async function storedOf(visitor: string): Promise<Map<string, unknown>> {
  const found = new Map<string, unknown>();
  for (let cursor: string | null = ""; cursor !== null; ) {
    const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
    const url = `${tortured.url}/v1/sites/demo/visitors/${visitor}/events${query}`;
    const answer = await sendTo(url, { method: "GET", headers: rootOf("visitors") });
    if (answer.status === 404) break;
    const page = JSON.parse(answer.text);
    for (const event of page.events) found.set(event.messageId, event.message);
    cursor = page.cursor;
  }
  return found;
}

describe("somebody who is erased, and spoken of again, in any order", () => {
  const step = fc.constantFrom("say", "say", "say", "say as of before", "repeat", "erase", "withdraw");

  it("is whoever was said to be there since, whole: nothing of before, and all that came later", async () => {
    let [people, stored, erasures] = [0, 0, 0];
    const property = fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 12 }), async (steps) => {
      const visitor = `erased-of-the-fuzz-${people++}`;
      const view = (messageId: string, more: object = {}) => ({
        type: "page",
        anonymousId: visitor,
        messageId,
        ...more,
      });
      const [before, since] = [new Set<string>(), new Set<string>()];
      let wasAt = new Date(0).toISOString();
      for (const [index, kind] of steps.entries()) {
        const messageId = `${visitor}-${index}`;
        if (kind === "say") {
          expect((await post("batch", { batch: [view(messageId)] })).status).toBe(200);
          since.add(messageId);
        } else if (kind === "say as of before") {
          // What was never erased may be told late, as far as behaviour is kept.
          const batch = before.size === 0 ? [] : [view(messageId, { timestamp: wasAt })];
          expect((await post("batch", { batch: [...batch, view(`${messageId}-now`)] })).status).toBe(200);
          since.add(`${messageId}-now`);
        } else if (kind === "repeat") {
          expect((await post("batch", { batch: [...before, ...since].map((id) => view(id)) })).status).toBe(200);
        } else {
          // Where nobody is, nothing more is erased, and the last receipt stands.
          if (since.size > 0) wasAt = new Date().toISOString();
          if (kind === "withdraw")
            expect((await post("track", { anonymousId: visitor, event: WITHDRAWN })).status).toBe(200);
          else {
            const url = `${tortured.url}/v1/sites/demo/visitors/${visitor}`;
            const isKnown = before.size + since.size > 0;
            const erased = await sendTo(url, { method: "DELETE", headers: rootOf("privacy") });
            expect(erased.status, erased.text).toBe(isKnown ? 200 : 404);
          }
          for (const id of since) before.add(id);
          since.clear();
          erasures += 1;
        }
        expect([...(await storedOf(visitor)).keys()].toSorted(), steps.join()).toEqual([...since].toSorted());
      }
      stored += since.size;
    });
    await fc.assert(property, { numRuns: lawRuns(30 / 300) });
    console.log(`people: ${people}, erasures: ${erasures}, messages since: ${stored}`);
    expect(Math.min(erasures, stored)).toBeGreaterThan(10);
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
    // What was made of the calls before has erased her, among all else: whoever is said to be her from now on is somebody new.
    await introduceAda();
    const root = rootOf("config");
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
      const view = { anonymousId: ANONYMOUS_ID, decide: true, context: { page: { url: "https://shop.example/?a=1" } } };
      for (const asked of [
        await send("POST", "/v1/decide", { userId: "ada", anonymousId: ANONYMOUS_ID, locale: "fi" }, SERVER),
        await send("POST", "/v1/page", view, SERVER),
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
