import { addCounts, type Count, type Counts } from "#shared/figures/counters";
import type { SegmentChange } from "#shared/figures/row";

/** Changes that wait for the site's live channel. */
export interface PendingChanges {
  readonly seq: number;
  readonly site: string;
  readonly changes: readonly SegmentChange[];
}

/** What one delivery did to the counters, and whom it moved. */
interface Entry {
  readonly site: string;
  readonly deltas: readonly (readonly [string, Count])[];
  readonly changes: readonly SegmentChange[];
}

/** The sum of all entries up to one of them. */
interface Kept {
  readonly seq: number;
  readonly announced: number;
  readonly counts: readonly (readonly [string, Count])[];
}

interface State {
  /** The last entry. */
  readonly seq: number;
  readonly counts: Counts;
  /** The last entry that was announced. */
  readonly announced: number;
  /** Oldest first. */
  readonly waiting: readonly (PendingChanges & { readonly isSetAside: boolean })[];
}

type SlotRow = { seq: number; body: string };
type PendingRow = { seq: number; site: string; changes: string };

/** Entries between two kept sums: what a cold start reads, against what a kept sum adds to each delivery (a row in so many). */
const RING = 64;
/** A change is some 250 bytes, a row may have 2 MB. */
const MOST_ASIDE = 2_000;
const KEEP = "INSERT INTO note (key, body) VALUES ('counters', ?1) ON CONFLICT (key) DO UPDATE SET body = ?1";
const ENTER =
  "INSERT INTO ledger (slot, seq, body) VALUES (?1, ?2, ?3) ON CONFLICT (slot) DO UPDATE SET seq = ?2, body = ?3";

/**
 * The counters of a shard, durable with the rows they count at a price of one row a delivery: each delivery's deltas are one entry in a ring,
 * and before an entry is overwritten the sum of all is kept. In memory stands the sum, so that reading counters reads no row.
 */
export class LedgerStore {
  readonly #sql: SqlStorage;
  readonly #recount: () => Counts;
  #state: State | null = null;

  /** @param recount counts the rows themselves, for a shard that has no kept sum yet */
  constructor(sql: SqlStorage, recount: () => Counts) {
    this.#sql = sql;
    this.#recount = recount;
  }

  /** The counters as they stand. */
  counts(): Counts {
    return this.#open().counts;
  }

  /**
   * Enters what rows that are being written change, in their transaction. One row, and none where nothing that is counted changes.
   *
   * @returns whether changes now wait to be announced
   */
  enter(site: string, deltas: Counts, changes: readonly SegmentChange[]): boolean {
    const state = this.#open();
    if (deltas.size === 0 && changes.length === 0) return false;
    const seq = state.seq + 1;
    const entry: Entry = { site, deltas: [...deltas], changes };
    this.#sql.exec(ENTER, seq % RING, seq, JSON.stringify(entry));
    const waiting =
      changes.length === 0 ? state.waiting : [...state.waiting, { seq, site, changes, isSetAside: false }];
    this.#state = { ...state, seq, counts: addCounts([state.counts, deltas]), waiting };
    if (seq % RING === 0) this.#keep();
    return changes.length > 0;
  }

  /** Replaces the counters by these, as a recount found them. One row. */
  replace(counts: Counts): void {
    this.#state = { ...this.#open(), counts };
    this.#keep();
  }

  /** Forgets where a visitor went: what waits to be announced of them, and what is left in the ring of what was. */
  forgetVisitor(visitor: string): void {
    const isOther = (change: SegmentChange) => change.visitor !== visitor;
    const rows = this.#sql.exec<SlotRow>("SELECT seq, body FROM ledger WHERE instr(body, ?) > 0", visitor).toArray();
    for (const { seq, body } of rows) {
      const entry: Entry = JSON.parse(body);
      const left = JSON.stringify({ ...entry, changes: entry.changes.filter(isOther) });
      this.#sql.exec("UPDATE ledger SET body = ? WHERE seq = ?", left, seq);
    }
    const waiting = this.#sql.exec<PendingRow>("SELECT * FROM pending WHERE instr(changes, ?) > 0", visitor).toArray();
    for (const { seq, changes } of waiting) {
      const all: SegmentChange[] = JSON.parse(changes);
      this.#sql.exec("UPDATE pending SET changes = ? WHERE seq = ?", JSON.stringify(all.filter(isOther)), seq);
    }
    this.forget();
  }

