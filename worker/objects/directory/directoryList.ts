import type { VisitorRow } from "#shared/figures/row";
import { operatorOf } from "#shared/rules/comparisons";
import type { Operator, Rule } from "#shared/rules/rule";

/** What a list can be sorted by. Recencies are not among them: `lastSeenAt` and `lastOrderAt` are the same order. */
export const SORT_KEYS = [
  ...(["lastSeenAt", "firstSeenAt", "lastOrderAt", "revenue", "orders", "averageOrderValue"] as const),
  ...(["value.rfm.frequency", "value.rfm.monetary", "value.rfe.frequency", "value.rfe.engagement"] as const),
  ...(["value.rfd.frequency", "value.rfd.duration"] as const),
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** One score or tier that everybody in the list has. */
export interface StepFilter {
  readonly by: "score" | "tier";
  /** Which of the nine, RFM RFE RFD, from 0. */
  readonly place: number;
  /** From 1, worst first. */
  readonly step: number;
}

/** One page of a list: who, in which order, and after whom. */
export interface ListQuery {
  /** Found in ids, name or e-mail, whatever the case; empty: everybody. */
  readonly q: string;
  /** A segment's key; null: all. */
  readonly segment: string | null;
  /** An audience's key; null: all. */
  readonly audience: string | null;
  readonly steps: readonly StepFilter[];
  /** Of facts that rows carry; null: all. */
  readonly rule: Rule | null;
  /** When the rule is asked, and the site's currency. */
  readonly now: number;
  readonly currency: string;
  readonly gapFloorDays: number;
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

/** Whoever has no value stands below everybody who has one. */
const COLUMNS: Readonly<Record<SortKey, string>> = {
  lastSeenAt: "lastSeenAt",
  firstSeenAt: "firstSeenAt",
  lastOrderAt: "ifnull(lastOrderAt, -1e300)",
  revenue: "revenueMinor",
  orders: "orders",
  averageOrderValue: "iif(orders = 0, -1e300, 1.0 * revenueMinor / max(orders, 1))",
  "value.rfm.frequency": "ifnull(rfmFrequency, -1e300)",
  "value.rfm.monetary": "ifnull(rfmMonetary, -1e300)",
  "value.rfe.frequency": "ifnull(rfeFrequency, -1e300)",
  "value.rfe.engagement": "ifnull(rfeEngagement, -1e300)",
  "value.rfd.frequency": "ifnull(rfdFrequency, -1e300)",
  "value.rfd.duration": "ifnull(rfdDuration, -1e300)",
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

/** Everybody that the list may hold once their rows have been asked by its rule; in no order, as rows are too big to be sorted. */
export function candidatesStatement(query: ListQuery): Statement {
  const where = [...conditions(query), ...implied(query.rule)];
  const sql = `SELECT id, ${COLUMNS[query.sort]} AS value, row, segments, pastOrders, exposures FROM visitor
    WHERE ${where.map(({ sql }) => sql).join(" AND ")}`;
  return { sql, bindings: where.flatMap(({ bindings }) => bindings) };
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

function conditions({ q, segment, audience, steps }: ListQuery): Statement[] {
  const found: Statement[] = [{ sql: "segment IS NOT NULL", bindings: [] }];
  const text = foldCase(q);
  if (segment !== null) found.push({ sql: "segment = ?", bindings: [segment] });
  if (audience !== null)
    found.push({ sql: "EXISTS (SELECT 1 FROM json_each(audiences) WHERE value = ?)", bindings: [audience] });
  for (const { by, place, step } of steps)
    found.push({
      sql: `substr(${by === "score" ? "scores" : "tiers"}, ?, 1) = ?`,
      bindings: [place + 1, String(step)],
    });
  // Not LIKE: its patterns end at 50 bytes, and it would read % and _ in ids as wildcards.
  if (text !== "") found.push({ sql: "(instr(search, ?) > 0 OR id = ?)", bindings: [text, text] });
  return found;
}

/** Facts that rows have as columns, with the same values. */
const FACT_COLUMNS = new Map([
  ["orders", "orders"],
  ["segment", "segment"],
]);
const ORDER_SIGNS: Partial<Record<Operator, string>> = { gt: ">", gte: ">=", lt: "<", lte: "<=" };

/** What must be true of columns wherever a rule is true: far fewer rows are then taken apart to be asked by it. */
function implied(rule: Rule | null): Statement[] {
  if (rule === null) return [];
  if ("all" in rule) return rule.all.flatMap(implied);
  const column = "fact" in rule ? FACT_COLUMNS.get(rule.fact) : undefined;
  if (column === undefined || !("fact" in rule)) return [];
  const operator = operatorOf(rule);
  const expected = rule[operator];
  // Texts are in another order there.
  const sign = operator === "eq" ? "=" : typeof expected === "number" ? ORDER_SIGNS[operator] : undefined;
  const isPlain = typeof expected === "number" || typeof expected === "string";
  return sign === undefined || !isPlain ? [] : [{ sql: `${column} ${sign} ?`, bindings: [expected] }];
}

function foldCase(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
