import type { DeliveredValues } from "#shared/figures/measurePopulation";
import type { SegmentChange, VisitorRow } from "#shared/figures/row";
import {
  type CountedRow,
  countDeltas,
  type RowMove,
  type SegmentCount,
  type SegmentCounts,
} from "#shared/figures/segmentCounts";
import type { PopulationSize } from "#shared/scoring/populationCuts";
import { measuresOf } from "#shared/segments/sameStanding";
import { migrate } from "../migrate.ts";
import { type ListItem, type ListQuery, pageStatement, searchOf, totalStatement } from "./directoryList.ts";
import { DIRECTORY_MIGRATIONS } from "./directoryMigrations.ts";

/** A counter and whose it is. */
export interface SegmentCounter extends SegmentCount {
  readonly segment: string;
}

/** Changes that wait for the site's live channel. */
export interface PendingChanges {
  readonly seq: number;
  readonly site: string;
  readonly changes: readonly SegmentChange[];
}

export interface ValuesPage {
  readonly visitors: readonly DeliveredValues[];
  readonly cursor: string | null;
}

/** A page of a list, and how many the whole list has. */
export interface ListPage {
  readonly items: readonly ListItem[];
  readonly total: number;
}

interface Known {
  readonly revision: number;
  /** What is counted of the visitor so far; null: removed. */
  readonly counted: CountedRow | null;
}

type KnownRow = { id: string; revision: number; segment: string | null; orders: number; revenueMinor: number };
type CounterRow = { segment: string; visitors: number; orders: number; revenueMinor: number };
type ItemRow = { id: string; value: number; row: string };
type PendingRow = { seq: number; site: string; changes: string };

const UPSERT = `INSERT INTO visitor (id, revision, segment, lastSeenAt, firstSeenAt, orders, revenueMinor, search, row)
  VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
  ON CONFLICT (id) DO UPDATE SET revision = ?2, segment = ?3, lastSeenAt = ?4, firstSeenAt = ?5, orders = ?6, revenueMinor = ?7, search = ?8, row = ?9`;

const COUNT = `INSERT INTO counter (segment, visitors, orders, revenueMinor) VALUES (?, ?, ?, ?)
  ON CONFLICT (segment) DO UPDATE SET visitors = visitors + excluded.visitors, orders = orders + excluded.orders,
  revenueMinor = revenueMinor + excluded.revenueMinor`;

