/** What some visitors came to, as sums that parts of a directory can add up. */
export interface Sample {
  readonly count: number;
  /** How many of the values are not 0. */
  readonly nonZero: number;
  readonly sum: number;
  /** The sum of the squares. */
  readonly squares: number;
}

/** How much more one group came to than another, in the mean, and between what it lies. */
export interface Interval {
  readonly difference: number;
  readonly low: number;
  readonly high: number;
}

export const NO_SAMPLE: Sample = { count: 0, nonZero: 0, sum: 0, squares: 0 };

/** How often an interval may miss the truth at any time in the whole life of a test. */
export const MISSES = 0.05;

/** The normal law that the method leans on holds for sums of some values: fewer of either kind, and nothing is said. */
const LEAST_VISITORS = 100;
const LEAST_NON_ZERO = 10;
/** Intervals are narrowest, against those of a test that is looked at once, at so many visitors. Chosen beforehand, as the method demands. */
const NARROWEST_AT = 5_000;

/** The sample with one more value. */
export function withValue({ count, nonZero, sum, squares }: Sample, value: number): Sample {
  return {
    count: count + 1,
    nonZero: nonZero + (value === 0 ? 0 : 1),
    sum: sum + value,
    squares: squares + value * value,
  };
}

/** Several samples as one. */
export function addSamples(samples: Iterable<Sample>): Sample {
  let [count, nonZero, sum, squares] = [0, 0, 0, 0];
  for (const one of samples) {
    count += one.count;
    nonZero += one.nonZero;
    sum += one.sum;
    squares += one.squares;
  }
  return { count, nonZero, sum, squares };
}

/** The mean; null of nobody. */
export function meanOf({ count, sum }: Sample): number | null {
  return count === 0 ? null : sum / count;
}

/**
 * How much more the shown came to than the others, with an interval that may be looked at after every visitor: in all those looks together it
 * misses the truth in at most `misses` of all tests, so that stopping early, or going on, is allowed.
 *
 * An asymptotic confidence sequence: the normal mixture boundary over the difference of two means. Because a small group that has not yet met
 * its great values believes itself steadier than it is, a group's variance is taken as no less than that of both together.
 *
 * @param misses 0 to 1, both excluded
 * @returns null while there are too few to say anything
 * @see Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas (2021), “Time-uniform central limit theory and asymptotic confidence sequences”, arXiv 2103.06476, theorem 2.2 and its tuning of rho
 * @see Robbins (1970), “Statistical methods related to the law of the iterated logarithm”, the boundary
 * @example intervalOf(NO_SAMPLE, NO_SAMPLE); // => null
 */
export function intervalOf(shown: Sample, others: Sample, misses: number = MISSES): Interval | null {
  if (!(isEnough(shown) && isEnough(others))) return null;
  const [within, rest] = [squaredDeviations(shown), squaredDeviations(others)];
  const pooled = (within + rest) / (shown.count + others.count - 2);
  const varianceOf = (sample: Sample, deviations: number) =>
    Math.max(deviations / (sample.count - 1), pooled) / sample.count;
  const error = Math.sqrt(varianceOf(shown, within) + varianceOf(others, rest));
  if (error === 0) return null;
  const difference = shown.sum / shown.count - others.sum / others.count;
  const width = error * boundaryAt(shown.count + others.count, misses);
  return { difference, low: difference - width, high: difference + width };
}

/**
 * How many standard errors wide an interval is, to either side, once so many visitors were seen; a test that is looked at once has 1.96.
 *
 * @example Math.round(100 * boundaryAt(5000)) / 100; // => 3.04
 */
export function boundaryAt(visitors: number, misses: number = MISSES): number {
  const logs = -2 * Math.log(misses);
  const scaled = (visitors * (logs + Math.log(logs + 1))) / NARROWEST_AT;
  return Math.sqrt((1 + 1 / scaled) * (Math.log(scaled + 1) + logs));
}

function isEnough({ count, nonZero, sum, squares }: Sample): boolean {
  // Of yes and no there must be some of either.
  const isShare = sum === nonZero && squares === nonZero;
  const rarer = isShare ? Math.min(nonZero, count - nonZero) : nonZero;
  return count >= LEAST_VISITORS && rarer >= LEAST_NON_ZERO;
}

function squaredDeviations({ count, sum, squares }: Sample): number {
  return Math.max(0, squares - (sum * sum) / count);
}
