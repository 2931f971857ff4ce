import { DAY_MS } from "#shared/events/clock";
import type { Counted } from "#shared/figures/counters";
import { type DistributionQuery, type Placed, valueNow } from "#shared/figures/distribution";
import type { ExposedPast } from "#shared/figures/exposed";
import type { MatrixQuery } from "#shared/figures/matrix";
import type { DeliveredValues } from "#shared/figures/measurePopulation";
import type { VisitorRow } from "#shared/figures/row";
import { factOfRow } from "#shared/figures/rowFacts";
import type { Buyer } from "#shared/figures/sold";
import type { Past } from "#shared/figures/trends";
import { matches } from "#shared/rules/matches";
import { FAMILIES } from "#shared/scoring/families";
import { byPosition, candidatesStatement, type ListItem, type ListPosition, type ListQuery } from "./directoryList.ts";
import { type CountedColumns, countedIn, rowIn, VALUE_COLUMNS } from "./standing.ts";

/** The nine values of one visitor as last delivered, and the instants that bring recencies to any later one; null: never. */
export interface VisitorValues extends DeliveredValues {
  readonly lastOrderAt: number | null;
  readonly lastInteractionAt: number | null;
  readonly lastVisitAt: number | null;
}

/** A page of values, by id; `cursor` is where the next begins, null: this was the last. */
export interface ValuesPage {
  readonly visitors: readonly VisitorValues[];
  readonly cursor: string | null;
}

/** A page of a list, and how many the whole list has. */
export interface ListPage {
  readonly items: readonly ListItem[];
  readonly total: number;
}

type CandidateRow = { id: string; value: number; row: string; segments: string; pastOrders: string; exposures: string };

/** The instant that each family's recency counts from. */
const LAST_AT = { rfm: "lastOrderAt", rfe: "lastInteractionAt", rfd: "lastSeenAt" } as const;
const RFD_RECENCY = VALUE_COLUMNS.indexOf("rfdRecency");

/** What is read over all of a shard's rows, from compact columns alone. */
export class ScanStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** @param cursor of the page before; null: from the beginning */
  values(cursor: string | null, limit: number): ValuesPage {
    const query = `SELECT id, at, lastOrderAt, lastInteractionAt, lastSeenAt, ${VALUE_COLUMNS.join(", ")}
      FROM visitor WHERE id > ? AND segment IS NOT NULL ORDER BY id LIMIT ?`;
    const visitors = [...this.#sql.exec(query, cursor ?? "", limit).raw()].map(valuesIn);
    return { visitors, cursor: visitors.length < limit ? null : (visitors.at(-1)?.id ?? null) };
  }

  /** The next rows by id, whole. */
  rows(after: string, limit: number): { id: string; row: VisitorRow; counted: Counted }[] {
    const query = "SELECT * FROM visitor WHERE id > ? AND segment IS NOT NULL ORDER BY id LIMIT ?";
    const found = this.#sql.exec<CandidateRow & CountedColumns>(query, after, limit).toArray();
    return found.flatMap((columns) => {
      const counted = countedIn(columns);
      return counted === null ? [] : [{ id: columns.id, row: rowIn(columns), counted }];
    });
  }

  /** Everybody's segments and orders so far. */
  *pasts(): Generator<Past> {
    const query = "SELECT segments, pastOrders FROM visitor WHERE segment IS NOT NULL";
    for (const { segments, pastOrders } of this.#sql.exec<{ segments: string; pastOrders: string }>(query))
      yield { segments: JSON.parse(segments), pastOrders: pastOrders === "[]" ? [] : JSON.parse(pastOrders) };
  }

  /** Everybody who took part in a draw: how, and their segments and orders so far. */
  *exposed(): Generator<ExposedPast> {
    const query = "SELECT exposures, segments, pastOrders FROM visitor WHERE segment IS NOT NULL AND exposures <> '[]'";
    for (const { exposures, segments, pastOrders } of this.#sql.exec<Omit<CandidateRow, "id" | "value" | "row">>(query))
      yield { exposures: JSON.parse(exposures), segments: JSON.parse(segments), pastOrders: JSON.parse(pastOrders) };
  }

  /** Who has ordered since an instant: their digits in a family, and all their orders. */
  *buyers({ family, by }: Pick<MatrixQuery, "family" | "by">, since: number): Generator<Buyer> {
    const first = 1 + 3 * Object.keys(FAMILIES).indexOf(family);
    const query = `SELECT substr(${by}s, ${first}, 3) AS digits, pastOrders FROM visitor WHERE segment IS NOT NULL AND lastOrderAt >= ?`;
    for (const { digits, pastOrders } of this.#sql.exec<{ digits: string; pastOrders: string }>(query, since))
      yield { digits, pastOrders: JSON.parse(pastOrders) };
  }

  /** Everybody's value of one dimension. */
  *placed(query: DistributionQuery): Generator<Placed> {
    const { family, dimension, now } = query;
    const dimensions: readonly string[] = FAMILIES[family];
    const column = VALUE_COLUMNS[3 * Object.keys(FAMILIES).indexOf(family) + dimensions.indexOf(dimension)];
    const sql = `SELECT ${column}, ${LAST_AT[family]}, rfdRecency, lastSeenAt FROM visitor WHERE segment IS NOT NULL`;
    for (const [value, lastAt, visit, lastSeenAt] of this.#sql.exec(sql).raw())
      yield {
        value: valueNow(numberIn(value), numberIn(lastAt), query),
        visitDays: visit === null ? null : (now - Number(lastSeenAt)) / DAY_MS,
      };
  }

  /** A page of the visitors that a query with a rule finds: reads every row, and keeps of each only its place. */
  list(query: ListQuery): ListPage {
    const found = this.#matching(query);
    const order = byPosition(query);
    const { after } = query;
    const page = found
      .filter((one) => after === null || order(one, after) > 0)
      .sort(order)
      .slice(0, query.limit);
    const rows = this.#sql
      .exec<{ id: string; row: string }>(
        "SELECT id, row FROM visitor WHERE id IN (SELECT value FROM json_each(?))",
        JSON.stringify(page.map(({ id }) => id)),
      )
      .toArray();
    const byId = new Map(rows.map(({ id, row }) => [id, row]));
    return { items: page.map((one) => ({ ...one, row: byId.get(one.id) ?? "{}" })), total: found.length };
  }

  #matching(query: ListQuery): ListPosition[] {
    const found: ListPosition[] = [];
    const { sql, bindings } = candidatesStatement(query);
    for (const { id, value, ...columns } of this.#sql.exec<CandidateRow>(sql, ...bindings))
      if (query.rule === null || matches(query.rule, factOfRow(rowIn(columns), query))) found.push({ id, value });
    return found;
  }
}

function valuesIn([id, at, lastOrderAt, lastInteractionAt, lastSeenAt, ...numbers]: SqlStorageValue[]): VisitorValues {
  const values = numbers.map(numberIn);
  return {
    id: String(id),
    at: Number(at),
    lastOrderAt: numberIn(lastOrderAt),
    lastInteractionAt: numberIn(lastInteractionAt),
    // Whoever has only orders that the shop changed was seen, but has visited never.
    lastVisitAt: values[RFD_RECENCY] === null ? null : numberIn(lastSeenAt),
    values,
  };
}

function numberIn(value: SqlStorageValue | undefined): number | null {
  return typeof value === "number" ? value : null;
}
