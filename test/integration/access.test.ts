import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { app } from "../../worker/app.ts";
import { siteStub } from "../../worker/objects/stubs.ts";
import { declaredCalls, pathOf } from "../support/calls.ts";
import { anOrder, send } from "../support/messages.ts";
import { ask, askAs, makeSite, makeToken, ROOT, type TestSite } from "../support/site.ts";

const HOLDERS = [
  ...["none", "malformed", "unknown", "expired", "revoked", "roleless"],
  ...["write", "server", "viewer", "editor", "admin", "root"],
  ...["otherWrite", "otherServer", "otherAdmin"],
] as const;

/** What each holder gets, in their order: `+` stands for whatever comes after the credential. Nobody known is never let in. */
const WHO = {
  // Public routes are for keys alone; another site's key is good there, for that site.
  key: [401, 401, 401, 401, 401, 403, "+", "+", 403, 403, 403, 403, "+", "+", 403],
  writeKey: [401, 401, 401, 401, 401, 403, "+", 403, 403, 403, 403, 403, "+", 403, 403],
  viewerOrServer: [401, 401, 401, 401, 401, 403, 403, "+", "+", "+", "+", "+", 404, 404, 404],
  viewer: [401, 401, 401, 401, 401, 403, 403, 403, "+", "+", "+", "+", 404, 404, 404],
  editor: [401, 401, 401, 401, 401, 403, 403, 403, 403, "+", "+", "+", 404, 404, 404],
  admin: [401, 401, 401, 401, 401, 403, 403, 403, 403, 403, "+", "+", 404, 404, 404],
  adminOrServer: [401, 401, 401, 401, 401, 403, 403, "+", 403, 403, "+", "+", 404, 404, 404],
  root: [401, 401, 401, 401, 401, 403, 403, 403, 403, 403, 403, "+", 404, 404, 404],
  rootOfAll: [401, 401, 401, 401, 401, 403, 403, 403, 403, 403, 403, "+", 403, 403, 403],
  // Whose link it is says who may look: no credential does.
  nobody: Array.from(HOLDERS, () => 401),
  anybody: Array.from(HOLDERS, () => "+"),
} as const;

