import { applyEvents } from "./applyEvents.ts";
import type { Moment } from "./moment.ts";
import type { Visitor } from "./visitor.ts";

/** One id's place among those that make up a visitor. */
export interface Branch {
  readonly id: string;
  /** The id it was linked to: it stays and leaves with that one. */
  readonly under: string;
}

/** Two people with different user ids are never one. */
export function canMerge(one: Pick<Visitor, "userId">, other: Pick<Visitor, "userId">): boolean {
  return one.userId === null || other.userId === null || one.userId === other.userId;
}

/**
 * The visitor that would exist had all events of both carried one id (the merge law): commutative, associative, idempotent.
 * Where both were told a message id, the earlier telling counts.
 *
 * @throws RangeError “mergeVisitors requires at most one user id”
 */
export function mergeVisitors(one: Visitor, other: Visitor): Visitor {
  if (!canMerge(one, other)) throw new RangeError("mergeVisitors requires at most one user id");
  const userId = one.userId ?? other.userId;
  const former = union(one.formerUserIds ?? [], other.formerUserIds ?? []).filter((id) => id !== userId);
  return {
    anonymousIds: union(one.anonymousIds, other.anonymousIds),
    userId,
    ...(former.length > 0 && { formerUserIds: former }),
    ...heardOf(one, other),
    moments: applyEvents({ ...one, moments: notLater(one.moments, other.moments) }, other.moments).moments,
  };
}

/** Takes one id, and all that were linked to it, out of those that make up a visitor: undoes the link that brought it. */
export function splitVisitor<B extends Branch>(branches: readonly B[], id: string): { stay: B[]; leave: B[] } {
  const leaving = new Set([id]);
  for (let size = 0; size < leaving.size; ) {
    size = leaving.size;
    for (const branch of branches) if (leaving.has(branch.under)) leaving.add(branch.id);
  }
  return {
    stay: branches.filter((branch) => !leaving.has(branch.id)),
    leave: branches.filter((branch) => leaving.has(branch.id)),
  };
}

function heardOf({ heardAt: one }: Visitor, { heardAt: other }: Visitor): Pick<Visitor, "heardAt"> {
  if (one === undefined && other === undefined) return {};
  return { heardAt: Math.max(one ?? Number.NEGATIVE_INFINITY, other ?? Number.NEGATIVE_INFINITY) };
}

function notLater(moments: readonly Moment[], others: readonly Moment[]): readonly Moment[] {
  const told = new Map(others.map(({ id, at }) => [id, at]));
  return moments.filter(({ id, at }) => (told.get(id) ?? at) >= at);
}

function union(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])].sort();
}
