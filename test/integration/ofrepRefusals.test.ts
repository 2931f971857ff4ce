import * as fc from "fast-check";
import { Hono } from "hono";
import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { EvaluationFailureSchema, EvaluationSchema, EvaluationsSchema } from "#shared/wire/ofrep";
import type { AppEnv } from "../../worker/middleware/context.ts";
import { onError, Problem, type ProblemDetails } from "../../worker/problem.ts";
import { lawRuns } from "../support/lawRuns.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const FLAGS = "/ofrep/v1/evaluate/flags";
const SLOTS = [
  { key: "hero", snippets: [] },
  { key: "note", snippets: [{ key: "text", rule: { all: [] }, content: "1 < 2", contentType: "text/plain" }] },
];

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: SLOTS });
});

const bulk = (targetingKey: string, headers: Record<string, string> = {}) =>
  ask(FLAGS, {
    method: "POST",
    headers: { "x-api-key": site.writeKey, "content-type": "application/json", ...headers },
    body: JSON.stringify({ context: { targetingKey } }),
  });

describe("a request that makes no sense", () => {
  it.each([
    ["an unknown slot", "made-up", '{"context": {"targetingKey": "a"}}', 404, "FLAG_NOT_FOUND"],
    ["an unknown slot in odd letters", "%E0%A4%A", '{"context": {"targetingKey": "a"}}', 404, "FLAG_NOT_FOUND"],
    ["no JSON", "hero", "{", 400, "PARSE_ERROR"],
    ["nothing", "hero", "", 400, "PARSE_ERROR"],
    ["a list", "hero", "[]", 400, "TARGETING_KEY_MISSING"],
    ["null", "hero", "null", 400, "INVALID_CONTEXT"],
    ["a context that is text", "hero", '{"context": "a"}', 400, "INVALID_CONTEXT"],
    ["a key that is a number", "hero", '{"context": {"targetingKey": 7}}', 400, "INVALID_CONTEXT"],
    ["a key of 300 letters", "hero", `{"context": {"targetingKey": "${"x".repeat(300)}"}}`, 400, "INVALID_CONTEXT"],
    ["no context", "hero", "{}", 400, "TARGETING_KEY_MISSING"],
    ["a context of null", "hero", '{"context": null}', 400, "TARGETING_KEY_MISSING"],
    ["an empty key", "hero", '{"context": {"targetingKey": ""}}', 400, "TARGETING_KEY_MISSING"],
    ["a nesting of 20", "hero", `{"context": ${"[".repeat(20)}${"]".repeat(20)}}`, 400, "INVALID_CONTEXT"],
    ["40 KB", "hero", `{"context": {"x": "${"x".repeat(40_000)}"}}`, 400, "INVALID_CONTEXT"],
  ])("is told so in the protocol's shape: %s", async (_, slot, body, status, errorCode) => {
    for (const path of status === 404 ? [`${FLAGS}/${slot}`] : [`${FLAGS}/${slot}`, FLAGS]) {
      const headers = { authorization: `Bearer ${site.writeKey}`, "content-type": "application/json" };
      const answer = await ask(path, { method: "POST", headers, body });
      const failure = v.parse(EvaluationFailureSchema, await answer.json());
      expect([path, answer.status, failure.errorCode]).toEqual([path, status, errorCode]);
      expect(answer.headers.get("content-type")).toMatch(/^application\/json/);
      expect(failure.key).toBe(path === FLAGS ? undefined : slot);
      expect(failure.errorDetails).not.toBe("");
    }
  });

  it("is a parse error as a form, or packed otherwise than said", async () => {
    for (const headers of [
      { "content-type": "application/x-www-form-urlencoded" },
      { "content-type": "application/json", "content-encoding": "br" },
      { "content-type": "application/json", "content-encoding": "gzip" },
    ]) {
      const answer = await ask(FLAGS, {
        method: "POST",
        headers: { ...headers, "x-api-key": site.writeKey },
        body: "{}",
      });
      expect([answer.status, await answer.json()]).toMatchObject([400, { errorCode: "PARSE_ERROR" }]);
    }
  });

  it.each([
    ["none", null, 401],
    ["an unknown one", "wk_nobody_AAAAAAAAAAAAAAAAAAAA", 401],
    ["a marketer's", "token", 403],
  ])("is refused with credential: %s", async (_, credential, status) => {
    const secret = credential === "token" ? site.token : credential;
    for (const path of [FLAGS, `${FLAGS}/hero`]) {
      const headers = { "content-type": "application/json", ...(secret === null ? {} : { "x-api-key": secret }) };
      const answer = await ask(path, { method: "POST", headers, body: "{}" });
      const { errorCode } = v.parse(EvaluationFailureSchema, await answer.json());
      expect([answer.status, errorCode]).toEqual([status, "GENERAL"]);
    }
  });

  it("is told so in the protocol's shape at any of its addresses", async () => {
    for (const [method, path] of [
      ["GET", FLAGS],
      ["POST", "/ofrep/v1/nothing"],
      ["GET", "/ofrep/v1/configuration"],
    ] as const) {
      const answer = await ask(path, { method });
      expect([answer.status, await answer.json()]).toMatchObject([404, { errorCode: "GENERAL" }]);
    }
  });
});

