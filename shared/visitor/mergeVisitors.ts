import { applyEvents } from "./applyEvents.ts";
import type { Visitor } from "./visitor.ts";

/** Two people with different user ids are never one. */
export function canMerge(one: Visitor, other: Visitor): boolean {
  return one.userId === null || other.userId === null || one.userId === other.userId;
}

/**
 * The visitor that would exist had all events of both carried one id (the merge law).
 *
 * @throws RangeError “mergeVisitors requires at most one user id”
 */
export function mergeVisitors(one: Visitor, other: Visitor): Visitor {
  if (!canMerge(one, other)) throw new RangeError("mergeVisitors requires at most one user id");
  const { moments } = applyEvents(one, other.moments);
  return {
    anonymousIds: [...new Set([...one.anonymousIds, ...other.anonymousIds])].sort(),
    userId: one.userId ?? other.userId,
    moments,
  };
}
