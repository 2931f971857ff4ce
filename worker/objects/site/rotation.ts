import type { KeyKind } from "#shared/wire/keys";
import type { AuditStore, Doer } from "./auditStore.ts";
import type { CredentialStore, KeyRow } from "./credentialStore.ts";
import { sealed } from "./opening.ts";
import { newSecret, prefixOf } from "./secret.ts";
import { lockedSecret } from "./vault.ts";

/** A key that takes another's place, and until when both work. */
export interface RotateOrder {
  readonly kind: KeyKind;
  /** Epoch milliseconds. */
  readonly endsAt: number;
  readonly by: Doer;
}

/** A new key: what is shown of it, once, and what is kept. */
interface NewKey {
  /** Null where nobody holds it but the Worker. */
  readonly text: string | null;
  readonly row: KeyRow;
}

/** Before a site's decision key is changed for the first time. */
const FIRST_SALT = "0";

/** Makes a key of a kind; null where the Worker has no secret of its own to keep it by. */
export async function newKey(env: Env, kind: KeyKind, site: string): Promise<NewKey | null> {
  switch (kind) {
    case "write": {
      const { text, prefix } = await sealed("wk", site);
      return { text, row: { kind, prefix, value: text } };
    }
    case "server": {
      const { text, prefix, digest } = await sealed("sk", site);
      return { text, row: { kind, prefix, value: digest } };
    }
    case "identity": {
      const text = newSecret("is", site);
      const value = await lockedSecret(env, site, text);
      return value === null ? null : { text, row: { kind, prefix: prefixOf(text), value } };
    }
    case "decision": {
      const salt = prefixOf(newSecret("ds", site));
      return { text: null, row: { kind, prefix: salt, value: salt } };
    }
  }
}

interface Stores {
  readonly credentials: CredentialStore;
  readonly audit: AuditStore;
}

/** Puts a key in the place of those of its kind, which work until the order's instant. To be called in a transaction. @returns true: it is a change */
export function replaceKeys({ credentials, audit }: Stores, { row }: NewKey, order: RotateOrder, now: number): true {
  const { kind, endsAt, by } = order;
  if (kind === "decision" && credentials.keysAt(now).every((known) => known.kind !== kind))
    credentials.addKey({ kind, prefix: FIRST_SALT, value: FIRST_SALT }, 0);
  credentials.endKeys(kind, endsAt);
  credentials.addKey(row, now);
  const detail = { prefix: row.prefix, previousEndsAt: new Date(endsAt).toISOString() };
  audit.add({ ...by, action: "key.rotate", target: kind, detail }, now);
  return true;
}