/** Every call of the interface, and who may make it. The order matters at the end: what a root token does to a site there, it does last. */
const TABLE: Readonly<Record<string, keyof typeof WHO>> = {
  "POST /v1/track": "key",
  "POST /v1/page": "key",
  "POST /v1/screen": "key",
  "POST /v1/identify": "key",
  "POST /v1/alias": "key",
  "POST /v1/group": "key",
  "POST /v1/batch": "key",
  "POST /v1/decide": "key",
  "GET /v1/snippets/:slot": "key",
  "GET /v1/own-data": "nobody",
  "POST /v1/own-data": "nobody",
  "POST /ofrep/v1/evaluate/flags/:slot": "key",
  "POST /ofrep/v1/evaluate/flags": "key",
  "GET /ofrep/v1/changes": "writeKey",
  "GET /v1/sites/:site/visitors": "viewer",
  "GET /v1/sites/:site/visitors/:id": "viewerOrServer",
  "GET /v1/sites/:site/visitors/:id/history": "viewer",
  "GET /v1/sites/:site/visitors/:id/events": "viewer",
  "GET /v1/sites/:site/visitors/:id/orders": "viewer",
  "GET /v1/sites/:site/visitors/:id/explain": "viewer",
  "GET /v1/sites/:site/visitors/:id/links": "viewer",
  "POST /v1/sites/:site/visitors/:id/links": "editor",
  "DELETE /v1/sites/:site/visitors/:id/links/:other": "editor",
  "GET /v1/sites/:site/visitors/:id/export": "admin",
  "DELETE /v1/sites/:site/visitors/:id": "admin",
  "GET /v1/sites/:site/live": "viewer",
  "GET /v1/sites/:site/segments": "viewer",
  "GET /v1/sites/:site/matrix": "viewer",
  "GET /v1/sites/:site/migrations": "viewer",
  "GET /v1/sites/:site/trends": "viewer",
  "GET /v1/sites/:site/distribution": "viewer",
  "POST /v1/sites/:site/count": "viewer",
  "GET /v1/sites/:site/reconciliation": "viewer",
  "GET /v1/sites/:site/results": "viewer",
  "GET /v1/sites/:site/audiences": "viewer",
  "GET /v1/sites/:site/findings": "viewer",
  "GET /v1/sites/:site/findings/counts": "viewer",
  "GET /v1/sites/:site/answers": "viewer",
  "GET /v1/sites/:site/models": "viewer",
  "POST /v1/sites/:site/models/measure": "editor",
  "GET /v1/sites/:site/config": "viewer",
  "GET /v1/sites/:site/config/draft": "editor",
  "PUT /v1/sites/:site/config/draft": "editor",
  "DELETE /v1/sites/:site/config/draft": "editor",
  "GET /v1/sites/:site/config/draft/diff": "editor",
  "POST /v1/sites/:site/config/publish": "editor",
  "POST /v1/sites/:site/config/simulate": "editor",
  "GET /v1/sites/:site/config/versions": "viewer",
  "GET /v1/sites/:site/config/versions/:version": "viewer",
  "POST /v1/sites/:site/config/rollback": "editor",
  "POST /v1/sites/:site/config/check": "editor",
  "GET /v1/sites/:site/config/schedule": "editor",
  "POST /v1/sites/:site/config/schedule": "editor",
  "DELETE /v1/sites/:site/config/schedule": "editor",
  "POST /v1/sites/:site/previews": "viewer",
  "GET /v1/sites/:site/previews": "nobody",
  "GET /v1/sites/:site/tokens": "admin",
  "POST /v1/sites/:site/tokens": "admin",
  "DELETE /v1/sites/:site/tokens/:id": "admin",
  "POST /v1/sites/:site/keys/rotate": "admin",
  "GET /v1/sites/:site/sightings": "admin",
  "GET /v1/sites/:site/audit": "admin",
  "GET /v1/sites/:site/audit/chain": "admin",
  "POST /v1/sites/:site/import": "adminOrServer",
  "GET /v1/sites/:site/backup": "root",
  "GET /v1/restores/:key": "rootOfAll",
  "POST /v1/restores/:key/lines": "rootOfAll",
  "POST /v1/restores/:key/open": "rootOfAll",
  "POST /v1/restores/:key/wake": "rootOfAll",
  "GET /v1/operations": "rootOfAll",
  "GET /v1/sites": "rootOfAll",
  "POST /v1/sites": "rootOfAll",
  "GET /healthz": "anybody",
  "GET /healthz/parts": "anybody",
  "DELETE /v1/sites/:site": "root",
};

/** What the router answers beside the declared calls: the short addresses of Segment's browser library, files, and pages of sites themselves. */
const UNDECLARED = [
  ...["t", "p", "s", "i", "a", "g", "b", "m"].map((word) => `/v1/${word}`),
  ...["/v1/projects/:writeKey/settings", "/v1/previews.css", "/v1/previews.js", "/v1/own-data.css", "/v1/own-data.js"],
  ...["/", "/*", "/docs", "/v1/*", "/ofrep/*", "/p/:site", "/p/:site/*"],
];

let site: TestSite;
let other: TestSite;
let secrets: Readonly<Record<(typeof HOLDERS)[number], string | null>>;

