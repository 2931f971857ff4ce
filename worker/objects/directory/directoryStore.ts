import { type Count, type Counted, type Counts, countDeltas, countedOf, type Move } from "#shared/figures/counters";
import type { SegmentChange, VisitorRow } from "#shared/figures/row";
import { measuresOf } from "#shared/segments/sameStanding";
import { migrate } from "../migrate.ts";
import { type ListItem, type ListQuery, pageStatement, searchOf, totalStatement } from "./directoryList.ts";
import { DIRECTORY_MIGRATIONS } from "./directoryMigrations.ts";
import { type CountedColumns, countedIn, type StoredRow, VALUE_COLUMNS } from "./standing.ts";

/** What writing rows changed. */
export interface Written {
  readonly deltas: Counts;
  readonly changes: readonly SegmentChange[];
}

/** A row as it is stored, for another shard to take over. */
export type HeldRow = CountedColumns & { id: string; revision: number } & Record<string, SqlStorageValue>;

interface Known {
  readonly revision: number;
  /** What is counted of the visitor so far; null: removed. */
  readonly counted: Counted | null;
}

type KnownRow = CountedColumns & { id: string; revision: number };
type ItemRow = { id: string; value: number; row: string };

const COLUMNS = [
  ...["id", "revision", "segment", "scores", "tiers", "audiences", "orders", "productsMilli", "revenueMinor"],
  ...["at", "firstSeenAt", "lastSeenAt", "lastOrderAt", "lastInteractionAt"],
  ...VALUE_COLUMNS,
  ...["segments", "pastOrders", "search", "row", "exposures"],
];
const UPSERT = `INSERT INTO visitor (${COLUMNS.join(", ")}) VALUES (${COLUMNS.map((_, index) => `?${index + 1}`).join(", ")})
  ON CONFLICT (id) DO UPDATE SET ${COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(", ")}`;
const COUNTED = "segment, scores, tiers, audiences, orders, productsMilli, revenueMinor";
const KNOWN = `SELECT id, revision, ${COUNTED} FROM visitor WHERE id`;

