import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { EvaluationSchema, EvaluationsSchema } from "#shared/wire/ofrep";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { anAnonymousId, anOrder, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const FLAGS = "/ofrep/v1/evaluate/flags";
const always = { all: [] };
const json = (key: string, content: string) => ({
  key,
  snippets: [{ key: `${key}-json`, rule: always, content, contentType: "application/json" }],
});
const SLOTS = [
  { key: "hero", snippets: [{ key: "welcome", rule: { fact: "segment", eq: "new" }, content: "<p>Welcome</p>" }] },
  { key: "note", snippets: [{ key: "text", rule: always, content: "1 < 2", contentType: "text/plain" }] },
  json("object", '{"color": "red", "sizes": [1, 2]}'),
  json("yes", "true"),
  json("number", "2.5"),
  json("null", "null"),
  { key: "held", holdoutPercent: 100, snippets: [{ key: "any", rule: always, content: "<p>Any</p>" }] },
  { key: "empty", snippets: [] },
  {
    key: "here",
    snippets: [
      { key: "sale", rule: { fact: "page.path", eq: "/sale" }, content: "Sale" },
      { key: "danish", rule: { fact: "locale", eq: "da" }, content: "Hej" },
      { key: "norway", rule: { fact: "country", eq: "NO" }, content: "Hei" },
      { key: "phone", rule: { fact: "device", eq: "mobile" }, content: "Small" },
      { key: "sent", rule: { fact: "page.referrer", contains: "search.example" }, content: "Found" },
    ],
  },
];

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: SLOTS });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const evaluate = (slot: string, context: unknown, credential = site.writeKey) =>
  askAs(credential, "POST", `${FLAGS}/${slot}`, { context });

async function evaluated(slot: string, context: unknown, credential = site.writeKey) {
  const answer = await evaluate(slot, context, credential);
  expect(answer.status).toBe(200);
  return v.parse(EvaluationSchema, await answer.json());
}

async function aCustomer(): Promise<string> {
  const anonymousId = anAnonymousId();
  await send(site, "track", anOrder(anonymousId, "o-1", 40));
  return anonymousId;
}

const bulk = (targetingKey: string, headers: Record<string, string> = {}, query = "") =>
  ask(`${FLAGS}${query}`, {
    method: "POST",
    headers: { "x-api-key": site.writeKey, "content-type": "application/json", ...headers },
    body: JSON.stringify({ context: { targetingKey } }),
  });

describe("POST /ofrep/v1/evaluate/flags/:slot", () => {
  it("is the decision: the snippet is the variant, its content the value", async () => {
    const answer = await evaluate("hero", { targetingKey: await aCustomer() });
    expect(await answer.json()).toEqual({
      key: "hero",
      value: "<p>Welcome</p>",
      reason: "TARGETING_MATCH",
      variant: "welcome",
      metadata: { segment: "new", reason: "match", configVersion: 2 },
    });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.get("server-timing")).toBe("visitor");
  });

  it.each([
    ["note", "1 < 2"],
    ["object", { color: "red", sizes: [1, 2] }],
    ["yes", true],
    ["number", 2.5],
  ])("gives the value of %s in its own type", async (slot, value) => {
    expect((await evaluated(slot, { targetingKey: "a" })).value).toEqual(value);
  });

  it.each([
    ["hero", "STATIC", "default"],
    ["held", "SPLIT", "holdout"],
    ["empty", "STATIC", "default"],
  ])("leaves out the value of %s, which is the application's own: %s", async (slot, reason, ours) => {
    const evaluation = await evaluated(slot, { targetingKey: "a" });
    expect(evaluation).toEqual({
      key: slot,
      reason,
      metadata: { segment: "anonymous-prospect", reason: ours, configVersion: 2 },
    });
  });

  it("has no value for JSON's null, which the protocol has not", async () => {
    expect(await evaluated("null", { targetingKey: "a" })).not.toHaveProperty("value");
  });

  it("asks rules about what the context says of page, reader and browser, in any of three forms", async () => {
    const variant = async (context: object) =>
      (await evaluated("here", { targetingKey: "a", ...context })).variant ?? "none";
    expect(await variant({})).toBe("none");
    for (const said of [{ url: "/sale?x=1" }, { "page.url": "https://shop.example/sale" }, { page: { url: "/sale" } }])
      expect(await variant(said)).toBe("sale");
    expect(await variant({ locale: "da" })).toBe("danish");
    expect(await variant({ country: "NO" })).toBe("norway");
    expect(await variant({ userAgent: "Mozilla/5.0 (iPhone)" })).toBe("phone");
    expect(await variant({ page: { referrer: "https://search.example/" } })).toBe("sent");
  });

  it("takes whatever else an application keeps in its context", async () => {
    const context = {
      targetingKey: "a",
      page: "home",
      url: 7,
      locale: null,
      "": {},
      roles: ["x"],
      deep: { a: { b: 1 } },
    };
    expect((await evaluated("note", context)).value).toBe("1 < 2");
  });

  it("never asks by a user id with a write key; with a server key by user id, then by anonymous id", async () => {
    const userId = `user-${anAnonymousId()}`;
    await send(site, "track", { ...anOrder("", "o-2", 40), anonymousId: undefined, userId });
    const anonymousId = await aCustomer();
    const variant = async (context: object, key: string) => (await evaluated("hero", context, key)).variant ?? "none";
    expect(await variant({ targetingKey: userId }, site.writeKey)).toBe("none");
    expect(await variant({ targetingKey: userId, userId }, site.writeKey)).toBe("none");
    expect(await variant({ targetingKey: userId }, site.serverKey)).toBe("welcome");
    expect(await variant({ targetingKey: anonymousId }, site.serverKey)).toBe("none");
    expect(await variant({ anonymousId }, site.serverKey)).toBe("welcome");
    expect(await variant({ targetingKey: "nobody", anonymousId }, site.serverKey)).toBe("welcome");
  });

  it("tells no score, no trait and no id of anybody", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "identify", { anonymousId, userId: `u-${anonymousId}`, traits: { name: "Ada" } });
    await send(site, "track", anOrder(anonymousId, "o-1", 987.65));
    const text = await (await bulk(anonymousId)).text();
    expect(text).not.toMatch(/score|tier|Ada|987|u-/);
    const { flags } = v.parse(EvaluationsSchema, JSON.parse(text));
    for (const { metadata } of flags)
      expect(Object.keys(metadata).toSorted()).toEqual(["configVersion", "reason", "segment"]);
  });
});

