import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { byHmac, nowSeconds, signedToken } from "../../test/support/identityTokens.ts";
import { makeSite, type TestSite } from "../../test/support/site.ts";
import { app } from "../app.ts";

const ISSUER = "https://shop.cloudflareaccess.com";
const AUDIENCE = "4714c1358e65fe4b408ad6d432a5f878f08194bdb4752441fd56faefa9b2b6f2";
const HOUR_MS = 3_600_000;

type Keys = Awaited<ReturnType<typeof generateKeyPair>>;
let site: TestSite;
let other: TestSite;
let own: Keys;
let next: Keys;
let certs: string;
let published: object[];
let fetched: ReturnType<typeof vi.spyOn>;

beforeAll(async () => {
  [site, other] = await Promise.all([makeSite(), makeSite()]);
  [own, next] = await Promise.all([generateKeyPair("RS256"), generateKeyPair("RS256")]);
});

beforeEach(async () => {
  // A key set of the test's own, that nobody has fetched yet.
  certs = `https://${crypto.randomUUID()}.example/certs`;
  published = [{ ...(await exportJWK(own.publicKey)), kid: "1", alg: "RS256" }];
  fetched = vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ keys: published }));
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const sign = (claims: object = {}, { privateKey }: Keys = own, kid = "1") =>
  new SignJWT({ email: "Ada@shop.example", type: "app", ...claims })
    .setProtectedHeader({ alg: "RS256", kid })
    .setIssuedAt()
    .setIssuer(ISSUER)
    .setAudience([AUDIENCE])
    .setSubject("person-1")
    .setExpirationTime("1h")
    .sign(privateKey);

interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly roles?: object | string;
  readonly settings?: Record<string, string>;
  readonly at?: TestSite;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function ask(
  token: string,
  { method = "GET", path = "config", roles, settings, at = site, ...more }: Asked = {},
) {
  const given = roles ?? { [site.key]: { "ada@shop.example": "admin" } };
  const bindings = {
    ...env,
    RFEDGE_ACCESS_ISSUER: ISSUER,
    RFEDGE_ACCESS_AUDIENCE: `another, ${AUDIENCE}`,
    RFEDGE_ACCESS_CERTS: certs,
    RFEDGE_ACCESS_ROLES: typeof given === "string" ? given : JSON.stringify(given),
    ...settings,
  };
  const headers = { cookie: `CF_Authorization=${token}`, "content-type": "application/json", ...more.headers };
  const init = { method, headers, ...(more.body !== undefined && { body: more.body }) };
  const request = new Request(`https://edge.test/v1/sites/${at.key}/${path}`, init);
  return await app.fetch(request, bindings, createExecutionContext());
}

const statusOf = async (token: string, asked: Asked = {}) => (await ask(token, asked)).status;

