import type { AuditStore, Doer } from "./auditStore.ts";
import type { CredentialStore, TokenRow } from "./credentialStore.ts";
import { sealed, tokenRow } from "./opening.ts";

interface Stores {
  readonly credentials: CredentialStore;
  readonly audit: AuditStore;
}

/** What a token is to be. */
export type TokenWanted = Pick<TokenRow, "role" | "name" | "expiresAt">;

/** A token to be made for a site, and who makes it. */
export interface TokenOrder {
  readonly key: string;
  readonly wanted: TokenWanted;
  readonly by: Doer;
}

/** Makes a token; its secret is in this answer and nowhere else. */
export async function createToken({ credentials, audit }: Stores, { key, wanted, by }: TokenOrder, now: number) {
  const secret = await sealed("mt", key);
  const token = tokenRow(wanted, secret, now);
  credentials.addToken(token, secret.digest);
  const { id, role, name } = token;
  audit.add({ ...by, action: "token.create", target: id, detail: { role, name } }, now);
  return { ...token, token: secret.text };
}

/** Takes a token away. False: there is none. */
export function revokeToken(
  { credentials, audit }: Stores,
  { id, by }: { readonly id: string; readonly by: Doer },
  now: number,
): boolean {
  const token = credentials.removeToken(id);
  if (!token) return false;
  const { role, name } = token;
  audit.add({ ...by, action: "token.revoke", target: id, detail: { role, name } }, now);
  return true;
}
