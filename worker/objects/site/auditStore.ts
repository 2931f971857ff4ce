import { CHAIN_BEGIN, type ChainedEntry, chainHash, followChain, type Link } from "#shared/privacy/auditChain";

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
  /** Null: of an earlier release, and nothing has followed yet. */
  readonly hash: string | null;
};

/** How the log stands: its last entry that follows upon those before, and where the chain breaks; null: nowhere. */
export type AuditChain = ReturnType<typeof followChain>;

const PAGE = 100;
const REPEAT_MS = 60_000;

/** The audit log: rows are added, never changed, never taken away. */
export class AuditStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds an entry to the chain's end. Nothing comes between: whoever calls awaits nothing meanwhile. */
  add({ actor, action, target, detail }: Deed, at: number): void {
    const before = this.#sealed();
    const text = detail === undefined ? null : JSON.stringify(detail);
    const row = { seq: before.seq + 1, at, actor, action, target, detail: text };
    const query = "INSERT INTO audit (seq, at, actor, action, target, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)";
    this.#sql.exec(query, row.seq, at, actor, action, target, text, chainHash(before.hash, asChained(row)));
  }

  /** The last link of the chain. */
  end(): Link {
    return this.#sealed();
  }

  /** Follows the chain from the first entry. */
  chain(): AuditChain {
    this.#sealed();
    const rows = this.#sql.exec<AuditRow>("SELECT * FROM audit ORDER BY seq");
    return followChain(rows.toArray().map((row) => ({ ...asChained(row), hash: row.hash ?? "" })));
  }

  /** The last entry; those of an earlier release, which have no hashes, begin the chain. */
  #sealed(): Link {
    const [last] = this.#sql
      .exec<{ seq: number; hash: string | null }>("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
      .toArray();
    if (last === undefined) return CHAIN_BEGIN;
    return last.hash === null ? this.#seal() : { seq: last.seq, hash: last.hash };
  }

  #seal(): Link {
    let end = CHAIN_BEGIN;
    for (const row of this.#sql.exec<AuditRow>("SELECT * FROM audit ORDER BY seq").toArray()) {
      const hash = row.hash ?? chainHash(end.hash, asChained(row));
      if (row.hash === null) this.#sql.exec("UPDATE audit SET hash = ? WHERE seq = ?", hash, row.seq);
      end = { seq: row.seq, hash };
    }
    return end;
  }

  /** Adds what anybody with a public key can provoke: at most once a minute each, so that nobody fills the log. */
  addOnce(deed: Deed, at: number): void {
    const query =
      "SELECT 1 FROM (SELECT * FROM audit ORDER BY seq DESC LIMIT 50) WHERE actor = ? AND action = ? AND target = ? AND at > ?";
    const isRepeat = this.#sql.exec(query, deed.actor, deed.action, deed.target, at - REPEAT_MS).toArray().length > 0;
    if (!isRepeat) this.add(deed, at);
  }

  /**
   * A page, newest first.
   *
   * @param before only what is older than this seq; null: from the newest on
   * @param targets what was done to one of these; left out: to anything
   */
  page(before: number | null, targets?: readonly string[]): AuditRow[] {
    const among = targets === undefined ? "" : "AND target IN (SELECT value FROM json_each(?))";
    const query = `SELECT seq, at, actor, action, target, detail, hash FROM audit WHERE seq < ? ${among} ORDER BY seq DESC LIMIT ${PAGE}`;
    this.#sealed();
    const bindings = targets === undefined ? [] : [JSON.stringify(targets)];
    return this.#sql.exec<AuditRow>(query, before ?? Number.MAX_SAFE_INTEGER, ...bindings).toArray();
  }
}

/** An entry as the wire has it, which is what its hash covers. */
export function asChained({ seq, at, actor, action, target, detail }: Omit<AuditRow, "hash">): ChainedEntry {
  return {
    seq,
    at: new Date(at).toISOString(),
    actor,
    action,
    target,
    detail: detail === null ? null : JSON.parse(detail),
  };
}
