import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { app } from "../../worker/app.ts";
import { ask, askAs, makeSite, ROOT, type TestSite } from "../support/site.ts";

let site: TestSite;
let other: TestSite;
beforeAll(async () => {
  [site, other] = await Promise.all([makeSite(), makeSite()]);
});

describe("who may do what", () => {
  it("knows no other site than the credential's own", async () => {
    for (const secret of [other.token, other.serverKey, other.writeKey]) {
      expect((await askAs(secret, "GET", `/v1/sites/${site.key}/config`)).status).toBe(404);
    }
  });

  it("answers nobody who knows of no site", async () => {
    expect((await askAs(ROOT, "GET", "/v1/sites/nowhere/config")).status).toBe(404);
    expect((await askAs(`mt_nowhere_${"A".repeat(32)}`, "GET", "/v1/sites/nowhere/config")).status).toBe(401);
  });
});

describe("presentedSecret", () => {
  const path = () => `/v1/sites/${site.key}/config`;

  it.each([
    "Bearer",
    "Bearer ",
    "Basic !!!",
    "Digest x",
    "Bearer a b",
    `Basic ${btoa("nobody:")}`,
    `Bearer ${"x".repeat(9_000)}`,
  ])("takes %j for no known credential", async (authorization) => {
    const answer = await ask(path(), { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
  });

  it("takes a token by X-API-Key too, but no marketer's by Basic, which a browser would repeat by itself", async () => {
    expect((await ask(path(), { headers: { "x-api-key": site.token } })).status).toBe(200);
    expect((await ask(path(), { headers: { authorization: `Basic ${btoa(`${site.token}:`)}` } })).status).toBe(401);
    expect((await ask(path(), { headers: { authorization: `Basic ${btoa(`${site.serverKey}:`)}` } })).status).toBe(403);
  });
});

describe("a key out of place", () => {
  it("is refused and noted, once a minute, when it is a write key", async () => {
    const mine = await makeSite();
    for (let time = 0; time < 3; time++) await askAs(mine.writeKey, "GET", `/v1/sites/${mine.key}/config`);
    await vi.waitFor(async () => {
      const answer = await askAs(mine.token, "GET", `/v1/sites/${mine.key}/audit?action=refused`);
      expect((await answer.json<{ entries: unknown[] }>()).entries).toHaveLength(1);
    });
  });

  it("never carries a marketer's answer to another origin", async () => {
    const headers = { authorization: `Bearer ${site.token}`, origin: "https://evil.example" };
    const answer = await ask(`/v1/sites/${site.key}/config`, { headers });
    expect(answer.headers.get("access-control-allow-origin")).toBeNull();
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
  });
});

describe("wk_demo and sk_demo", () => {
  const tryKey = async (key: string, local: string) => {
    const request = new Request("https://edge.test/v1/sites/demo/config", {
      headers: { authorization: `Bearer ${key}` },
    });
    return (await app.fetch(request, { ...env, RFEDGE_LOCAL: local }, createExecutionContext())).status;
  };

  it("are the demo site's in local development, and nobody's in a deployed Worker", async () => {
    await askAs(ROOT, "POST", "/v1/sites", { key: "demo", name: "Demo" });
    // 403: known, but not a marketer's.
    expect([await tryKey("wk_demo", "1"), await tryKey("sk_demo", "1")]).toEqual([403, 403]);
    expect([await tryKey("wk_demo", ""), await tryKey("sk_demo", "")]).toEqual([401, 401]);
  });

  it("lets no root token in where none is set", async () => {
    const request = new Request("https://edge.test/v1/sites", { headers: { authorization: "Bearer undefined" } });
    expect((await app.fetch(request, { ...env, RFEDGE_ADMIN_TOKEN: "" }, createExecutionContext())).status).toBe(401);
  });
});
