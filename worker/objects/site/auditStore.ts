/** What somebody did, or was refused. */
export interface Deed {
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export type AuditRow = {
  readonly seq: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly detail: string | null;
};

const PAGE = 100;
const REPEAT_MS = 60_000;

/** The audit log: rows are added, never changed, never taken away. */
export class AuditStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add({ actor, action, target, detail }: Deed, at: number): void {
    const query = "INSERT INTO audit (at, actor, action, target, detail) VALUES (?, ?, ?, ?, ?)";
    this.#sql.exec(query, at, actor, action, target, detail === undefined ? null : JSON.stringify(detail));
  }

  /** Adds what anybody with a public key can provoke: at most once a minute each, so that nobody fills the log. */
  addOnce(deed: Deed, at: number): void {
    const query =
      "SELECT 1 FROM (SELECT * FROM audit ORDER BY seq DESC LIMIT 50) WHERE actor = ? AND action = ? AND target = ? AND at > ?";
    const isRepeat = this.#sql.exec(query, deed.actor, deed.action, deed.target, at - REPEAT_MS).toArray().length > 0;
    if (!isRepeat) this.add(deed, at);
  }

  /** A page, newest first. @param before only what is older than this seq; null: from the newest on */
  page(before: number | null): AuditRow[] {
    const query = `SELECT seq, at, actor, action, target, detail FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ${PAGE}`;
    return this.#sql.exec<AuditRow>(query, before ?? Number.MAX_SAFE_INTEGER).toArray();
  }
}
