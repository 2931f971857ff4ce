import { byInstant, type Moment } from "./moment.ts";
import type { Visitor } from "./visitor.ts";

/**
 * The visitor after these moments: the same for any order, batching and repetition of them (the order law).
 *
 * @returns the very same visitor where every moment was known
 */
export function applyEvents(visitor: Visitor, moments: readonly Moment[]): Visitor {
  const fresh = freshOf(visitor, moments);
  if (fresh.length === 0) return visitor;
  const last = visitor.moments.at(-1);
  const sorted = fresh.toSorted(byInstant);
  const [first] = sorted;
  const united = [...visitor.moments, ...sorted];
  if (last !== undefined && first !== undefined && byInstant(last, first) > 0) united.sort(byInstant);
  return { ...visitor, moments: united };
}

/** Those of the moments whose message id the visitor has not seen, each once. */
export function freshOf(visitor: Visitor, moments: readonly Moment[]): Moment[] {
  const known = new Set<string>();
  if (moments.length === 1) {
    const id = moments[0]?.id;
    return visitor.moments.some((moment) => moment.id === id) ? [] : [...moments];
  }
  for (const moment of visitor.moments) known.add(moment.id);
  return moments.filter(({ id }) => !known.has(id) && known.add(id));
}
