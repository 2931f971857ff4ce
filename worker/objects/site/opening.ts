import type { AuditStore, Doer } from "./auditStore.ts";
import type { CredentialStore, TokenRow } from "./credentialStore.ts";
import { digestOf, newSecret, prefixOf } from "./secret.ts";
import type { SiteModels } from "./siteModels.ts";
import type { SiteStore } from "./siteStore.ts";

/** What opens a site: `body` is its first configuration, as JSON. */
export interface OpenOrder {
  readonly key: string;
  readonly name: string;
  readonly body: string;
  readonly by: Doer;
}

/** A secret as it leaves, once, and what stays of it. */
export interface Sealed {
  readonly text: string;
  readonly prefix: string;
  readonly digest: string;
}

/** The credentials a new site begins with. */
export interface FirstSecrets {
  readonly writeKey: Sealed;
  readonly serverKey: Sealed;
  readonly token: Sealed;
}

/** A new secret with its digest. */
export async function sealed(kind: "wk" | "sk" | "mt", site: string): Promise<Sealed> {
  const text = newSecret(kind, site);
  return { text, prefix: prefixOf(text), digest: await digestOf(text) };
}

export async function firstSecrets(site: string): Promise<FirstSecrets> {
  const [writeKey, serverKey, token] = await Promise.all([sealed("wk", site), sealed("sk", site), sealed("mt", site)]);
  return { writeKey, serverKey, token };
}

interface Stores {
  readonly site: SiteStore;
  readonly models: SiteModels;
  readonly audit: AuditStore;
  readonly credentials: CredentialStore;
}

/** Opens a site with its first configuration and credentials. To be called in a transaction. @returns false: it was opened before */
export function openSite(
  { site, models, audit, credentials }: Stores,
  { key, name, body, digest, by, secrets }: OpenOrder & { digest: string; secrets: FirstSecrets },
  now: number,
): boolean {
  if (site.site()) return false;
  site.open(key, name, now);
  site.append({ body, digest, author: by.actor, at: now }, "The default configuration");
  models.append("config", now, null);
  keepFirstSecrets(credentials, secrets, now);
  audit.add({ ...by, action: "site.open", target: key }, now);
  return true;
}

/** Closes a site for good. To be called in a transaction. @returns false: it is not open */
export function closeSite({ site, audit, credentials }: Omit<Stores, "models">, by: Doer, now: number): boolean {
  const held = site.site();
  if (!held || held.closedAt !== null) return false;
  site.close(now);
  credentials.clear();
  audit.add({ ...by, action: "site.close", target: held.key }, now);
  return true;
}

/** A new site's credentials as they leave, once. */
export function textsOf({ writeKey, serverKey, token }: FirstSecrets) {
  return { writeKey: writeKey.text, serverKey: serverKey.text, token: token.text };
}

/** Stores a new site's credentials: the server key and the token as digests only. */
export function keepFirstSecrets(
  store: CredentialStore,
  { writeKey, serverKey, token }: FirstSecrets,
  now: number,
): void {
  store.addKey({ kind: "write", prefix: writeKey.prefix, value: writeKey.text }, now);
  store.addKey({ kind: "server", prefix: serverKey.prefix, value: serverKey.digest }, now);
  store.addToken(tokenRow({ role: "admin", name: "First admin", expiresAt: null }, token, now), token.digest);
}

/** A token's row, under a new id. */
export function tokenRow(
  wanted: Pick<TokenRow, "role" | "name" | "expiresAt">,
  { prefix }: Sealed,
  now: number,
): TokenRow {
  return { id: crypto.randomUUID(), prefix, createdAt: now, ...wanted };
}