describe("POST /ofrep/v1/evaluate/flags", () => {
  it("answers every slot as /v1/decide does", async () => {
    const anonymousId = await aCustomer();
    const { flags, metadata } = v.parse(EvaluationsSchema, await (await bulk(anonymousId)).json());
    const { decisions, segment, configVersion } = v.parse(
      DecisionsSchema,
      await (await send(site, "decide", { anonymousId })).json(),
    );
    expect(metadata).toEqual({ segment, configVersion });
    expect(flags.map(({ key }) => key)).toEqual(SLOTS.map(({ key }) => key));
    for (const flag of flags) {
      expect(flag.variant ?? null).toBe(decisions[flag.key]?.snippet);
      expect(flag.metadata["reason"]).toBe(decisions[flag.key]?.reason);
    }
  });

  it("costs one request of the visitor's object and no KV read, however many the slots", async () => {
    const requests = vi.spyOn(env.VISITOR, "getByName");
    const reads = vi.spyOn(env.PUBLISHED, "get");
    expect((await bulk("a")).status).toBe(200);
    expect([requests.mock.calls.length, reads.mock.calls.length]).toEqual([1, 0]);
  });

  it("is not modified until a decision changes: by an order, or by publishing", async () => {
    const own = await makeSite();
    await publishConfig(own, { slots: SLOTS });
    const anonymousId = anAnonymousId();
    let etag = "";
    const next = async () => {
      const answer = await bulk(anonymousId, { "x-api-key": own.writeKey, "if-none-match": etag });
      etag = answer.headers.get("etag") ?? "";
      return answer.status;
    };
    expect([await next(), await next()]).toEqual([200, 304]);
    await send(own, "track", anOrder(anonymousId, "o-1", 40));
    expect([await next(), await next()]).toEqual([200, 304]);
    await publishConfig(own, { slots: SLOTS.slice(1) });
    expect([await next(), await next()]).toEqual([200, 304]);
  });

  it("gives those who get the same the same tag, and others another", async () => {
    const tagOf = async (id: string) => (await bulk(id)).headers.get("etag");
    expect(await tagOf("a")).toBe(await tagOf("b"));
    expect(await tagOf("a")).not.toBe(await tagOf(await aCustomer()));
  });

  it("knows its tag in a list, made weak on the way, and any by a star", async () => {
    const etag = (await bulk("a")).headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
    for (const held of [`"x", ${etag}`, `W/${etag}`, "*"]) {
      const answer = await bulk("a", { "if-none-match": held });
      expect([held, answer.status, await answer.text()]).toEqual([held, 304, ""]);
      expect(answer.headers.get("etag")).toBe(etag);
    }
    for (const other of ['"x"', etag.slice(1, -1), "", '"']) {
      expect((await bulk("a", { "if-none-match": other })).status).toBe(200);
    }
  });
});

describe("a flag that fails", () => {
  it("is the application's own default where the visitor's object fails", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(VisitorObject.prototype, "known").mockRejectedValue(new Error("on purpose"));
    const answer = await evaluate("note", { targetingKey: "a" });
    expect([answer.status, answer.headers.get("server-timing")]).toEqual([200, 'default;desc="unavailable"']);
    expect(await answer.json()).toEqual({
      key: "note",
      reason: "UNKNOWN",
      metadata: { reason: "default", configVersion: 2 },
    });
    const { flags } = v.parse(EvaluationsSchema, await (await bulk("a")).json());
    expect(flags.map(({ reason }) => reason)).toEqual(SLOTS.map(() => "UNKNOWN"));
  });

  it("is so too where no configuration can be read", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(env.PUBLISHED, "get").mockRejectedValue(new Error("on purpose"));
    const unread = `wk_unread-site_${site.writeKey.split("_").at(-1)}`;
    expect(await evaluated("hero", { targetingKey: "a" }, unread)).toMatchObject({ key: "hero", reason: "UNKNOWN" });
    expect(await (await bulk("a", { "x-api-key": unread })).json()).toEqual({
      flags: [],
      metadata: { configVersion: 0 },
    });
  });
});
