import type { Fault } from "#shared/wire/problem";
import { type ListPosition, type ListQuery, SORT_KEYS, type SortKey } from "../objects/directory/directoryList.ts";
import { Problem } from "../problem.ts";

/** A list's parameters as they stand in an address. */
export interface ListParameters {
  readonly q?: string | undefined;
  readonly segment?: string | undefined;
  readonly audience?: string | undefined;
  /** One of `SORT_KEYS`, with `-` before it the greatest first. */
  readonly sort?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit?: string | undefined;
}

const NEWEST_FIRST = "-lastSeenAt";
const LIMIT = 50;
const MAX_LIMIT = 200;
const MAX_TEXT = 255;

/** The query that parameters ask for. @throws Problem `malformed`, each fault with its path */
export function listQueryOf(parameters: ListParameters): ListQuery {
  const { q = "", segment, audience, sort = NEWEST_FIRST, cursor, limit = String(LIMIT) } = parameters;
  const errors: Fault[] = [];
  const key = SORT_KEYS.find((known) => known === sort.replace(/^-/, ""));
  if (q.length > MAX_TEXT) errors.push({ path: "/q", message: `has at most ${MAX_TEXT} characters` });
  if (key === undefined)
    errors.push({ path: "/sort", message: `is one of ${SORT_KEYS.join(", ")}, with or without - before it` });
  const size = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (size < 1 || size > MAX_LIMIT)
    errors.push({ path: "/limit", message: `is a whole number from 1 to ${MAX_LIMIT}` });
  const after = cursor === undefined || cursor === "" ? null : readCursor(cursor, sort);
  if (after === undefined) errors.push({ path: "/cursor", message: "is not a cursor of this list in this order" });
  if (errors.length > 0 || key === undefined || after === undefined)
    throw new Problem("malformed", "The list cannot be made", { errors });
  return {
    q,
    segment: segment || null,
    audience: audience || null,
    sort: key,
    descending: sort.startsWith("-"),
    after,
    limit: size,
  };
}

/** The cursor that goes on behind a visitor: it names their place, not a count, so that whoever comes or goes meanwhile moves nobody else. */
export function cursorOf(
  { sort, descending }: { sort: SortKey; descending: boolean },
  { value, id }: ListPosition,
): string {
  return btoa(JSON.stringify([`${descending ? "-" : ""}${sort}`, value, id])).replace(
    /[+/=]/g,
    (sign) => SAFE[sign] ?? "",
  );
}

const SAFE: Readonly<Record<string, string>> = { "+": "-", "/": "_" };
const UNSAFE: Readonly<Record<string, string>> = { "-": "+", _: "/" };

function readCursor(cursor: string, sort: string): ListPosition | undefined {
  try {
    const read: unknown = JSON.parse(atob(cursor.replace(/[-_]/g, (sign) => UNSAFE[sign] ?? "")));
    if (!Array.isArray(read)) return undefined;
    const [order, value, id]: unknown[] = read;
    return order === sort && typeof value === "number" && typeof id === "string" ? { value, id } : undefined;
  } catch {
    return undefined;
  }
}
