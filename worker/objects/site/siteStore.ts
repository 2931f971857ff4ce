/** A document on its way to being a version: its JSON text, SHA-256, and who wrote it. */
type Written = {
  readonly body: string;
  readonly digest: string;
  readonly author: string;
  readonly at: number;
};

/** The draft; `notes` is a JSON list of what is to be said of it, empty where an earlier release saved it unchecked. */
export type Draft = Written & { readonly notes: string };

/** A version without its document. `at` is epoch milliseconds. */
export type Version = {
  readonly version: number;
  readonly at: number;
  readonly author: string;
  readonly note: string;
  readonly digest: string;
  readonly previous: number | null;
};

export type SiteRow = {
  readonly key: string;
  readonly name: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
};

const COLUMNS = "version, at, author, note, digest, previous";

/** The site itself, its draft and its versions, and whether KV is behind them. */
export class SiteStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  site(): SiteRow | null {
    return this.#sql.exec<SiteRow>("SELECT key, name, openedAt, closedAt FROM site").toArray()[0] ?? null;
  }

  open(key: string, name: string, at: number): void {
    this.#sql.exec("INSERT INTO site (id, key, name, openedAt) VALUES (1, ?, ?, ?)", key, name, at);
  }

  close(at: number): void {
    this.#sql.exec("UPDATE site SET closedAt = ?", at);
  }

  reopen(): void {
    this.#sql.exec("UPDATE site SET closedAt = NULL");
  }

  draft(): Draft | null {
    return this.#sql.exec<Draft>("SELECT body, digest, author, at, notes FROM draft").toArray()[0] ?? null;
  }

  saveDraft({ body, digest, author, at, notes }: Draft): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO draft (id, body, digest, author, at, notes) VALUES (1, ?, ?, ?, ?, ?)",
      ...[body, digest, author, at, notes],
    );
  }

  dropDraft(): void {
    this.#sql.exec("DELETE FROM draft");
  }

  /** The version in force; 0 before the first. */
  current(): number {
    return (
      this.#sql.exec<{ version: number | null }>("SELECT MAX(version) AS version FROM versions").one().version ?? 0
    );
  }

  body(version: number): { body: string; digest: string } | null {
    return (
      this.#sql
        .exec<{ body: string; digest: string }>("SELECT body, digest FROM versions WHERE version = ?", version)
        .toArray()[0] ?? null
    );
  }

  /** For how many days the version in force keeps behaviour, whatever else of it can be read today; null: it does not say. */
  retentionDays(): number | null {
    const query =
      "SELECT json_extract(body, '$.privacy.retentionDays') AS days FROM versions ORDER BY version DESC LIMIT 1";
    const days = this.#sql.exec<{ days: SqlStorageValue }>(query).toArray()[0]?.days;
    return typeof days === "number" ? days : null;
  }

  /** One version with its document. */
  version(version: number): (Version & { readonly body: string }) | null {
    const query = `SELECT ${COLUMNS}, body FROM versions WHERE version = ?`;
    return this.#sql.exec<Version & { body: string }>(query, version).toArray()[0] ?? null;
  }

  versions(): Version[] {
    return this.#sql.exec<Version>(`SELECT ${COLUMNS} FROM versions ORDER BY version DESC`).toArray();
  }

  /** Appends the next version; what was published before stays as it is, for ever. */
  append(draft: Written, note: string): Version {
    const previous = this.current();
    const made = {
      version: previous + 1,
      at: draft.at,
      author: draft.author,
      note,
      digest: draft.digest,
      previous: previous || null,
    };
    this.#sql.exec(
      `INSERT INTO versions (${COLUMNS}, body) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[made.version, made.at, made.author, made.note, made.digest, made.previous, draft.body],
    );
    return made;
  }

  /** Notes that KV is behind. */
  owe(): void {
    this.#sql.exec("INSERT INTO outbox (tries) VALUES (0)");
  }

  /** The latest note that KV is behind, and how often bringing it up to date has failed; null: it is not. */
  owed(): { id: number; tries: number } | null {
    return (
      this.#sql
        .exec<{ id: number; tries: number }>("SELECT id, tries FROM outbox ORDER BY id DESC LIMIT 1")
        .toArray()[0] ?? null
    );
  }

  /** Forgets the notes up to one: what came after it is still owed. */
  settle(id: number): void {
    this.#sql.exec("DELETE FROM outbox WHERE id <= ?", id);
  }

  noteFailure(): void {
    this.#sql.exec("UPDATE outbox SET tries = tries + 1");
  }
}
