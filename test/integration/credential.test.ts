import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { app } from "../../worker/app.ts";
import { siteStub } from "../../worker/objects/stubs.ts";
import { ask, askAs, makeSite, makeToken, ROOT, type TestSite } from "../support/site.ts";

const HOLDERS = ["none", "unknown", "write", "server", "viewer", "editor", "admin", "root"] as const;
type Holder = (typeof HOLDERS)[number];

let site: TestSite;
let other: TestSite;
let secrets: Record<Holder, string | null>;

beforeAll(async () => {
  [site, other] = await Promise.all([makeSite(), makeSite()]);
  const [viewer, editor] = await Promise.all([makeToken(site, "viewer"), makeToken(site, "editor")]);
  const unknown = `mt_${site.key}_${"A".repeat(32)}`;
  secrets = {
    none: null,
    unknown,
    write: site.writeKey,
    server: site.serverKey,
    viewer,
    editor,
    admin: site.token,
    root: ROOT,
  };
});

function send(holder: Holder, method: string, path: string, body?: unknown): Promise<Response> {
  const secret = secrets[holder];
  const headers = {
    ...(secret === null ? {} : { authorization: `Bearer ${secret}` }),
    "content-type": "application/json",
  };
  return ask(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

/** What each holder, in the order above, gets: `ok` stands for whatever comes after the credential. */
const TABLE: readonly [method: string, path: string, answers: readonly (number | "ok")[]][] = [
  ["GET", "/config", [401, 401, 403, 403, "ok", "ok", "ok", "ok"]],
  ["GET", "/config/versions", [401, 401, 403, 403, "ok", "ok", "ok", "ok"]],
  ["GET", "/config/draft", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["PUT", "/config/draft", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["DELETE", "/config/draft", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["GET", "/config/draft/diff", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["POST", "/config/check", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["GET", "/config/schedule", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["POST", "/config/schedule", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["DELETE", "/config/schedule", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["GET", "/config/versions/1", [401, 401, 403, 403, "ok", "ok", "ok", "ok"]],
  ["POST", "/config/publish", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["POST", "/config/rollback", [401, 401, 403, 403, 403, "ok", "ok", "ok"]],
  ["POST", "/previews", [401, 401, 403, 403, "ok", "ok", "ok", "ok"]],
  ["GET", "/tokens", [401, 401, 403, 403, 403, 403, "ok", "ok"]],
  ["POST", "/tokens", [401, 401, 403, 403, 403, 403, "ok", "ok"]],
  ["DELETE", "/tokens/x", [401, 401, 403, 403, 403, 403, "ok", "ok"]],
  ["GET", "/audit", [401, 401, 403, 403, 403, 403, "ok", "ok"]],
];

describe("who may do what", () => {
  it.each(TABLE)("holds for %s %s", async (method, path, answers) => {
    for (const [index, holder] of HOLDERS.entries()) {
      const body = method === "GET" || method === "DELETE" ? undefined : {};
      const { status } = await send(holder, method, `/v1/sites/${site.key}${path}`, body);
      const passes = ![401, 403].includes(status);
      expect([holder, passes ? "ok" : status]).toEqual([holder, answers[index]]);
      expect(status).not.toBe(500);
    }
  });

  it("keeps sites as a whole for the operator", async () => {
    for (const holder of HOLDERS) {
      const { status } = await send(holder, "GET", "/v1/sites");
      expect([holder, status]).toEqual([
        holder,
        holder === "root" ? 200 : ["none", "unknown"].includes(holder) ? 401 : 403,
      ]);
    }
  });

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
      const entries = await siteStub(env, mine.key).auditPage(null);
      expect(entries.filter(({ action }) => action === "refused")).toHaveLength(1);
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
