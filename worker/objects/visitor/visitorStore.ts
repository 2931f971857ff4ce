import type { Erasure } from "#shared/privacy/erasure";
import { NOBODY } from "#shared/visitor/visitor";
import type { Compaction } from "./compaction.ts";
import { foldEntry, unitedOf } from "./foldEntry.ts";
import { type LogEntry, unseen, type VisitorState } from "./visitorLog.ts";
import { VISITOR_MIGRATIONS } from "./visitorMigrations.ts";

interface Schema {
  readonly steps: readonly string[];
  readonly site: string;
  /** Left out where nobody has been erased here. */
  readonly erasures?: readonly Erasure[];
  readonly erasedRevision?: number;
  /** The backup of which more is to come: until then nobody is here. */
  readonly restoring?: string;
  /** The backup that this log goes on from. */
  readonly restored?: string;
}

/** Part of a log from a backup. */
export interface LogPart {
  readonly site: string;
  readonly backup: string;
  /** The instant that the backup is of. */
  readonly at: number;
  /** The last entry of the part before; 0: it is the first. */
  readonly after: number;
  readonly isLast: boolean;
  readonly entries: readonly (readonly [seq: number, entry: LogEntry])[];
}

/**
 * `same`: all of that backup's log was here before. `kept`: another log is here, and stays. `erased`: so was whoever it is about, since the backup was
 * made. `gap`: the part before is missing.
 */
export type TakenPart = "taken" | "same" | "kept" | "erased" | "gap";

interface Checkpoint {
  readonly conversions: readonly string[];
  readonly state: Partial<VisitorState>;
}

interface Row extends Record<string, SqlStorageValue> {
  seq: number;
  entry: string;
  state: string | null;
}

/** Entries after a checkpoint until the next, at least; later ones are further apart, so that they stay a fixed share of the log. */
const CHECKPOINT_EVERY = 24;
/** A row may hold 2 MB. */
const ROW_BYTES = 1_900_000;

/** The log of one visitor, in SQLite: one row an entry, and now and then the state after it in the same row. */
export class VisitorStore {
  readonly #storage: DurableObjectStorage;
  #tail = 0;
  /** What the log's first row says while a restoration is under way, or has broken off. */
  #half: Schema | null = null;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** The site whose visitor this is; null where nothing was ever written. Tables are made with the first write only. */
  site(): string | null {
    const schema = this.#schema();
    return schema === null || schema.restoring !== undefined ? null : schema.site;
  }

  #schema(): Schema | null {
    if (this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'log'").toArray().length === 0) return null;
    const [row] = this.#storage.sql.exec<Row>("SELECT * FROM log WHERE seq = 0").toArray();
    if (row === undefined) return null;
    const schema: Schema = JSON.parse(row.entry);
    this.#half = schema.restoring === undefined ? null : schema;
    this.#migrate(schema);
    return schema;
  }

  /** The fold of the log: from the last checkpoint where it was made with these conversions, else from the beginning. */
  load(site: string, conversions: readonly string[]): VisitorState {
    const rows: Row[] = [];
    let state = unseen(site);
    const schema = this.#schema();
    if (schema === null) return state;
    const { erasures = [], erasedRevision = 0, restoring } = schema;
    state = { ...state, remembered: erasures, erasedRevision };
    if (restoring !== undefined) return state;
    for (const row of this.#storage.sql.exec<Row>("SELECT * FROM log WHERE seq > 0 ORDER BY seq DESC")) {
      const checkpoint: Checkpoint | null = row.state === null ? null : JSON.parse(row.state);
      // A checkpoint of an earlier release does not know when a part left, nor when what was imported arrived.
      const isWhole = checkpoint !== null && "leftAt" in checkpoint.state;
      if (isWhole && sameList(checkpoint.conversions, conversions)) {
        state = unpacked(checkpoint.state, site);
        break;
      }
      rows.push(row);
    }
    this.#tail = rows.length;
    state = { ...state, remembered: erasures, erasedRevision };
    for (const row of rows.reverse()) state = foldEntry(state, row.seq, JSON.parse(row.entry), conversions);
    return state;
  }

