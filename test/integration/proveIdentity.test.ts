import { env } from "cloudflare:workers";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { proveIdentity } from "../../worker/journeys/proveIdentity.ts";
import {
  aToken,
  byHmac,
  identitySecretOf,
  nowSeconds,
  published,
  signedToken,
  utf8,
} from "../support/identityTokens.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const HOUR_MS = 3_600_000;
const START = Math.ceil(Date.now() / HOUR_MS + 24) * HOUR_MS;

let site: TestSite;
let secret: string;
let publicKeys: { rsa: CryptoKeyPair; ec: CryptoKeyPair };

const pair = async (algorithm: "RS256" | "ES256"): Promise<CryptoKeyPair> =>
  await generateKeyPair(algorithm, { extractable: true });

beforeAll(async () => {
  publicKeys = { rsa: await pair("RS256"), ec: await pair("ES256") };
  const keys = [
    { ...(await exportJWK(publicKeys.rsa.publicKey)), kid: "rsa", use: "sig", "x5t#S256": "of its maker" },
    { ...(await exportJWK(publicKeys.ec.publicKey)), kid: "ec", alg: "ES256" },
  ];
  site = await makeSite();
  secret = await identitySecretOf(site);
  await publishConfig(site, { identity: { jwks: { keys } } });
});

