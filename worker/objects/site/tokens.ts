import type { AuditStore } from "./auditStore.ts";
import type { CredentialStore, TokenRow } from "./credentialStore.ts";
import { sealed, tokenRow } from "./opening.ts";

interface Stores {
  readonly credentials: CredentialStore;
  readonly audit: AuditStore;
}

/** A token to be made for a site, and who makes it. */
export interface TokenOrder {
  readonly key: string;
  readonly wanted: Pick<TokenRow, "role" | "name" | "expiresAt">;
  readonly actor: string;
}

/** Makes a token; its secret is in this answer and nowhere else. */
export async function createToken({ credentials, audit }: Stores, { key, wanted, actor }: TokenOrder, now: number) {
  const secret = await sealed("mt", key);
  const token = tokenRow(wanted, secret, now);
  credentials.addToken(token, secret.digest);
  const { id, role, name } = token;
  audit.add({ actor, action: "token.create", target: id, detail: { role, name } }, now);
  return { ...token, token: secret.text };
}

/** Takes a token away. False: there is none. */
export function revokeToken({ credentials, audit }: Stores, id: string, actor: string, now: number): boolean {
  const token = credentials.removeToken(id);
  if (!token) return false;
  const { role, name } = token;
  audit.add({ actor, action: "token.revoke", target: id, detail: { role, name } }, now);
  return true;
}
