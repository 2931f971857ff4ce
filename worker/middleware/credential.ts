import type { Context, MiddlewareHandler } from "hono";
import type { Access } from "#shared/wire/call";
import type { Role } from "#shared/wire/tokens";
import { log } from "../log.ts";
import type { Doer } from "../objects/site/auditStore.ts";
import { digestOf, isLocalSecret, isSameDigest, prefixOf, readSecret, type Secret } from "../objects/site/secret.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { heldSite, type PublishedSite, publishedSite, standing } from "../publishedStore.ts";
import { accessCredential, accessTokenIn } from "./accessCookie.ts";
import type { AppEnv } from "./context.ts";
import { countryOf } from "./country.ts";
import { limitSignIn, noteRefused } from "./rate.ts";

/** Who asks, as far as the credential proves it. */
export type Credential =
  | { readonly kind: "none" }
  | { readonly kind: "write" | "server"; readonly site: string }
  | {
      readonly kind: "marketer";
      readonly site: string;
      readonly role: Role;
      readonly id: string;
      readonly name: string;
      /** Epoch milliseconds; null: until it is revoked. */
      readonly expiresAt: number | null;
      /** Not by a token of ours, which could be revoked. */
      readonly isByAccess?: true;
    }
  | { readonly kind: "root" };

const NOBODY: Credential = { kind: "none" };

interface Allowed {
  readonly write: boolean;
  readonly server: boolean;
  /** The least role that a marketer needs; null: none suffices. */
  readonly role: Role | null;
  readonly root: boolean;
}

/** The one table of who may do what. */
const ALLOWED: Readonly<Record<Exclude<Access, "open">, Allowed>> = {
  site: { write: true, server: true, role: null, root: false },
  server: { write: false, server: true, role: "viewer", root: true },
  viewer: { write: false, server: false, role: "viewer", root: true },
  editor: { write: false, server: false, role: "editor", root: true },
  admin: { write: false, server: false, role: "admin", root: true },
  import: { write: false, server: true, role: "admin", root: true },
  root: { write: false, server: false, role: null, root: true },
};

const GRADES: Readonly<Record<Role, number>> = { viewer: 1, editor: 2, admin: 3 };

/** What a request asks for, and with which secret. */
interface Admission {
  readonly access: Access;
  readonly secret: string | null;
  /** The site that the path names. */
  readonly site?: string | undefined;
}

/** Lets a request pass if its `Authorization` or `X-API-Key` may make such a call on the site that the path names. */
export function allow(access: Access): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const secret = access === "open" ? null : presentedSecret(c);
    await admit(c, { access, secret, site: c.req.param("site") });
    await next();
  };
}

/**
 * Lets a request pass with a secret that was found anywhere, a body's `writeKey` for one, and sets `c.var.credential`.
 *
 * @throws Problem `unauthenticated`, `not-found` for another site's credential, or `forbidden`
 */
export async function admit(c: Context<AppEnv>, { access, secret, site }: Admission): Promise<Credential> {
  // Where nobody is asked, a credential is not even looked at: such a call is answered whatever else fails.
  const credential = access === "open" ? NOBODY : await signIn(c, { access, secret, site });
  c.set("credential", credential);
  if (access === "open") return credential;
  if (credential.kind === "none") throw new Problem("unauthenticated", "This needs a credential");
  if (site !== undefined && credential.kind !== "root" && credential.site !== site) {
    throw new Problem("not-found", `There is no site ${site} for this credential`);
  }
  const refusal = refusalOf(credential, access, () => c.req.header("origin") !== undefined);
  if (refusal !== null) {
    noteRefusal(c, credential);
    throw new Problem("forbidden", refusal);
  }
  return credential;
}

/** A key is checked by what is published; whoever signs in otherwise has an object look it up, or tries to be the operator: so often, and no more. */
async function signIn(c: Context<AppEnv>, { access, secret, site }: Admission): Promise<Credential> {
  if (secret !== null && /^[ws]k_/.test(secret)) return await credentialOf(c.env, secret);
  const byAccess = secret === null && access !== "site" && site !== undefined ? accessTokenIn(c) : null;
  if (secret === null && byAccess === null) return NOBODY;
  const at = (secret === null ? site : readSecret(secret)?.site) ?? null;
  await limitSignIn(c, at, Date.now());
  try {
    return byAccess === null ? await credentialOf(c.env, secret) : await accessCredential(c, byAccess, at ?? "");
  } catch (error) {
    if (error instanceof Problem && error.kind === "unauthenticated") await noteRefused(c, at, Date.now());
    throw error;
  }
}

/** Who a secret belongs to. No secret at all is the kind `none`. @throws Problem `unauthenticated` for an unknown one */
export async function credentialOf(env: Env, text: string | null): Promise<Credential> {
  if (text === null) return NOBODY;
  const secret = readSecret(text);
  // The operator's own choice of a root token may look like anything.
  const credential = (secret && (await ofSite(env, secret))) ?? (await ofRoot(env, text));
  if (!credential) throw new Problem("unauthenticated", "This credential is not known, or no longer");
  return credential;
}

/** The secret in a request's headers: Bearer, X-API-Key, or Basic with a write or server key as its user; null without one. */
export function presentedSecret(c: Context<AppEnv>): string | null {
  const header = c.req.header("authorization");
  if (header === undefined) return c.req.header("x-api-key") ?? null;
  const [, scheme = "", value = ""] = /^(\S+) +(\S+) *$/.exec(header) ?? [];
  if (scheme.toLowerCase() === "bearer") return value;
  if (scheme.toLowerCase() === "basic") return basicUser(value);
  throw new Problem("unauthenticated", "Authorization is neither Bearer nor Basic");
}

