import type { DeliveredValues } from "#shared/figures/measurePopulation";
import { VALUE_COLUMNS } from "./standing.ts";

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
