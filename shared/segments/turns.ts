import type { Stirred } from "./stirs.ts";

/** Whole instants near which something may change, and what. */
export type Crossings = ReadonlyMap<number, readonly Stirred[]>;

/** An instant, and what may change at it. */
export type Turn = readonly [at: number, stirred: readonly Stirred[]];

/** What is computed may be off by rounding, and what holds at an instant may cease a millisecond later. */
const BEFORE = 1;
const AFTER = 2;

/** Whether a crossing may matter after `at` and up to `until`; one that cannot be computed does not. */
export function isWithin(instant: number, at: number, until: number): boolean {
  return instant + AFTER > at && instant - BEFORE <= until;
}

/**
 * The instants after `at` and up to `until` that are near a crossing, ascending, each with all that it is near. Made one by one: whoever
 * looks for the first that makes a difference mostly finds it among the first few.
 *
 * @param crossings all of them within the stretch, in any order
 */
export function* turnsNear(crossings: Crossings, at: number, until: number): Generator<Turn> {
  const sorted = [...crossings].sort(([one], [other]) => one - other);
  const crossedAt = (place: number) => sorted[place]?.[0] ?? Number.POSITIVE_INFINITY;
  let instant = at + 1;
  for (let first = 0; first < sorted.length; instant++) {
    while (crossedAt(first) + AFTER < instant) first += 1;
    instant = Math.max(instant, crossedAt(first) - BEFORE);
    if (first === sorted.length || instant > until) return;
    let next = first + 1;
    while (next < sorted.length && crossedAt(next) - BEFORE <= instant) next += 1;
    const near = sorted.slice(first, next);
    const [only] = near;
    yield [instant, near.length === 1 && only ? only[1] : near.flatMap(([, stirred]) => stirred)];
  }
}
