import { DAY_MS } from "#shared/events/clock";
import { CHAIN_BEGIN, type ChainedEntry, chainHash, followChain, type Link } from "#shared/privacy/auditChain";

/** Who does something, and from which country, by ISO 3166-1 alpha-2; null or left out: nobody knows. */
export interface Doer {
  readonly actor: string;
  readonly country?: string | null;
}

/** What somebody did, or was refused. */
export interface Deed extends Doer {
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
  readonly country: string | null;
  /** Null: of an earlier release, and nothing has followed yet. */
  readonly hash: string | null;
};

/** How the log stands: the last of the entries looked at that follows upon those before, where the chain breaks (null: nowhere), and whether it is the log's last. */
export type AuditChain = ReturnType<typeof followChain> & { readonly isWhole: boolean };

/** What of the log is asked for. */
export interface AuditAsked {
  /** Only what is older than this seq, newest first; null: from the newest on. */
  readonly before: number | null;
  /** Only what is newer than this seq, oldest first; null: newest first. */
  readonly after: number | null;
  /** What the actor's name has in it; null: anybody. */
  readonly actor: string | null;
  /** An action, or a family of them: `config` is `config.publish` too; null: any. */
  readonly action: string | null;
  /** To what it was done; null: to anything. */
  readonly targets: readonly string[] | null;
}

/** A part of the log, and the seq at which the next one goes on; null: there is none. */
export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly next: number | null;
}

type PublicRow = { action: string; day: number; entered: number; counted: number };

const PAGE = 100;
/** So many entries a search looks at before it answers what it has found. */
const LOOKED_AT = 10_000;
/** So many entries are followed at once, so that a long log holds up nobody else who asks. */
const FOLLOWED = 1_000;
const REPEAT_MS = 60_000;
/** Of one action by visitors on one day; beyond that they are counted. */
const ENTERED_A_DAY = 200;
/** Among so many entries it is looked for one of the same day and visitor. */
const REPEATS_IN = 1_000;
const COLUMNS = "seq, at, actor, action, target, detail, country, hash";

