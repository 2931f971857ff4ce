import type { Context } from "hono";
import { Problem } from "../problem.ts";
import type { AppEnv } from "./context.ts";

/** A list may have empty places (RFC 9110, 5.6.1). */
const TAGS = /^(?:\s*,)*\s*(?:W\/)?"[^"]*"(?:(?:\s*,)+\s*(?:W\/)?"[^"]*")*(?:\s*,)*\s*$/;

/**
 * The revisions that `If-Match` names (RFC 9110, 13.1.1): a weak tag matches none. Null: any will do.
 *
 * @throws Problem `malformed`
 */
export function revisionsIn(c: Context<AppEnv>): string[] | null {
  const header = c.req.header("if-match");
  if (header === undefined || header.trim() === "*") return null;
  if (!TAGS.test(header)) throw new Problem("malformed", "If-Match is no list of entity tags");
  return [...header.matchAll(/(W\/)?"([^"]*)"/g)].flatMap(([, weak, tag]) => (weak || tag === undefined ? [] : [tag]));
}