  /** After a transaction that failed: what is in memory may be ahead of what is stored. */
  forget(): void {
    this.#state = null;
  }

  /** The oldest changes that wait; null where none do. */
  pending(): PendingChanges | null {
    return this.#open().waiting[0] ?? null;
  }

  /** Forgets changes that were announced. That they were is stored with a later sum: a repeat is known where it arrives. */
  announced(seq: number): void {
    const state = this.#open();
    const done = state.waiting.find((one) => one.seq === seq);
    if (done?.isSetAside) this.#sql.exec("DELETE FROM pending WHERE seq = ?", seq);
    const announced = Math.max(state.announced, seq);
    this.#state = { ...state, announced, waiting: state.waiting.filter((one) => one !== done) };
  }

  #open(): State {
    this.#state ??= this.#load();
    return this.#state;
  }

  #load(): State {
    const setAside = this.#sql
      .exec<PendingRow>("SELECT * FROM pending ORDER BY seq")
      .toArray()
      .map(({ seq, site, changes }) => ({ seq, site, changes: JSON.parse(changes), isSetAside: true }));
    const [note] = this.#sql.exec<{ body: string }>("SELECT body FROM note WHERE key = 'counters'").toArray();
    const first = setAside.at(-1)?.seq ?? 0;
    const kept: Kept = note === undefined ? { seq: first, announced: first, counts: [] } : JSON.parse(note.body);
    const entries = this.#sql
      .exec<SlotRow>("SELECT seq, body FROM ledger WHERE seq > ? ORDER BY seq", kept.seq)
      .toArray()
      .map(({ seq, body }): Entry & { seq: number } => ({ ...JSON.parse(body), seq }));
    const fresh = entries.filter(({ seq, changes }) => changes.length > 0 && seq > kept.announced);
    const isUncounted = note === undefined && entries.length === 0;
    const counts = isUncounted
      ? this.#recount()
      : addCounts([new Map(kept.counts), ...entries.map(({ deltas }) => new Map(deltas))]);
    // Rows of an earlier release: the entries to come are added to what was counted here.
    if (isUncounted && counts.size > 0) this.#sql.exec(KEEP, JSON.stringify({ ...kept, counts: [...counts] }));
    return {
      seq: entries.at(-1)?.seq ?? kept.seq,
      counts,
      announced: kept.announced,
      waiting: [...setAside, ...fresh.map(({ seq, site, changes }) => ({ seq, site, changes, isSetAside: false }))],
    };
  }

  /** Stores the sum. Changes whose entries may now be overwritten are set aside together, so that they cost a row or two. */
  #keep(): void {
    const { seq, counts, announced, waiting } = this.#open();
    this.#sql.exec(KEEP, JSON.stringify({ seq, announced, counts: [...counts] } satisfies Kept));
    const aside = together(waiting.filter(({ isSetAside }) => !isSetAside));
    for (const one of aside)
      this.#sql.exec(
        "INSERT INTO pending (seq, site, changes) VALUES (?, ?, ?)",
        one.seq,
        one.site,
        JSON.stringify(one.changes),
      );
    this.#state = { ...this.#open(), waiting: [...waiting.filter(({ isSetAside }) => isSetAside), ...aside] };
  }
}

/** Changes of one site that follow one another, as one while they fit a row. */
function together(waiting: State["waiting"]): State["waiting"] {
  const merged: State["waiting"][number][] = [];
  for (const one of waiting) {
    const last = merged.at(-1);
    if (last?.site === one.site && last.changes.length + one.changes.length <= MOST_ASIDE)
      merged[merged.length - 1] = { ...one, changes: [...last.changes, ...one.changes], isSetAside: true };
    else merged.push({ ...one, isSetAside: true });
  }
  return merged;
}