beforeAll(async () => {
  [site, other] = await Promise.all([makeSite(), makeSite()]);
  const soon = new Date(Date.now() + 60_000).toISOString();
  const made = (role: "viewer" | "editor" | "admin", expiresAt?: string) => makeToken(site, role, expiresAt);
  const [viewer, editor] = [await made("viewer"), await made("editor")];
  const [expired, revoked, roleless] = [await made("admin", soon), await made("admin"), await made("admin")];
  const prefix = (token: string) => token.slice(token.lastIndexOf("_") + 1).slice(0, 8);
  await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
    storage.sql.exec("UPDATE tokens SET expiresAt = 1 WHERE prefix = ?", prefix(expired));
    storage.sql.exec("UPDATE tokens SET role = 'owner' WHERE prefix = ?", prefix(roleless));
  });
  const listed = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/tokens`)).json<Tokens>();
  const id = listed.tokens.find((token) => token.prefix === prefix(revoked))?.id;
  expect((await askAs(site.token, "DELETE", `/v1/sites/${site.key}/tokens/${id}`)).status).toBe(200);
  const unknown = `mt_${site.key}_${"A".repeat(32)}`;
  secrets = {
    ...{ none: null, malformed: "x y", unknown, expired, revoked, roleless },
    ...{ write: site.writeKey, server: site.serverKey, viewer, editor, admin: site.token, root: ROOT },
    ...{ otherWrite: other.writeKey, otherServer: other.serverKey, otherAdmin: other.token },
  };
});

interface Tokens {
  readonly tokens: readonly { readonly id: string; readonly prefix: string }[];
}

/** A call of the table, with ids filled in; what has a body is sent an empty one. */
function callOf(call: string, ids: Readonly<Record<string, string>>): { method: string; path: string } {
  const [method = "", pattern = ""] = call.split(" ");
  return { method, path: pathOf(pattern, ids) };
}

function statusFor(secret: string | null, call: { method: string; path: string }, more: HeadersInit = {}) {
  const headers = new Headers(more);
  headers.set("content-type", "application/json");
  if (secret !== null) headers.set("authorization", `Bearer ${secret}`);
  const body = call.method === "GET" || call.method === "DELETE" ? {} : { body: "{}" };
  return ask(call.path, { method: call.method, headers, ...body });
}

describe("the table of who may do what", () => {
  it("has every call that is declared, and no other", () => {
    expect(declaredCalls.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(TABLE).sort());
  });

  it("leaves out nothing that the router answers", () => {
    const patterns = new Set([...Object.keys(TABLE).map((call) => call.split(" ")[1]), ...UNDECLARED]);
    expect(app.routes.map(({ path }) => path).filter((path) => !patterns.has(path))).toEqual([]);
  });

  it.each(Object.entries(TABLE))("holds for %s", async (call, who) => {
    const asked = callOf(call, { site: site.key });
    for (const [place, holder] of HOLDERS.entries()) {
      const answer = await statusFor(secrets[holder], asked, { "cf-connecting-ip": call });
      const { status } = answer;
      await answer.body?.cancel();
      const isIn = ![401, 403].includes(status) && (WHO[who][place] === "+" || status !== 404);
      expect([holder, isIn ? "+" : status]).toEqual([holder, WHO[who][place]]);
      expect(status).toBeLessThan(500);
    }
  });
});

describe("a server key from a browser", () => {
  it.each(Object.entries(TABLE).filter(([, who]) => who === "viewerOrServer" || who === "adminOrServer"))(
    "is refused on %s",
    async (call) => {
      const asked = callOf(call, { site: other.key });
      expect((await statusFor(other.serverKey, asked, { origin: "https://shop.example" })).status).toBe(403);
      expect((await statusFor(other.serverKey, asked)).status).not.toBe(403);
    },
  );
});

describe("another site's ids", () => {
  it("are nobody's and nothing's here, with any credential that may ask", async () => {
    const [mine, theirs] = await Promise.all([makeSite(), makeSite()]);
    const user = "user-of-theirs";
    expect((await send(theirs, "track", anOrder("device-of-theirs", "o-1", 10, { userId: user }))).status).toBe(200);
    const known = await askAs(theirs.token, "GET", `/v1/sites/${theirs.key}/visitors/device-of-theirs`);
    const { id } = await known.json<{ id: string }>();
    const { tokens } = await (await askAs(theirs.token, "GET", `/v1/sites/${theirs.key}/tokens`)).json<Tokens>();
    const withId = Object.keys(TABLE).filter((call) => /:id|:version/.test(call));
    expect(withId).toHaveLength(12);
    for (const call of withId) {
      const ids = call.includes("/tokens/") ? [tokens[0]?.id ?? ""] : [id, "device-of-theirs", user];
      for (const named of call.includes(":version") ? ["2"] : ids)
        for (const credential of [mine.token, ROOT]) {
          const { method, path } = callOf(call, { site: mine.key, id: named, other: named, version: named });
          const body = method === "POST" ? { id: named } : undefined;
          expect([path, (await askAs(credential, method, path, body)).status]).toEqual([path, 404]);
        }
    }
    for (const visitor of [id, "device-of-theirs", user]) {
      const preview = await askAs(mine.token, "POST", `/v1/sites/${mine.key}/previews`, { visitor });
      expect([visitor, preview.status]).toEqual([visitor, 404]);
      const headers = {
        authorization: `Bearer ${mine.token}`,
        upgrade: "websocket",
        "sec-websocket-protocol": "rfedge",
      };
      expect((await ask(`/v1/sites/${mine.key}/live?visitor=${visitor}`, { headers })).status).toBe(404);
    }
    expect((await askAs(theirs.token, "GET", `/v1/sites/${theirs.key}/visitors/${id}`)).status).toBe(200);
  });
});