/** The audit log: rows are added, never changed, never taken away. */
export class AuditStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Adds an entry to the chain's end. Nothing comes between: whoever calls awaits nothing meanwhile. */
  add({ actor, country = null, action, target, detail }: Deed, at: number): void {
    const before = this.#sealed();
    const text = detail === undefined ? null : JSON.stringify(detail);
    const row = { seq: before.seq + 1, at, actor, action, target, detail: text, country };
    const query = `INSERT INTO audit (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`;
    this.#sql.exec(query, row.seq, at, actor, action, target, text, country, chainHash(before.hash, asChained(row)));
  }

  /** The last link of the chain. */
  end(): Link {
    return this.#sealed();
  }

  /** Follows the chain from a link on, a part at a time. */
  chain(from: Link = CHAIN_BEGIN): AuditChain {
    const last = this.#sealed();
    const followed = followChain(hashed(this.#rows(from.seq, FOLLOWED)), from);
    return { ...followed, isWhole: followed.brokenAt !== null || followed.end.seq >= last.seq };
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
    for (let rows = this.#rows(0, PAGE); rows.length > 0; rows = this.#rows(end.seq, PAGE)) {
      for (const row of rows) {
        const hash = row.hash ?? chainHash(end.hash, asChained(row));
        if (row.hash === null) this.#sql.exec("UPDATE audit SET hash = ? WHERE seq = ?", hash, row.seq);
        end = { seq: row.seq, hash };
      }
    }
    return end;
  }

  /** The entries after a seq, oldest first. */
  #rows(after: number, most: number): AuditRow[] {
    const query = `SELECT ${COLUMNS} FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`;
    return this.#sql.exec<AuditRow>(query, after, most).toArray();
  }

  /** Adds what anybody with a public key can provoke: at most once a minute each, so that nobody fills the log. */
  addOnce(deed: Deed, at: number): void {
    const query =
      "SELECT 1 FROM (SELECT * FROM audit ORDER BY seq DESC LIMIT 50) WHERE actor = ? AND action = ? AND target = ? AND at > ?";
    const isRepeat = this.#sql.exec(query, deed.actor, deed.action, deed.target, at - REPEAT_MS).toArray().length > 0;
    if (!isRepeat) this.add(deed, at);
  }

  /**
   * Adds what anybody may do to themselves who has the public key and an id, if only one that they made up: on a day so many entries of an action, one
   * for each visitor. What comes beyond is counted, and the count entered when the day is over.
   */
  addPublic(deed: Deed, at: number): void {
    const { actor, action, target } = deed;
    const day = Math.floor(at / DAY_MS);
    this.endDays(at);
    const [held] = this.#sql
      .exec<PublicRow>("SELECT action, day, entered, counted FROM publicDeed WHERE action = ?", action)
      .toArray();
    const { entered, counted } = held !== undefined && held.day >= day ? held : { entered: 0, counted: 0 };
    const query = `SELECT 1 FROM (SELECT * FROM audit ORDER BY seq DESC LIMIT ${REPEATS_IN}) WHERE actor = ? AND action = ? AND target = ? AND at >= ?`;
    const isOne =
      entered < ENTERED_A_DAY && this.#sql.exec(query, actor, action, target, day * DAY_MS).toArray().length === 0;
    if (isOne) this.add(deed, at);
    this.#sql.exec(
      "INSERT OR REPLACE INTO publicDeed (action, day, entered, counted) VALUES (?, ?, ?, ?)",
      ...[action, day, entered + (isOne ? 1 : 0), counted + (isOne ? 0 : 1)],
    );
  }

  /** Enters what was counted on days that are over. */
  endDays(now: number): void {
    const today = Math.floor(now / DAY_MS);
    for (const { action, day, counted } of this.#counted().filter((row) => row.day < today)) {
      const detail = { action, count: counted, day: new Date(day * DAY_MS).toISOString().slice(0, 10) };
      this.add({ actor: "visitor", action: "visitor.counted", target: "visitors", detail }, now);
      this.#sql.exec("DELETE FROM publicDeed WHERE action = ?", action);
    }
  }

  /** When the first day ends on which something was counted, epoch milliseconds; null: nothing was. */
  dayEndsAt(): number | null {
    const days = this.#counted().map(({ day }) => (day + 1) * DAY_MS);
    return days.length === 0 ? null : Math.min(...days);
  }

  #counted(): PublicRow[] {
    const query = "SELECT action, day, entered, counted FROM publicDeed WHERE counted > 0";
    return this.#sql.exec<PublicRow>(query).toArray();
  }

  /** A part of the log. One of a search may be short, even empty, and the log go on. */
  page({ before, after, actor, action, targets }: AuditAsked): AuditPage {
    const { seq: last } = this.#sealed();
    const isForth = after !== null;
    const from = isForth ? after + 1 : Math.max(1, Math.min(before ?? last + 1, last + 1) - LOOKED_AT);
    const until = isForth ? Math.min(after + LOOKED_AT, last) : Math.min((before ?? last + 1) - 1, last);
    const query = `SELECT ${COLUMNS} FROM audit WHERE seq BETWEEN ?1 AND ?2 AND (?3 IS NULL OR instr(lower(actor), lower(?3)) > 0)
      AND (?4 IS NULL OR action = ?4 OR substr(action, 1, length(?4) + 1) = ?4 || '.')
      AND (?5 IS NULL OR target IN (SELECT value FROM json_each(?5))) ORDER BY seq ${isForth ? "ASC" : "DESC"} LIMIT ${PAGE}`;
    const rows = this.#sql
      .exec<AuditRow>(query, from, until, actor, action, targets && JSON.stringify(targets))
      .toArray();
    // A part that is not full has looked at all of its stretch.
    const reached = rows.length === PAGE ? (rows.at(-1)?.seq ?? 0) : isForth ? until : from;
    const isOver = isForth ? reached >= last : reached <= 1;
    return { rows, next: isOver ? null : reached };
  }
}

/** An entry as the wire has it, which is what its hash covers. */
export function asChained({ seq, at, actor, action, target, detail, country }: Omit<AuditRow, "hash">) {
  const entry = { seq, at: new Date(at).toISOString(), actor, action, target };
  return { ...entry, detail: detail === null ? null : JSON.parse(detail), country } satisfies ChainedEntry;
}

function* hashed(rows: Iterable<AuditRow>): Generator<ChainedEntry & { readonly hash: string }> {
  for (const row of rows) yield { ...asChained(row), hash: row.hash ?? "" };
}
