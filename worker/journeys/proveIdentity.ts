import { createLocalJWKSet, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from "jose";
import { bagOf } from "#shared/events/event";
import { identitySecrets } from "../objects/site/vault.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** Whose token it is, or why it proves nobody's identity. */
export type Proof = { readonly userId: string } | { readonly refused: string };

/** How long the site's tokens may live, in seconds. */
const LONGEST_SECONDS = 3_600;
/** By how much the site's clock may be off, in seconds. */
const TOLERANCE_SECONDS = 30;
const LONGEST_ID = 255;
const LONGEST_TOKEN = 8_192;

/**
 * Proves who someone is by an identity token of the site: a JWT with `sub`, the user id, `aud`, the site's key, and `exp`, at most an hour ahead; signed
 * with the site's identity secret (HS256), or by a key of which `identity.jwks` has the public part (RS256, ES256). Which key fits an algorithm is
 * settled here, never by the token: a public key is no secret to sign with.
 *
 * @param token as it came
 * @param now epoch milliseconds
 */
export async function proveIdentity(env: Env, site: PublishedSite, token: unknown, now: number): Promise<Proof> {
  if (typeof token !== "string" || token.length > LONGEST_TOKEN)
    return { refused: "it is no text of a token's length" };
  try {
    const { jwks } = site.config.identity;
    const isSymmetric = algorithmOf(token) === "HS256";
    if (!isSymmetric && jwks === undefined) return { refused: "the site has no identity.jwks" };
    const payload = isSymmetric
      ? await bySecret(await identitySecrets(env, site, now), token, { ...expected(site, now), algorithms: ["HS256"] })
      : await byPublicKey(jwks, token, { ...expected(site, now), algorithms: ["RS256", "ES256"] });
    return proofOf(payload, site, Math.floor(now / 1000));
  } catch (error) {
    return { refused: error instanceof errors.JOSEError ? error.message.slice(0, 200) : "it cannot be read" };
  }
}

/** The identity token that a message or a request carries; undefined: none. */
export function identityTokenIn(body: unknown): unknown {
  const { identityToken, context } = bagOf(body);
  return identityToken ?? bagOf(context)["identityToken"] ?? undefined;
}

/** The user id that an identity token proves; null: none. Whoever shows one that is not valid is no worse off than without. */
export async function provenUserId(env: Env, site: PublishedSite, token: unknown, now: number): Promise<string | null> {
  const proof = await proveIdentity(env, site, token, now);
  return "userId" in proof ? proof.userId : null;
}

function expected(site: PublishedSite, now: number): JWTVerifyOptions {
  return {
    audience: site.key,
    requiredClaims: ["sub", "exp"],
    clockTolerance: TOLERANCE_SECONDS,
    currentDate: new Date(now),
  };
}

function algorithmOf(token: string): unknown {
  const [header = ""] = token.split(".");
  return bagOf(JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(header, { alphabet: "base64url" }))))["alg"];
}

/** While a secret is being replaced, two are good. */
async function bySecret(secrets: readonly CryptoKey[], token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
  let wrong: unknown = new errors.JWSSignatureVerificationFailed("the site has no identity secret");
  for (const secret of secrets) {
    try {
      return (await jwtVerify(token, secret, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      wrong = error;
    }
  }
  throw wrong;
}

const KEY_SETS = new WeakMap<object, ReturnType<typeof createLocalJWKSet>>();

async function byPublicKey(
  jwks: PublishedSite["config"]["identity"]["jwks"],
  token: string,
  options: JWTVerifyOptions,
): Promise<JWTPayload> {
  if (jwks === undefined) throw new errors.JWKSNoMatchingKey();
  const known = KEY_SETS.get(jwks) ?? createLocalJWKSet(jwks);
  KEY_SETS.set(jwks, known);
  return (await jwtVerify(token, known, options)).payload;
}

function proofOf({ sub, exp = 0, iat }: JWTPayload, site: PublishedSite, nowSeconds: number): Proof {
  // A library takes the token's word for its type.
  if (typeof sub !== "string" || sub === "" || sub.length > LONGEST_ID) return { refused: "sub is no user id" };
  const name = sub.trim().toLowerCase();
  if (site.config.identity.refusedIds.some((id) => id.trim().toLowerCase() === name))
    return { refused: "sub names nobody in particular" };
  if (
    exp > nowSeconds + LONGEST_SECONDS + TOLERANCE_SECONDS ||
    exp - (iat ?? nowSeconds) > LONGEST_SECONDS + TOLERANCE_SECONDS
  )
    return { refused: "it would live for more than an hour" };
  return { userId: sub };
}
