import type { VisitorRow } from "#shared/figures/row";

/** What a list can be sorted by. */
export const SORT_KEYS = ["lastSeenAt", "firstSeenAt", "revenue", "orders"] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** One page of a list: who, in which order, and after whom. */
export interface ListQuery {
  /** Found in ids, name or e-mail, whatever the case; empty: everybody. */
  readonly q: string;
  /** A segment's key; null: all. */
  readonly segment: string | null;
  /** An audience's key; null: all. */
  readonly audience: string | null;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** The last visitor of the page before; null: the first page. */
  readonly after: ListPosition | null;
  readonly limit: number;
}

/** Where a visitor stands in a sorted list: two of the same value go by id. */
export interface ListPosition {
  readonly value: number;
  readonly id: string;
}

/** A visitor of a page; `row` is their `VisitorRow` as JSON, as it is stored. */
export interface ListItem extends ListPosition {
  readonly row: string;
}

/** A statement and what it binds. */
export interface Statement {
  readonly sql: string;
  readonly bindings: readonly (string | number)[];
}

const COLUMNS: Readonly<Record<SortKey, string>> = {
  lastSeenAt: "lastSeenAt",
  firstSeenAt: "firstSeenAt",
  revenue: "revenueMinor",
  orders: "orders",
};

/** The text a row is found by. */
export function searchOf({ anonymousIds, userId, name, email }: VisitorRow): string {
  return foldCase([userId ?? "", ...anonymousIds, name ?? "", email ?? ""].join("\n"));
}

/** The page itself. Only the page's own rows are read whole; of the others what is filtered and sorted by. */
export function pageStatement(query: ListQuery): Statement {
  const column = COLUMNS[query.sort];
  const direction = query.descending ? "DESC" : "ASC";
  const where = conditions(query);
  if (query.after !== null)
    where.push({
      sql: `(${column}, id) ${query.descending ? "<" : ">"} (?, ?)`,
      bindings: [query.after.value, query.after.id],
    });
  const page = `SELECT id, ${column} AS value FROM visitor WHERE ${where.map(({ sql }) => sql).join(" AND ")}
    ORDER BY value ${direction}, id ${direction} LIMIT ?`;
  const sql = `SELECT page.id, page.value, visitor.row FROM (${page}) AS page JOIN visitor USING (id) ORDER BY page.value ${direction}, page.id ${direction}`;
  return { sql, bindings: [...where.flatMap(({ bindings }) => bindings), query.limit] };
}

/** How many visitors the list has on all its pages. */
export function totalStatement(query: ListQuery): Statement {
  const where = conditions(query);
  return {
    sql: `SELECT count(*) AS total FROM visitor WHERE ${where.map(({ sql }) => sql).join(" AND ")}`,
    bindings: where.flatMap(({ bindings }) => bindings),
  };
}

/** Which of two visitors comes first. */
export function byPosition({
  descending,
}: Pick<ListQuery, "descending">): (a: ListPosition, b: ListPosition) => number {
  const sign = descending ? -1 : 1;
  return (a, b) => sign * (a.value - b.value || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function conditions({ q, segment, audience }: ListQuery): Statement[] {
  const found: Statement[] = [{ sql: "segment IS NOT NULL", bindings: [] }];
  const text = foldCase(q);
  if (segment !== null) found.push({ sql: "segment = ?", bindings: [segment] });
  if (audience !== null)
    found.push({ sql: "EXISTS (SELECT 1 FROM json_each(row, '$.audiences') WHERE value = ?)", bindings: [audience] });
  // Not LIKE: its patterns end at 50 bytes, and it would read % and _ in ids as wildcards.
  if (text !== "") found.push({ sql: "(instr(search, ?) > 0 OR id = ?)", bindings: [text, text] });
  return found;
}

function foldCase(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