/** Whether somebody may do what a role may. */
export function mayAs(role: Role, credential: Credential): boolean {
  return credential.kind === "root" || (credential.kind === "marketer" && GRADES[credential.role] >= GRADES[role]);
}

/** How somebody is called in versions and in the audit log. */
export function actorOf(credential: Credential): string {
  return credential.kind === "marketer" ? `${credential.name} (${credential.id})` : credential.kind;
}

/** Who asks, and from where: what the audit log says of whoever does something. */
export function doerIn(c: Context<AppEnv>): Doer {
  return { actor: actorOf(c.get("credential")), country: countryOf(c.req.raw) };
}

/** Whether somebody answers for a site as its admins do. */
export function mayAdminister(credential: Credential): boolean {
  return credential.kind === "root" || (credential.kind === "marketer" && credential.role === "admin");
}

function basicUser(value: string): string {
  let user: string | undefined;
  try {
    [user] = atob(value).split(":");
  } catch {
    user = undefined;
  }
  // A browser repeats Basic by itself, so it carries nothing that reads or changes a site.
  if (user !== undefined && /^[ws]k_/.test(user)) return user;
  throw new Problem("unauthenticated", "Basic needs a write or server key as its user, and no password");
}

async function ofSite(env: Env, secret: Secret): Promise<Credential | null> {
  if (isLocalSecret(secret) && env.RFEDGE_LOCAL !== "1") return null;
  if (secret.kind === "mt") return await ofMarketer(env, secret);
  const site = heldSite(env, secret.site) ?? (await publishedSite(env, secret.site));
  if (!site) return null;
  if (secret.kind === "wk") return isWriteKey(secret, site) ? { kind: "write", site: site.key } : null;
  if (isLocalSecret(secret)) return { kind: "server", site: site.key };
  const digest = await digestOf(secret.text);
  const digests = standing(site, site.serverKeyDigests, Date.now());
  return digests.some((known) => isSameDigest(known, digest)) ? { kind: "server", site: site.key } : null;
}

function isWriteKey(secret: Secret, site: PublishedSite): boolean {
  return isLocalSecret(secret) || standing(site, site.writeKeys, Date.now()).includes(secret.text);
}

/**
 * The site that a write key opens, where this isolate's copy of it is enough to say so, as for almost every page that asks: without a turn of
 * the loop.
 *
 * @returns null where it does not suffice, or the text is no such key
 */
export function siteOpenedBy(env: Env, text: string): PublishedSite | null {
  const secret = latestKey?.text === text ? latestKey : readSecret(text);
  if (secret?.kind !== "wk" || (isLocalSecret(secret) && env.RFEDGE_LOCAL !== "1")) return null;
  latestKey = secret;
  const site = heldSite(env, secret.site) ?? null;
  return site !== null && isWriteKey(secret, site) ? site : null;
}

/** The write key that was read last: an isolate is mostly asked with one, over and over. No other secret is kept. */
let latestKey: Secret | null = null;

async function ofMarketer(env: Env, secret: Secret): Promise<Credential | null> {
  // No object is woken, let alone made, for a site that somebody thought up.
  if ((await publishedSite(env, secret.site)) === null) return null;
  const token = { prefix: prefixOf(secret.text), digest: await digestOf(secret.text) };
  const holder = await siteStub(env, secret.site).tokenHolder(token, Date.now());
  if (!holder) return null;
  const { id, name, role, expiresAt } = holder;
  return { kind: "marketer", site: secret.site, id, name, role, expiresAt };
}

async function ofRoot(env: Env, text: string): Promise<Credential | null> {
  if (!env.RFEDGE_ADMIN_TOKEN) return null;
  const [given, kept] = await Promise.all([digestOf(text), digestOf(env.RFEDGE_ADMIN_TOKEN)]);
  return isSameDigest(given, kept) ? { kind: "root" } : null;
}

/** Why a credential may not make such a call; null if it may. */
function refusalOf(
  credential: Credential,
  access: Exclude<Access, "open">,
  isFromBrowser: () => boolean,
): string | null {
  const allowed = ALLOWED[access];
  switch (credential.kind) {
    case "write":
      return allowed.write ? null : "A write key sends events and gets decisions, nothing else";
    case "server":
      if (!allowed.server) return "A server key may not do this";
      return access !== "site" && isFromBrowser() ? "A server key must never be in a browser" : null;
    case "marketer":
      if (allowed.role !== null && GRADES[credential.role] >= GRADES[allowed.role]) return null;
      return allowed.role === null ? "A marketer token may not do this" : `This needs the role ${allowed.role}`;
    case "root":
      return allowed.root ? null : "The root token belongs to no site: use a write or server key";
    default:
      return "This needs a credential";
  }
}

/** A write key where it has no business is in the site's audit log: somebody has taken it from a page to try doors. */
function noteRefusal(c: Context<AppEnv>, credential: Credential): void {
  if (credential.kind !== "write") return;
  const country = countryOf(c.req.raw);
  const entry = { actor: "write key", country, action: "refused", target: c.req.routePath };
  const told = siteStub(c.env, credential.site).noteRefusal(entry, Date.now());
  c.executionCtx.waitUntil(told.catch((error: unknown) => log("refusal-untold", { site: credential.site }, error)));
}
