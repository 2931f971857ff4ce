import { beforeAll, describe, expect, it } from "vitest";
import { ask, makeSite, publishConfig, type TestSite } from "../../test/support/site.ts";

const SHOP = "https://shop.example";

let open: TestSite;
let own: TestSite;

beforeAll(async () => {
  [open, own] = await Promise.all([makeSite(), makeSite()]);
  await publishConfig(own, { site: { origins: [SHOP] } });
});

async function decideFrom(origin: string | null, writeKey: string) {
  const headers = { "content-type": "application/json", ...(origin === null ? {} : { origin }) };
  const body = JSON.stringify({ writeKey, anonymousId: "a visitor" });
  const answer = await ask("/v1/decide", { method: "POST", headers, body });
  const allowed = answer.headers.get("access-control-allow-origin");
  return {
    status: answer.status,
    allowed,
    credentials: answer.headers.get("access-control-allow-credentials"),
    answer,
  };
}

describe("crossOrigin", () => {
  it("lets any page use a site without origins, never with credentials", async () => {
    const { status, allowed, credentials, answer } = await decideFrom("https://any.example", open.writeKey);
    expect([status, allowed, credentials]).toEqual([200, "*", null]);
    expect(answer.headers.get("vary")).toMatch(/\bOrigin\b/);
    expect(answer.headers.get("access-control-expose-headers")).toBe("ETag, Retry-After, Server-Timing");
  });

  it("names a site's own origin exactly, with credentials, and lets no other read", async () => {
    expect(await decideFrom(SHOP, own.writeKey)).toMatchObject({ status: 200, allowed: SHOP, credentials: "true" });
    for (const origin of ["https://evil.example", "https://shop.example.evil.example", "http://shop.example", "null"]) {
      expect(await decideFrom(origin, own.writeKey)).toMatchObject({ allowed: null, credentials: null });
    }
  });

  it("tells each origin its own, whoever has asked before and however many", async () => {
    const origins = [null, "https://any.example", "undefined", null, SHOP];
    const many = Array.from({ length: 120 }, (_, n) => `https://page-${n}.example`);
    for (const origin of [...origins, ...many, ...origins]) {
      const { allowed, answer } = await decideFrom(origin, open.writeKey);
      expect([origin, allowed, answer.headers.get("server-timing")]).toEqual([
        origin,
        origin === null ? null : "*",
        'visitor;desc="unknown"',
      ]);
      expect(await decideFrom(origin, own.writeKey)).toMatchObject({ allowed: origin === SHOP ? SHOP : null });
    }
  });

  it("says nothing to who sends no origin, and lets a page read why its key is refused", async () => {
    expect(await decideFrom(null, open.writeKey)).toMatchObject({ status: 200, allowed: null });
    expect(await decideFrom(SHOP, "wk_nowhere_AAAAAAAAAAAAAAAAAAAA")).toMatchObject({ status: 401, allowed: "*" });
  });

  it("answers the preflight that Segment's libraries send", async () => {
    const headers = {
      origin: SHOP,
      "access-control-request-method": "POST",
      "access-control-request-headers": "x-retry-count",
    };
    for (const path of ["/v1/t", "/v1/page", "/v1/batch", "/v1/decide"]) {
      const { status, headers: answered } = await ask(path, { method: "OPTIONS", headers });
      expect([path, status]).toEqual([path, 204]);
      expect(answered.get("access-control-allow-origin")).toBe("*");
      expect(answered.get("access-control-allow-headers")).toBe(
        "authorization, content-type, if-none-match, x-api-key, x-retry-count",
      );
      expect(answered.get("access-control-max-age")).toBe("7200");
    }
  });

  it("answers no preflight for a marketer's routes", async () => {
    const headers = { origin: SHOP, "access-control-request-method": "PUT" };
    const answer = await ask(`/v1/sites/${own.key}/config/draft`, { method: "OPTIONS", headers });
    expect([answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([404, null]);
  });
});
