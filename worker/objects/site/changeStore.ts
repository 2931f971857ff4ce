export type ChangeRow = { readonly seq: number; readonly body: string };

const KEPT = 1_000;

/** The site's last segment changes, for whoever lost the connection for a while. */
export class ChangeStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Appends a change. @param bodyOf the message, given its seq @returns the message; null where the same change was here before */
  add(identity: string, bodyOf: (seq: number) => string): string | null {
    const isRepeat = this.#sql.exec("SELECT 1 FROM changes WHERE identity = ?", identity).toArray().length > 0;
    if (isRepeat) return null;
    const seq = (this.#sql.exec<{ last: number | null }>("SELECT MAX(seq) AS last FROM changes").one().last ?? 0) + 1;
    const body = bodyOf(seq);
    this.#sql.exec("INSERT INTO changes (seq, identity, body) VALUES (?, ?, ?)", seq, identity, body);
    return body;
  }

  /** Forgets where some visitors went. The rows stay, empty, so that seq goes on growing. */
  forget(visitors: readonly string[]): void {
    const query = "UPDATE changes SET identity = 'erased/' || seq, body = '' WHERE substr(identity, 1, 64) = ?";
    for (const visitor of visitors) this.#sql.exec(query, visitor);
  }

  /** Drops all but the last thousand. The newest always stays, so that seq goes on growing. */
  trim(): void {
    this.#sql.exec(`DELETE FROM changes WHERE seq <= (SELECT MAX(seq) FROM changes) - ${KEPT}`);
  }

  /** The messages after a seq, oldest first. */
  after(seq: number): string[] {
    const rows = this.#sql
      .exec<ChangeRow>("SELECT seq, body FROM changes WHERE seq > ? AND body <> '' ORDER BY seq", seq)
      .toArray();
    return rows.map(({ body }) => body);
  }
}
