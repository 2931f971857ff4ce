import { env } from "cloudflare:workers";
import { type PublishedSite, publishedSite } from "../../worker/publishedStore.ts";
import { askAs, type TestSite } from "./site.ts";

/** Seconds since 1970. */
export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

/** A site as it is in force. */
export async function published(site: TestSite): Promise<PublishedSite> {
  const found = await publishedSite(env, site.key);
  if (found === null) throw new Error("no such site is published");
  return found;
}

/** A new identity secret of a site, as the site's back end gets it. */
export async function identitySecretOf(site: TestSite, overlapHours?: number): Promise<string> {
  const path = `/v1/sites/${site.key}/keys/rotate`;
  const answer = await askAs(site.token, "POST", path, { kind: "identity", overlapHours });
  if (answer.status !== 200) throw new Error(`no secret: ${await answer.text()}`);
  return (await answer.json<{ key: string }>()).key;
}

/** A JWT, put together by hand as RFC 7515 and RFC 7519 say, so that what no library would sign can be tried too. */
export async function signedToken(
  header: Readonly<Record<string, unknown>>,
  claims: unknown,
  sign: (input: Uint8Array) => Promise<ArrayBuffer> | ArrayBuffer,
): Promise<string> {
  const input = `${base64url(utf8(JSON.stringify(header)))}.${base64url(utf8(JSON.stringify(claims)))}`;
  return `${input}.${base64url(new Uint8Array(await sign(utf8(input))))}`;
}

/** Signs by HMAC with SHA-256. */
export async function byHmac(secret: string | Uint8Array): Promise<(input: Uint8Array) => Promise<ArrayBuffer>> {
  const bytes = typeof secret === "string" ? utf8(secret) : secret;
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return (input) => crypto.subtle.sign("HMAC", key, input);
}

/** A token for a user of a site, good for ten minutes. */
export async function aToken(
  site: TestSite,
  secret: string,
  userId: string,
  claims: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const usual = { sub: userId, aud: site.key, iat: nowSeconds(), exp: nowSeconds() + 600 };
  return await signedToken({ alg: "HS256", typ: "JWT" }, { ...usual, ...claims }, await byHmac(secret));
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function base64url(bytes: Uint8Array): string {
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}
