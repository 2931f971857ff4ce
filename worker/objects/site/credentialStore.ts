import type { KeyKind } from "#shared/wire/keys";
import type { Role } from "#shared/wire/tokens";
import { isSameDigest } from "./secret.ts";

/** A marketer token as it is kept. Instants are epoch milliseconds. */
export type TokenRow = {
  readonly id: string;
  readonly role: Role;
  readonly name: string;
  readonly prefix: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
};

/** A write key, the digest of a server key, an encrypted identity secret, or the salt of a decision key. */
export type KeyRow = { readonly kind: KeyKind; readonly prefix: string; readonly value: string };
/** Epoch milliseconds; null: it works as long as it stands. */
type StandingKey = KeyRow & { readonly endsAt: number | null };

const COLUMNS = "id, role, name, prefix, createdAt, expiresAt";

/** Who may do what on the site: keys that are published, tokens that are checked here. No secret is among them. */
export class CredentialStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  addKey({ kind, prefix, value }: KeyRow, at: number): void {
    const id = crypto.randomUUID();
    this.#sql.exec(
      "INSERT INTO keys (id, kind, prefix, value, createdAt) VALUES (?, ?, ?, ?, ?)",
      id,
      kind,
      prefix,
      value,
      at,
    );
  }

  /** The keys that work at an instant, the newest first. */
  keysAt(now: number): StandingKey[] {
    const query =
      "SELECT kind, prefix, value, endsAt FROM keys WHERE endsAt IS NULL OR endsAt > ? ORDER BY createdAt DESC, id";
    return this.#sql.exec<StandingKey>(query, now).toArray();
  }

  /** Lets the keys of a kind work until an instant, and none of them longer than it would have. */
  endKeys(kind: KeyKind, endsAt: number): void {
    this.#sql.exec(
      "UPDATE keys SET endsAt = ? WHERE kind = ? AND (endsAt IS NULL OR endsAt > ?)",
      endsAt,
      kind,
      endsAt,
    );
  }

  addToken(token: TokenRow, digest: string): void {
    const { id, role, name, prefix, createdAt, expiresAt } = token;
    this.#sql.exec(
      `INSERT INTO tokens (${COLUMNS}, digest) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[id, role, name, prefix, createdAt, expiresAt, digest],
    );
  }

  tokens(): TokenRow[] {
    return this.#sql.exec<TokenRow>(`SELECT ${COLUMNS} FROM tokens ORDER BY createdAt, id`).toArray();
  }

  /** The token of a digest, unless it has expired. The prefix finds it; the digests are compared in constant time. */
  holder(prefix: string, digest: string, now: number): TokenRow | null {
    const rows = this.#sql
      .exec<TokenRow & { digest: string }>(`SELECT ${COLUMNS}, digest FROM tokens WHERE prefix = ?`, prefix)
      .toArray();
    const row = rows.find((candidate) => isSameDigest(candidate.digest, digest));
    if (!row || (row.expiresAt !== null && row.expiresAt <= now)) return null;
    const { digest: _, ...token } = row;
    return token;
  }

  /** Takes a token away. @returns whose it was; null where there is none */
  removeToken(id: string): TokenRow | null {
    const token = this.tokens().find((candidate) => candidate.id === id) ?? null;
    this.#sql.exec("DELETE FROM tokens WHERE id = ?", id);
    return token;
  }

  /** Takes every key and token away. */
  clear(): void {
    this.#sql.exec("DELETE FROM keys");
    this.#sql.exec("DELETE FROM tokens");
  }
}
