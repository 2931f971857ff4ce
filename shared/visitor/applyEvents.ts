import { carryFold } from "./activity.ts";
import { byInstant, countUpTo, type Moment } from "./moment.ts";
import type { Visitor } from "./visitor.ts";

/**
 * The visitor after these moments: the same for any order, batching and repetition of them (the order law).
 *
 * @returns the very same visitor where every moment was known
 */
export function applyEvents(visitor: Visitor, moments: readonly Moment[]): Visitor {
  const fresh = freshOf(visitor, moments);
  const sorted = fresh.toSorted(byInstant);
  const [first] = sorted;
  if (first === undefined) return visitor;
  const { moments: known } = visitor;
  const last = known.at(-1);
  const isLater = last === undefined || byInstant(last, first) <= 0;
  const united = known.concat(sorted);
  if (!isLater) united.sort(byInstant);
  carryFold(known, united, isLater ? known.length : countUpTo(known, first.at - 1));
  carryIds(known, united, fresh);
  return { ...visitor, moments: united };
}

/** Those of the moments whose message id the visitor has not seen, each once. */
export function freshOf(visitor: Visitor, moments: readonly Moment[]): Moment[] {
  const known = idsOf(visitor.moments);
  const told = new Set<string>();
  return moments.filter(({ id }) => !known.has(id) && !told.has(id) && told.add(id));
}

/** The message ids among moments, so that a new one need not be looked for in a whole life. */
const IDS = new WeakMap<readonly Moment[], Set<string>>();

function idsOf(moments: readonly Moment[]): Set<string> {
  const known = IDS.get(moments);
  if (known !== undefined) return known;
  const ids = new Set(moments.map(({ id }) => id));
  IDS.set(moments, ids);
  return ids;
}

/** The ids move on with the visitor instead of being copied: whoever asks the earlier visitor again has them gathered anew. */
function carryIds(from: readonly Moment[], to: readonly Moment[], fresh: readonly Moment[]): void {
  const ids = idsOf(from);
  IDS.delete(from);
  for (const { id } of fresh) ids.add(id);
  IDS.set(to, ids);
}