/** One shard's rows. */
export class DirectoryStore {
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#sql = storage.sql;
    migrate(storage, DIRECTORY_MIGRATIONS);
  }

  /**
   * Writes rows, each one row; one that is not newer than what is held changes nothing.
   *
   * @param mends one of the revision that is held replaces it
   */
  write(rows: readonly VisitorRow[], mends = false): Written {
    const known = this.#known(rows.map(({ id }) => id));
    const moves: Move[] = [];
    const changes: SegmentChange[] = [];
    for (const row of latest(rows)) {
      const held = known.get(row.id);
      if (held !== undefined && (held.revision > row.revision || (held.revision === row.revision && !mends))) continue;
      const after = row.removed ? null : countedOf(row);
      const before = held?.counted ?? null;
      this.#put(row, after);
      moves.push({ before, after });
      const change = changeOf(before, row);
      if (change !== null) changes.push(change);
    }
    return { deltas: countDeltas(moves), changes };
  }

  /** Those whose revision is held and who yet stand otherwise: a model can change what no event did, money at a new rate for one. */
  differing(rows: readonly VisitorRow[]): VisitorRow[] {
    const query = `SELECT id, revision, json_extract(row, '$.nextTransition') AS next, ${COUNTED}
      FROM visitor WHERE segment IS NOT NULL AND id IN (SELECT value FROM json_each(?))`;
    const ids = JSON.stringify(rows.map(({ id }) => id));
    const held = new Map(
      this.#sql
        .exec<KnownRow & { next: string | null }>(query, ids)
        .toArray()
        .map((row) => [row.id, row]),
    );
    return rows.filter((row) => {
      const known = held.get(row.id);
      if (known === undefined || known.revision !== row.revision || row.removed) return false;
      const next = row.nextTransition === null ? null : JSON.stringify(row.nextTransition);
      return known.next !== next || countDeltas([{ before: countedIn(known), after: countedOf(row) }]).size > 0;
    });
  }

  /** One row as it is stored; null: there is none. */
  held(id: string): HeldRow | null {
    return this.#sql.exec<HeldRow>("SELECT * FROM visitor WHERE id = ?", id).toArray()[0] ?? null;
  }

  /** Notes until when a visitor's object remembers that it was erased. */
  noteErased(id: string, until: number): void {
    const query = "INSERT INTO erased (id, until) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET until = excluded.until";
    this.#sql.exec(query, id, until);
  }

  /** Some of those whose objects need remember no more. Reads every such row. */
  erasedUntil(now: number, after: string, limit: number): string[] {
    const query = "SELECT id FROM erased WHERE until < ? AND id > ? ORDER BY id LIMIT ?";
    return this.#sql
      .exec<{ id: string }>(query, now, after, limit)
      .toArray()
      .map(({ id }) => id);
  }

  /** Forgets that these were erased, and the empty rows that kept late deliveries from bringing them back. */
  forgetErased(ids: readonly string[]): void {
    const list = JSON.stringify(ids);
    this.#sql.exec("DELETE FROM erased WHERE id IN (SELECT value FROM json_each(?))", list);
    this.#sql.exec("DELETE FROM visitor WHERE segment IS NULL AND id IN (SELECT value FROM json_each(?))", list);
  }

  /** The next rows by id as they are stored, those of removed visitors too. */
  after(id: string, limit: number): HeldRow[] {
    return this.#sql.exec<HeldRow>("SELECT * FROM visitor WHERE id > ? ORDER BY id LIMIT ?", id, limit).toArray();
  }

  /** The ids of the next rows, those of removed visitors too. */
  ids(after: string, limit: number): string[] {
    const rows = this.#sql.exec<{ id: string }>(
      "SELECT id FROM visitor WHERE id > ? ORDER BY id LIMIT ?",
      after,
      limit,
    );
    return rows.toArray().map(({ id }) => id);
  }

  /** Takes over rows of another shard; one that is not newer than what is held changes nothing. */
  take(rows: readonly HeldRow[]): Counts {
    const known = this.#known(rows.map(({ id }) => id));
    const moves: Move[] = [];
    for (const row of rows) {
      const held = known.get(row.id);
      if (held !== undefined && held.revision >= row.revision) continue;
      this.#sql.exec(UPSERT, ...COLUMNS.map((column) => row[column] ?? null));
      moves.push({ before: held?.counted ?? null, after: countedIn(row) });
    }
    return countDeltas(moves);
  }

  /** Drops rows that are still of the revision at which another shard has taken them over. */
  drop(rows: readonly HeldRow[]): Counts {
    const known = this.#known(rows.map(({ id }) => id));
    const moves: Move[] = [];
    for (const { id, revision } of rows) {
      const held = known.get(id);
      if (held?.revision !== revision) continue;
      this.#sql.exec("DELETE FROM visitor WHERE id = ?", id);
      moves.push({ before: held.counted, after: null });
    }
    return countDeltas(moves);
  }

  /** The counters from the rows themselves: what the counters must equal (the count law). Reads every row. */
  recount(): Counts {
    const rows = this.#sql.exec<CountedColumns>(`SELECT ${COUNTED} FROM visitor WHERE segment IS NOT NULL`);
    return countDeltas(movesOf(rows));
  }

  /** A page of the visitors that a query finds. */
  list(query: ListQuery): ListItem[] {
    const page = pageStatement(query);
    return this.#sql.exec<ItemRow>(page.sql, ...page.bindings).toArray();
  }

  /** How many visitors a query finds. Reads every row, where the counters do not know. */
  total(query: ListQuery, counts: Counts): number {
    const { q, audience, segment, steps } = query;
    const known = (key: string): number => (counts.get(key) ?? NOBODY).visitors;
    if (q.trim() === "" && audience === null && steps.length === 0)
      return segment === null ? everybody(counts) : known(`segment/${segment}`);
    const { sql, bindings } = totalStatement(query);
    return this.#sql.exec<{ total: number }>(sql, ...bindings).one().total;
  }

  #known(ids: readonly string[]): Map<string, Known> {
    const [id] = ids;
    // One visitor's own delivery, as almost every one is, needs no list. An object takes at most 100 bound parameters, so several ids go in as one.
    const rows =
      ids.length === 1 && id !== undefined
        ? this.#sql.exec<KnownRow>(`${KNOWN} = ?`, id).toArray()
        : this.#sql.exec<KnownRow>(`${KNOWN} IN (SELECT value FROM json_each(?))`, JSON.stringify(ids)).toArray();
    return new Map(rows.map(({ id, revision, ...columns }) => [id, { revision, counted: countedIn(columns) }]));
  }

  #put(row: VisitorRow, counted: Counted | null): void {
    // A removed visitor keeps its revision, so that a late delivery does not bring them back.
    if (counted === null) {
      const nothing = [0, 0, 0, 0, 0, 0, null, null, ...VALUE_COLUMNS.map(() => null), "[]", "[]", "", "{}", "[]"];
      this.#sql.exec(UPSERT, row.id, row.revision, null, "", "", "[]", ...nothing);
      return;
    }
    const { segments, pastOrders, exposures, ...stored } = row;
    this.#sql.exec(
      UPSERT,
      ...[row.id, row.revision, counted.segment, counted.scores, counted.tiers, JSON.stringify(counted.audiences)],
      ...[counted.orders, counted.productsMilli, counted.revenueMinor],
      ...[row.at, row.firstSeenAt, row.lastSeenAt, row.lastOrderAt, row.lastInteractionAt],
      ...measuresOf(row.scores).map(({ value }) => value),
      ...[JSON.stringify(segments), JSON.stringify(pastOrders), searchOf(row)],
      JSON.stringify(stored satisfies StoredRow),
      JSON.stringify(exposures),
    );
  }
}

const NOBODY: Pick<Count, "visitors"> = { visitors: 0 };

function everybody(counts: Counts): number {
  let visitors = 0;
  for (const [key, count] of counts) if (key.startsWith("segment/")) visitors += count.visitors;
  return visitors;
}

function movesOf(rows: Iterable<CountedColumns>): Move[] {
  const moves: Move[] = [];
  for (const columns of rows) moves.push({ before: null, after: countedIn(columns) });
  return moves;
}

/** Of several rows of one visitor the newest alone. */
function latest(rows: readonly VisitorRow[]): Iterable<VisitorRow> {
  const newest = new Map<string, VisitorRow>();
  for (const row of rows)
    if (row.revision > (newest.get(row.id)?.revision ?? Number.NEGATIVE_INFINITY)) newest.set(row.id, row);
  return newest.values();
}

/** Somebody who is new, or imported, is no news: only who goes from one segment to another. */
function changeOf(before: Counted | null, row: VisitorRow): SegmentChange | null {
  if (before === null || row.removed || before.segment === row.segment || row.cause === "import") return null;
  return {
    visitor: row.id,
    revision: row.revision,
    from: before.segment,
    to: row.segment,
    at: row.since,
    cause: row.cause,
  };
}
