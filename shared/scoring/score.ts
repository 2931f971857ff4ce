/** A value on the scale from 1 (worst) to 5 (best). */
export type Score = 1 | 2 | 3 | 4 | 5;

const SCORES = [1, 2, 3, 4, 5] as const;

/** How many cuts are strictly below the value. */
export function cutsBelow(value: number, cuts: readonly number[]): number {
  let below = 0;
  // By its place: every page view asks this of nine measures, twice each, and a list's iterator tells each cut in an object of its own.
  for (let place = 0; place < cuts.length; place++) if ((cuts[place] ?? value) < value) below += 1;
  return below;
}

/**
 * The score of a value: 1 + the number of cuts strictly below it; recency the other way round, as few days are good.
 *
 * @param cuts four, ascending, in the value's unit
 * @returns null without a value
 * @throws RangeError “scoreOf requires four cuts”
 * @example scoreOf(3, [1, 2, 5, 10], false); // => 3
 * @example scoreOf(3, [1, 2, 5, 10], true); // => 3
 * @example scoreOf(1, [1, 2, 5, 10], true); // => 5
 */
export function scoreOf(value: number | null, cuts: readonly number[], fewIsGood: boolean): Score | null {
  if (cuts.length !== 4) throw new RangeError("scoreOf requires four cuts");
  if (value === null) return null;
  const below = cutsBelow(value, cuts);
  return SCORES[fewIsGood ? 4 - below : below] ?? null;
}