beforeEach(() => {
  vi.setSystemTime(START);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const prove = async (token: unknown, of = site) => proveIdentity(env, await published(of), token, Date.now());
const claims = (more: object = {}) => ({
  sub: "ada",
  aud: site.key,
  iat: nowSeconds(),
  exp: nowSeconds() + 600,
  ...more,
});

describe("proveIdentity", () => {
  it("takes what the site signed: by its secret, or by a key of its jwks", async () => {
    expect(await prove(await aToken(site, secret, "ada"))).toEqual({ userId: "ada" });
    expect(await prove(await aToken(site, secret, "ada", { aud: ["other", site.key] }))).toEqual({ userId: "ada" });
    expect(await prove(await aToken(site, secret, "ada", { iat: undefined }))).toEqual({ userId: "ada" });
    for (const [algorithm, kid, { privateKey }] of [
      ["RS256", "rsa", publicKeys.rsa],
      ["ES256", "ec", publicKeys.ec],
      ["ES256", undefined, publicKeys.ec],
    ] as const) {
      const signing = new SignJWT(claims()).setProtectedHeader({ alg: algorithm, ...(kid && { kid }) });
      expect(await prove(await signing.sign(privateKey))).toEqual({ userId: "ada" });
    }
  });

  const MINUTES = 60;
  it.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ["for another site", { aud: "another" }, /"aud"/],
    ["for nobody's", { aud: undefined }, /"aud"/],
    ["that has expired", { exp: nowSeconds() - 3 * 24 * 3_600 }, /"exp" claim timestamp/],
    ["that never expires", { exp: undefined }, /"exp"/],
    ["that lives for two hours", { exp: START / 1_000 + 120 * MINUTES }, /more than an hour/],
    [
      "that lives for two hours, of which one is over",
      { iat: START / 1_000 - 60 * MINUTES, exp: START / 1_000 + 60 * MINUTES },
      /more than an hour/,
    ],
    [
      "that lives for a hundred years",
      { iat: undefined, exp: START / 1_000 + 100 * 365 * 86_400 },
      /more than an hour/,
    ],
    ["that is not good yet", { nbf: START / 1_000 + 5 * MINUTES }, /"nbf"/],
    ["of nobody", { sub: undefined }, /"sub"/],
    ["of an empty name", { sub: "" }, /no user id/],
    ["of somebody who is no text", { sub: 7 }, /no user id/],
    ["of nobody in particular", { sub: " NULL " }, /nobody in particular/],
    ["of a name of 256 letters", { sub: "x".repeat(256) }, /no user id/],
  ])("refuses a token %s", async (_, more, reason) => {
    const proof = await prove(await aToken(site, secret, "ada", more));
    expect(proof).toEqual({ refused: expect.stringMatching(reason) });
  });

  it("refuses what is unsigned, signed by another, or signed by what everybody knows", async () => {
    const none = await signedToken({ alg: "none" }, claims(), () => new ArrayBuffer(0));
    const hmacOf = async (key: string, header: object = { alg: "HS256" }) =>
      await signedToken({ ...header }, claims(), await byHmac(key));
    const [stranger, other] = [await pair("RS256"), await makeSite()];
    const spki = await exportSPKI(publicKeys.rsa.publicKey);
    const wrong = [
      none,
      none.replace(/\.$/, ""),
      await signedToken({ alg: "NONE" }, claims(), () => new ArrayBuffer(0)),
      await hmacOf("not the secret, but as long as one has to be"),
      await hmacOf(spki),
      await hmacOf(spki.trim()),
      await hmacOf(JSON.stringify(await exportJWK(publicKeys.rsa.publicKey))),
      await hmacOf(spki, { alg: "HS256", kid: "rsa" }),
      await hmacOf(secret, { alg: "RS256", kid: "rsa" }),
      await hmacOf(secret, { alg: "HS512" }),
      await new SignJWT(claims()).setProtectedHeader({ alg: "RS256", kid: "rsa" }).sign(stranger.privateKey),
      await new SignJWT(claims())
        .setProtectedHeader({ alg: "RS256", jwk: await exportJWK(stranger.publicKey) })
        .sign(stranger.privateKey),
      await aToken(other, await identitySecretOf(other), "ada"),
      await aToken(site, await identitySecretOf(other), "ada"),
    ];
    for (const token of wrong) expect([token, await prove(token)]).toEqual([token, { refused: expect.any(String) }]);
    const { sub } = claims();
    const good = await aToken(site, secret, sub);
    const [header = "", body = "", mac = ""] = good.split(".");
    for (const token of [
      `${header}.${body}.`,
      `${header}.${body}`,
      `${body}.${header}.${mac}`,
      `${good}x`,
      `${good}.${mac}`,
    ])
      expect([token, await prove(token)]).toEqual([token, { refused: expect.any(String) }]);
  });

  it("refuses whatever else comes, and throws for nothing", async () => {
    const deep = `${"eyJhbGciOiJIUzI1NiJ9"}.${"W10"}.x`;
    for (const token of ["", ".", "..", "a.b.c", "{}", deep, "\u{1f6d2}", "x".repeat(10_000), 7, {}, [], true])
      expect(await prove(token)).toEqual({ refused: expect.any(String) });
    expect(await prove(await signedToken({ alg: "HS256" }, [1], await byHmac(secret)))).toHaveProperty("refused");
    expect(
      await prove(await signedToken({ alg: "HS256", crit: ["b64"], b64: false }, claims(), await byHmac(secret))),
    ).toHaveProperty("refused");
    const bare = await makeSite();
    expect(await prove(await aToken(bare, utf8("x".repeat(40)).join(""), "ada"), bare)).toEqual({
      refused: "the site has no identity secret",
    });
  });

  it("takes the secret before for as long as both work, and no longer", async () => {
    const own = await makeSite();
    const first = await identitySecretOf(own);
    const second = await identitySecretOf(own, 1);
    const by = async (key: string) => prove(await aToken(own, key, "ada"), own);
    expect([await by(first), await by(second)]).toEqual([{ userId: "ada" }, { userId: "ada" }]);
    vi.setSystemTime(START + HOUR_MS);
    expect([await by(first), await by(second)]).toEqual([{ refused: expect.any(String) }, { userId: "ada" }]);
    const stored = JSON.stringify(await env.PUBLISHED.get(`site:${own.key}`));
    expect(stored).not.toContain(first);
    expect(stored).not.toContain(second);
  });
});

describe("identity.jwks", () => {
  const save = async (key: object) => {
    const config = { identity: { jwks: { keys: [key] } } };
    return await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, config);
  };

  it("holds public keys alone: a private part, a shared secret or a weak key is refused where it stands", async () => {
    const wrong: [object, string][] = [
      [await exportJWK(publicKeys.rsa.privateKey), "/identity/jwks/keys/0/d"],
      [await exportJWK(publicKeys.ec.privateKey), "/identity/jwks/keys/0/d"],
      [{ kty: "oct", k: "c2VjcmV0" }, "/identity/jwks/keys/0/kty"],
      [{ kty: "RSA", n: "AQAB", e: "AQAB" }, "/identity/jwks/keys/0/n"],
      [{ ...(await exportJWK(publicKeys.ec.publicKey)), crv: "P-384" }, "/identity/jwks/keys/0/crv"],
      [{ ...(await exportJWK(publicKeys.rsa.publicKey)), alg: "HS256" }, "/identity/jwks/keys/0/alg"],
    ];
    for (const [key, path] of wrong) {
      const answer = await save(key);
      expect(answer.status).toBe(422);
      expect((await answer.json<{ errors: { path: string }[] }>()).errors.map((error) => error.path)).toContain(path);
    }
  });
});