  /** Whether whoever was here was erased, and not before an instant: of that which is not done yet the log tells. */
  isErasedSince(at: number): boolean {
    const schema = this.#schema();
    if (schema === null) return false;
    const query = `SELECT entry FROM log WHERE seq > 0 AND entry LIKE '{"kind":"end"%'`;
    const ends = this.#storage.sql.exec<{ entry: string }>(query).toArray();
    const underway = ends.flatMap(({ entry }): readonly Erasure[] => JSON.parse(entry).ends?.erased ?? []);
    return [...(schema.erasures ?? []), ...underway].some((erasure) => erasure.at >= at);
  }

  /** Takes part of a log from a backup, where there is no other. What comes twice changes nothing. */
  restore({ site, backup, at, after, isLast, entries }: LogPart): TakenPart {
    return this.#storage.transactionSync(() => {
      const { sql } = this.#storage;
      const schema = this.#schema();
      // Whoever was erased since the backup was made must not come back by it.
      if (this.isErasedSince(at)) return "erased";
      if (schema?.restored === backup) return "same";
      const isFree = schema === null || schema.restoring === backup || this.#last() === 0;
      if (!isFree) return "kept";
      const whose = { site, ...pastOf(schema) };
      if (after === 0) {
        sql.exec("DROP TABLE IF EXISTS log");
        this.#half = null;
        this.#create({ ...whose, restoring: backup });
      } else if (schema?.restoring !== backup || this.#last() < after) return "gap";
      for (const [seq, entry] of entries)
        sql.exec("INSERT OR REPLACE INTO log (seq, entry) VALUES (?, ?)", seq, JSON.stringify(entry));
      if (isLast) this.#keepSchema({ ...whose, restored: backup });
      return "taken";
    });
  }

  /** Adds the entry that leads to this state. One row. */
  append(entry: LogEntry, state: VisitorState, conversions: readonly string[]): void {
    if (state.seq === 1 && this.site() === null) this.#create({ site: state.site });
    const text = JSON.stringify(entry);
    this.#tail += 1;
    const due = this.#tail >= Math.max(CHECKPOINT_EVERY, state.visitor.moments.length / 4);
    const checkpoint = due ? JSON.stringify({ conversions, state: packed(state) } satisfies Checkpoint) : null;
    const fits = checkpoint !== null && text.length + checkpoint.length < ROW_BYTES;
    if (fits) this.#tail = 0;
    this.#storage.sql.exec(
      "INSERT INTO log (seq, entry, state) VALUES (?, ?, ?)",
      state.seq,
      text,
      fits ? checkpoint : null,
    );
  }

  /** Takes out of the log what has gone, and appends what is said of it, with the state after it. */
  compact({ changed, dropped, added, state }: Compaction, conversions: readonly string[]): void {
    this.#storage.transactionSync(() => {
      const { sql } = this.#storage;
      for (const { seq, entry } of changed)
        sql.exec("UPDATE log SET entry = ? WHERE seq = ?", JSON.stringify(entry), seq);
      sql.exec("DELETE FROM log WHERE seq IN (SELECT value FROM json_each(?))", JSON.stringify(dropped));
      // Checkpoints hold what has gone; one made now stands for all of them.
      sql.exec("UPDATE log SET state = NULL WHERE state IS NOT NULL");
      this.#tail = Number.POSITIVE_INFINITY;
      for (const { seq, entry } of added) this.append(entry, { ...state, seq }, conversions);
    });
  }

  /** Forgets the entries up to one, whose life has ended, and every checkpoint that speaks of it. What is remembered of erasures stands outside the log. */
  forget(upTo: number, erasures: readonly Erasure[], revision = 0): void {
    this.#storage.transactionSync(() => {
      this.#storage.sql.exec("DELETE FROM log WHERE seq > 0 AND seq <= ?", upTo);
      this.#storage.sql.exec("UPDATE log SET state = NULL WHERE state IS NOT NULL");
      this.remember(erasures, revision);
    });
  }

  /** Remembers these erasures and no others. */
  remember(erasures: readonly Erasure[], revision = 0): void {
    const query = "UPDATE log SET entry = json_set(entry, '$.erasures', json(?), '$.erasedRevision', ?) WHERE seq = 0";
    this.#storage.sql.exec(query, JSON.stringify(erasures), revision);
  }

  /** The log's entries after `seq`, oldest first. */
  *entries(after = 0): Generator<{ seq: number; entry: LogEntry }> {
    const rows = this.#storage.sql
      .exec<Row>("SELECT seq, entry FROM log WHERE seq > ? ORDER BY seq", Math.max(after, 0))
      .toArray();
    for (const { seq, entry } of rows) yield { seq, entry: JSON.parse(entry) };
  }

  /** Some of the log's entries. */
  entriesAt(seqs: readonly number[]): Map<number, LogEntry> {
    // An object takes at most 100 bound parameters.
    const list = JSON.stringify(seqs);
    const rows = this.#storage.sql
      .exec<Row>("SELECT seq, entry FROM log WHERE seq IN (SELECT value FROM json_each(?))", list)
      .toArray();
    return new Map(rows.map(({ seq, entry }) => [seq, JSON.parse(entry)]));
  }

  #create(whose: Omit<Schema, "steps">): void {
    // Another life may have been here before, or half of one, of a restoration that broke off.
    this.#tail = 0;
    const past = pastOf(this.#half);
    if (this.#half !== null) this.#storage.sql.exec("DROP TABLE log");
    for (const step of VISITOR_MIGRATIONS) this.#storage.sql.exec(step);
    this.#keepSchema({ ...past, ...whose });
  }

  #keepSchema(whose: Omit<Schema, "steps">): void {
    const schema: Schema = { steps: VISITOR_MIGRATIONS, ...whose };
    this.#half = whose.restoring === undefined ? null : schema;
    this.#storage.sql.exec("INSERT OR REPLACE INTO log (seq, entry) VALUES (0, ?)", JSON.stringify(schema));
  }

  #last(): number {
    return this.#storage.sql.exec<{ last: number }>("SELECT max(seq) AS last FROM log").one().last;
  }

  #migrate({ steps, ...whose }: Schema): void {
    const known: readonly string[] = VISITOR_MIGRATIONS;
    if (steps.length > known.length || steps.some((step, index) => step !== known[index]))
      throw new RangeError("VisitorStore requires its migrations as they once ran: append another instead");
    if (steps.length === known.length) return;
    this.#storage.transactionSync(() => {
      for (const step of known.slice(steps.length)) this.#storage.sql.exec(step);
      this.#keepSchema(whose);
    });
  }
}

/** What the first row remembers of erasures, whoever's log follows. */
function pastOf(schema: Schema | null): Pick<Schema, "erasures" | "erasedRevision"> {
  const { erasures, erasedRevision } = schema ?? {};
  return { ...(erasures && { erasures }), ...(erasedRevision !== undefined && { erasedRevision }) };
}

/** Own and whole are one where nobody was linked, and the whole follows from its parts: what is known twice is kept once. */
function packed(state: VisitorState): Partial<VisitorState> {
  const { own, remembered, erasedRevision, ...rest } = state;
  return state.parts.length === 0 ? rest : { ...rest, own, visitor: NOBODY };
}

function unpacked(kept: Partial<VisitorState>, site: string): VisitorState {
  const state = { ...unseen(site), ...kept };
  return state.parts.length === 0
    ? { ...state, own: state.visitor }
    : { ...state, visitor: unitedOf(state.own, state.parts) };
}

function sameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((value, index) => value === other[index]);
}