describe("a JWT of Cloudflare Access", () => {
  it("opens a site to whoever has a role there, by its cookie or its header", async () => {
    const token = await sign();
    expect(await statusOf(token)).toBe(200);
    expect(await statusOf("", { headers: { "cf-access-jwt-assertion": token } })).toBe(200);
    expect(await statusOf(token, { path: "tokens" })).toBe(200);
    expect(await statusOf(token, { at: other })).toBe(404);
    const url = "https://edge.test/v1/sites";
    expect((await app.fetch(new Request(url, { headers: { cookie: `CF_Authorization=${token}` } }), env)).status).toBe(
      401,
    );
  });

  it("is nothing to a Worker that is not set up for it", async () => {
    const token = await sign();
    for (const name of ["RFEDGE_ACCESS_ISSUER", "RFEDGE_ACCESS_AUDIENCE", "RFEDGE_ACCESS_ROLES"])
      expect(await statusOf(token, { settings: { [name]: "" } })).toBe(401);
    expect(fetched).not.toHaveBeenCalled();
  });

  it.each<[string, (site: TestSite) => object | string, object, number, number]>([
    ["a whole domain", ({ key }) => ({ [key]: { "@shop.example": "viewer" } }), {}, 200, 403],
    [
      "a group",
      ({ key }) => ({ [key]: { "group:Shop-Admins": "admin" } }),
      { custom: { groups: ["shop-admins"] } },
      200,
      200,
    ],
    ["every site", () => ({ "*": { "ada@shop.example": "editor" } }), {}, 200, 403],
    [
      "the highest of several",
      ({ key }) => ({ "*": { "@shop.example": "admin" }, [key]: { "ada@shop.example": "viewer" } }),
      {},
      200,
      200,
    ],
    [
      "a service",
      ({ key }) => ({ [key]: { "service:report": "viewer" } }),
      { email: undefined, common_name: "report" },
      200,
      403,
    ],
    ["somebody else", ({ key }) => ({ [key]: { "bob@shop.example": "admin", "@example": "admin" } }), {}, 404, 404],
    [
      "a name that ends alike",
      ({ key }) => ({ [key]: { "@shop.example": "admin" } }),
      { email: "ada@notshop.example" },
      404,
      404,
    ],
    ["a site called as a prototype's part", () => ({ constructor: { "ada@shop.example": "admin" } }), {}, 404, 404],
    ["no known role", ({ key }) => ({ [key]: { "ada@shop.example": "owner" } }), {}, 404, 404],
    ["no JSON", () => "ada@shop.example=admin", {}, 404, 404],
  ])("gives the role that the deployment names for %s", async (_, roles, claims, reads, manages) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const token = await sign(claims);
    expect(await statusOf(token, { roles: roles(site) })).toBe(reads);
    expect(await statusOf(token, { roles: roles(site), path: "tokens" })).toBe(manages);
  });

  it("proves nobody where its issuer, audience, time or signature is another", async () => {
    const usual = { iss: ISSUER, aud: AUDIENCE, email: "ada@shop.example", iat: nowSeconds(), exp: nowSeconds() + 600 };
    const spki = await exportSPKI(own.publicKey);
    const { n = "" } = await exportJWK(own.publicKey);
    const byKey = (input: Uint8Array) => crypto.subtle.sign("RSASSA-PKCS1-v1_5", own.privateKey as CryptoKey, input);
    const rs256 = { alg: "RS256", kid: "1" };
    const refused = {
      issuer: await signedToken(rs256, { ...usual, iss: "https://evil.cloudflareaccess.com" }, byKey),
      audience: await signedToken(rs256, { ...usual, aud: "an application of others" }, byKey),
      noAudience: await signedToken(rs256, { ...usual, aud: undefined }, byKey),
      expired: await signedToken(rs256, { ...usual, exp: nowSeconds() - 31 }, byKey),
      endless: await signedToken(rs256, { ...usual, exp: undefined }, byKey),
      early: await signedToken(rs256, { ...usual, nbf: nowSeconds() + 600 }, byKey),
      nobody: await signedToken(rs256, { ...usual, email: undefined }, byKey),
      unsigned: await signedToken({ alg: "none" }, usual, () => new ArrayBuffer(0)),
      none: await signedToken({ alg: "None", kid: "1" }, usual, byKey),
      bySpki: await signedToken({ alg: "HS256", kid: "1" }, usual, await byHmac(spki)),
      byModulus: await signedToken(
        { alg: "HS256", kid: "1" },
        usual,
        await byHmac(Uint8Array.fromBase64(n, { alphabet: "base64url" })),
      ),
      stranger: await sign({}, next),
      unknownKey: await sign({}, next, "2"),
      ownKey: await signedToken({ ...rs256, jwk: await exportJWK(next.publicKey), kid: "3" }, usual, byKey),
      cut: (await sign()).slice(0, -2),
      ...{ empty: "", dots: "..", junk: "a.b.c", long: `a.${"b".repeat(20_000)}.c` },
    };
    expect(await statusOf(await signedToken(rs256, usual, byKey))).toBe(200);
    for (const [what, token] of Object.entries(refused)) {
      const headers = { "cf-access-jwt-assertion": token };
      expect([what, await statusOf(token, { headers })]).toEqual([what, 401]);
    }
  });

  it("lets a marketer make previews, which last like all others", async () => {
    const made = await ask(await sign(), {
      method: "POST",
      path: "previews",
      body: "{}",
      headers: { origin: "https://edge.test" },
    });
    expect(made.status).toBe(200);
    const { url } = await made.json<{ url: string }>();
    expect((await app.fetch(new Request(url), env, createExecutionContext())).status).toBe(200);
  });

  it("ends at its instant", async () => {
    const token = await sign();
    expect(await statusOf(token)).toBe(200);
    vi.setSystemTime(Date.now() + HOUR_MS + 31_000);
    expect(await statusOf(token)).toBe(401);
  });

  it("is checked by keys that are fetched once, and again when the issuer has changed them", async () => {
    vi.setSystemTime(Date.now());
    const tokens = [await sign(), await sign({}, next, "2")] as const;
    for (let time = 0; time < 3; time++) expect(await statusOf(tokens[0])).toBe(200);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(String(fetched.mock.calls[0]?.[0])).toBe(certs);
    published = [{ ...(await exportJWK(next.publicKey)), kid: "2", alg: "RS256" }];
    // Whoever makes up keys has them fetched no more often than that.
    expect(await statusOf(tokens[1])).toBe(401);
    vi.setSystemTime(Date.now() + 31_000);
    expect(await statusOf(tokens[1])).toBe(200);
    expect(await statusOf(tokens[0])).toBe(401);
    expect(fetched).toHaveBeenCalledTimes(2);
  });

  it("waits where the keys cannot be had: a moment's trouble, and nobody let in", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    for (const failing of [
      async () => Promise.reject(new TypeError("on purpose")),
      async () => new Response("down", { status: 500 }),
      async () => new Response(null, { status: 302, headers: { location: "http://127.0.0.1/" } }),
      async () => new Response("<html>"),
      async () => Response.json({ keys: 1 }),
    ]) {
      fetched.mockImplementation(failing);
      const { status, headers } = await ask(await sign());
      expect([status, headers.get("retry-after")]).toEqual([503, "10"]);
    }
  });

  it.each([
    "http://shop.example/",
    "https://127.0.0.1/",
    "https://[::ffff:10.0.0.1]/",
    "https://keys.internal/",
    "https://edge.test/",
    "ftp://x",
    "?",
  ])("is never checked by keys from %s", async (address) => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect(await statusOf(await sign(), { settings: { RFEDGE_ACCESS_CERTS: address } })).toBe(503);
    expect(fetched).not.toHaveBeenCalled();
  });
});

