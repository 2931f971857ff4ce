import type { Moment } from "./moment.ts";

/** What is known of one person: who, and everything accepted from them, in order of instant. All numbers are folds of it. */
export interface Visitor {
  readonly anonymousIds: readonly string[];
  readonly userId: string | null;
  /** Ascending by instant, then message id; no message id twice. */
  readonly moments: readonly Moment[];
}

/** Somebody of whom nothing is known. */
export const NOBODY: Visitor = { anonymousIds: [], userId: null, moments: [] };
