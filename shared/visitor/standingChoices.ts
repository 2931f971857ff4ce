import type { Moment } from "./moment.ts";

/** How somebody stands to one purpose, and since when. */
export interface StandingChoice {
  readonly purpose: string;
  readonly isGranted: boolean;
  /** The first message, epoch milliseconds, from which on they have said so without a change. */
  readonly since: number;
  /** They grant it although their browser sends Global Privacy Control. */
  readonly outweighsSignal?: true;
}

/**
 * What somebody has chosen, purpose by purpose in alphabetical order: the latest word on each counts.
 *
 * @param moments ascending
 * @example standingChoices([]); // => []
 */
export function standingChoices(moments: readonly Moment[]): readonly StandingChoice[] {
  const standing = new Map<string, StandingChoice>();
  for (const { at, consent = {}, hasSignal } of moments)
    for (const [purpose, isGranted] of Object.entries(consent)) {
      const before = standing.get(purpose);
      const since = before?.isGranted === isGranted ? before.since : at;
      standing.set(purpose, { purpose, isGranted, since, ...(isGranted && hasSignal && { outweighsSignal: true }) });
    }
  return [...standing.values()].sort((one, other) => (one.purpose < other.purpose ? -1 : 1));
}