describe("a call that changes something, by the cookie of Access", () => {
  const change = (headers: Record<string, string>) =>
    ({ method: "PUT", path: "config/draft", body: "{}", headers }) as const;

  it.each<[Record<string, string>, number]>([
    [{ origin: "https://edge.test" }, 200],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ origin: "https://edge.test", "sec-fetch-site": "same-origin" }, 200],
    [{}, 403],
    [{ origin: "https://evil.example" }, 403],
    [{ origin: "https://edge.test.evil.example" }, 403],
    [{ origin: "http://edge.test" }, 403],
    [{ origin: "null" }, 403],
    [{ "sec-fetch-site": "same-site" }, 403],
    [{ "sec-fetch-site": "cross-site" }, 403],
    [{ "sec-fetch-site": "none" }, 403],
    [{ origin: "https://edge.test", "sec-fetch-site": "cross-site" }, 403],
    [{ origin: "https://evil.example", "sec-fetch-site": "same-origin" }, 403],
  ])("from %j is answered %d", async (headers, status) => {
    expect(await statusOf(await sign(), change(headers))).toBe(status);
  });

  it("may not be a form's or plain text, wherever it comes from", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
      expect(await statusOf(await sign(), change({ origin: "https://edge.test", "content-type": type }))).toBe(415);
  });

  it("is a socket too, which other pages can open", async () => {
    const upgrade = { upgrade: "websocket", "sec-websocket-protocol": "rfedge" };
    const opened = (headers: Record<string, string>) => ({ path: "live", headers: { ...upgrade, ...headers } });
    expect(await statusOf(await sign(), opened({ origin: "https://evil.example" }))).toBe(403);
    expect(await statusOf(await sign(), opened({}))).toBe(403);
    const answer = await ask(await sign(), opened({ origin: "https://edge.test" }));
    expect(answer.status).toBe(101);
    answer.webSocket?.accept();
    answer.webSocket?.close();
  });
});