/** One shard's rows, its counters, and the changes not yet announced. */
export class DirectoryStore {
  readonly #storage: DurableObjectStorage;
  readonly #sql: SqlStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#sql = storage.sql;
    migrate(storage, DIRECTORY_MIGRATIONS);
  }

  /**
   * Takes rows in, counters and pending changes with them, in one transaction. A row that is not newer than what is held changes nothing.
   *
   * @returns whether changes now wait to be announced
   */
  deliver(site: string, rows: readonly VisitorRow[]): boolean {
    return this.#storage.transactionSync(() => {
      const known = this.#known(rows.map(({ id }) => id));
      const moves: RowMove[] = [];
      const changes: SegmentChange[] = [];
      for (const row of latest(rows)) {
        const held = known.get(row.id);
        if (held !== undefined && held.revision >= row.revision) continue;
        this.#write(row);
        const before = held?.counted ?? null;
        moves.push({ before, after: row.removed ? null : row });
        const change = changeOf(before, row);
        if (change !== null) changes.push(change);
      }
      this.#count(countDeltas(moves));
      if (changes.length === 0) return false;
      this.#sql.exec("INSERT INTO pending (site, changes) VALUES (?, ?)", site, JSON.stringify(changes));
      return true;
    });
  }

  /** The counters, of the segments that hold somebody. */
  counters(): SegmentCounter[] {
    return this.#sql.exec<CounterRow>("SELECT * FROM counter WHERE visitors <> 0 ORDER BY segment").toArray();
  }

  /** The same from the rows themselves: what the counters must equal (the count law). Reads every row. */
  recount(): SegmentCounter[] {
    const query = `SELECT segment, count(*) AS visitors, sum(orders) AS orders, sum(revenueMinor) AS revenueMinor
      FROM visitor WHERE segment IS NOT NULL GROUP BY segment ORDER BY segment`;
    return this.#sql.exec<CounterRow>(query).toArray();
  }

  /** A page of the visitors that a query finds. */
  list(query: ListQuery): ListPage {
    const page = pageStatement(query);
    const items = this.#sql.exec<ItemRow>(page.sql, ...page.bindings).toArray();
    return { items, total: this.#total(query) };
  }

  size(): PopulationSize {
    return this.#sql
      .exec<{ visitors: number; customers: number }>(
        "SELECT count(*) AS visitors, count(nullif(orders, 0)) AS customers FROM visitor WHERE segment IS NOT NULL",
      )
      .one();
  }

  values(cursor: string | null, limit: number): ValuesPage {
    const rows = this.#sql
      .exec<{ row: string }>(
        "SELECT row FROM visitor WHERE id > ? AND segment IS NOT NULL ORDER BY id LIMIT ?",
        cursor ?? "",
        limit,
      )
      .toArray()
      .map(({ row }): VisitorRow => JSON.parse(row));
    const visitors = rows.map(({ id, at, scores }) => ({
      id,
      at,
      values: measuresOf(scores).map(({ value }) => value),
    }));
    return { visitors, cursor: visitors.length < limit ? null : (visitors.at(-1)?.id ?? null) };
  }

  /** The oldest changes that wait; null where none do. */
  pending(): PendingChanges | null {
    const [row] = this.#sql.exec<PendingRow>("SELECT * FROM pending ORDER BY seq LIMIT 1").toArray();
    return row === undefined ? null : { ...row, changes: JSON.parse(row.changes) };
  }

  /** Forgets changes that were announced. */
  announced(seq: number): void {
    this.#sql.exec("DELETE FROM pending WHERE seq = ?", seq);
  }

  #known(ids: readonly string[]): Map<string, Known> {
    // An object takes at most 100 bound parameters, so the ids go in as one.
    const query =
      "SELECT id, revision, segment, orders, revenueMinor FROM visitor WHERE id IN (SELECT value FROM json_each(?))";
    const rows = this.#sql.exec<KnownRow>(query, JSON.stringify(ids)).toArray();
    return new Map(
      rows.map(({ id, revision, segment, orders, revenueMinor }) => [
        id,
        { revision, counted: segment === null ? null : { segment, orders, revenueMinor } },
      ]),
    );
  }

  #total(query: ListQuery): number {
    if (query.q.trim() === "" && query.audience === null) {
      // The counters know this without reading a row.
      const counted = this.counters().filter(({ segment }) => query.segment === null || segment === query.segment);
      return counted.reduce((sum, { visitors }) => sum + visitors, 0);
    }
    const { sql, bindings } = totalStatement(query);
    return this.#sql.exec<{ total: number }>(sql, ...bindings).one().total;
  }

  #write(row: VisitorRow): void {
    // A removed visitor keeps its revision, so that a late delivery does not bring them back.
    if (row.removed) this.#sql.exec(UPSERT, row.id, row.revision, null, 0, 0, 0, 0, "", "{}");
    else {
      const { id, revision, segment, lastSeenAt, firstSeenAt, orders, revenueMinor } = row;
      this.#sql.exec(
        UPSERT,
        id,
        revision,
        segment,
        lastSeenAt,
        firstSeenAt,
        orders,
        revenueMinor,
        searchOf(row),
        JSON.stringify(row),
      );
    }
  }

  #count(deltas: SegmentCounts): void {
    for (const [segment, { visitors, orders, revenueMinor }] of deltas)
      this.#sql.exec(COUNT, segment, visitors, orders, revenueMinor);
  }
}

/** Of several rows of one visitor the newest alone. */
function latest(rows: readonly VisitorRow[]): Iterable<VisitorRow> {
  const newest = new Map<string, VisitorRow>();
  for (const row of rows)
    if (row.revision > (newest.get(row.id)?.revision ?? Number.NEGATIVE_INFINITY)) newest.set(row.id, row);
  return newest.values();
}

/** Somebody who is new, or imported, is no news: only who goes from one segment to another. */
function changeOf(before: CountedRow | null, row: VisitorRow): SegmentChange | null {
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
