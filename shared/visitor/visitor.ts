import type { Moment } from "./moment.ts";

/** What is known of one person: who, and everything accepted from them, in order of instant. All numbers are folds of it. */
export interface Visitor {
  readonly anonymousIds: readonly string[];
  readonly userId: string | null;
  /** User ids that `alias` has replaced: they still name this visitor. Left out where there are none. */
  readonly formerUserIds?: readonly string[];
  /** User ids that whoever has these anonymous ids has proved to be theirs: said with a server key, or an identity token. */
  readonly provenIds?: readonly string[];
  /** Ascending by instant, then message id; no message id twice. */
  readonly moments: readonly Moment[];
  /** Where messages have gone by retention: the last instant any of them was heard at. Silence goes on counting from it. */
  readonly heardAt?: number;
}

/** Somebody of whom nothing is known. */
export const NOBODY: Visitor = { anonymousIds: [], userId: null, moments: [] };

/** Every user id that names a visitor, the present one first. */
export function userIdsOf({ userId, formerUserIds = [] }: Visitor): string[] {
  return userId === null ? [...formerUserIds] : [userId, ...formerUserIds];
}