describe("whatever is sent", () => {
  it("is evaluated or refused, never a fault of ours, and always in the protocol's shape", async () => {
    const context = fc.record(
      { targetingKey: fc.jsonValue(), page: fc.jsonValue(), url: fc.jsonValue(), locale: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const body = fc.oneof(fc.jsonValue(), fc.record({ context: fc.oneof(context, fc.jsonValue()) }));
    await fc.assert(
      fc.asyncProperty(body, fc.webPath(), async (sent, path) => {
        for (const credential of [site.writeKey, site.serverKey]) {
          const one = await askAs(credential, "POST", `${FLAGS}/note${path}`, sent);
          const all = await askAs(credential, "POST", FLAGS, sent);
          expect([200, 400, 404]).toContain(one.status);
          expect([200, 400]).toContain(all.status);
          v.parse(one.status === 200 ? EvaluationSchema : EvaluationFailureSchema, await one.json());
          v.parse(all.status === 200 ? EvaluationsSchema : EvaluationFailureSchema, await all.json());
        }
      }),
      { numRuns: lawRuns(0.2) },
    );
  });
});

describe("a failure on our side", () => {
  const tell = async (kind: "too-many" | "unavailable", details: ProblemDetails) => {
    const app = new Hono<AppEnv>();
    app.onError(onError);
    app.post(`${FLAGS}/:slot`, (c) => {
      c.set("dialect", "ofrep");
      throw new Problem(kind, "Not now", details);
    });
    return await app.request(`https://edge.test${FLAGS}/hero`, { method: "POST" });
  };

  it.each([["too-many", 429] as const, ["unavailable", 503] as const])(
    "tells when to come back: %s",
    async (kind, status) => {
      const answer = await tell(kind, { retryAfter: 3 });
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([status, "3"]);
      expect(await answer.json()).toEqual({ key: "hero", errorCode: "GENERAL", errorDetails: "Not now" });
    },
  );
});

describe("pages of other origins", () => {
  it("may send and read what the protocol's web clients do", async () => {
    const origin = "https://shop.example";
    const preflight = await ask(FLAGS, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST" },
    });
    const allowed = preflight.headers.get("access-control-allow-headers")?.split(", ");
    expect(preflight.status).toBe(204);
    expect(allowed).toEqual(expect.arrayContaining(["authorization", "x-api-key", "if-none-match", "content-type"]));
    for (const answer of [
      await bulk("a", { origin }),
      await bulk("a", { origin, "if-none-match": "*" }),
      await bulk("", { origin }),
    ]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe("*");
      expect(answer.headers.get("access-control-expose-headers")).toContain("ETag, Retry-After");
      expect(answer.headers.get("vary")).toContain("Origin");
    }
  });

  it("may use a site of its own origins only if they are", async () => {
    const own = await makeSite();
    await publishConfig(own, { site: { origins: ["https://shop.example"] }, slots: SLOTS });
    const from = (origin: string) => bulk("a", { origin, "x-api-key": own.writeKey });
    expect((await from("https://shop.example")).headers.get("access-control-allow-credentials")).toBe("true");
    expect((await from("https://other.example")).status).toBe(403);
  });
});
