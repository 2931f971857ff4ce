import { quantile } from "../quantiles/quantile.ts";

/** How far from the median a value may be, in robust standard deviations. */
export const FAR = 3;

/** Fewer values than these say nothing of what is usual. */
export const FEWEST_VALUES = 8;

/** Makes the median absolute deviation of normal values their standard deviation: 1 / Φ⁻¹(3/4), rounded as R rounds it. */
const TO_NORMAL = 1.4826;

/** What is usual: values from low to high, both included. */
export interface Usual {
  readonly median: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The median absolute deviation from the median, times 1.4826, as R's `mad`: a standard deviation that a few wild values do not move.
 *
 * @param values one or more finite numbers; the answer has their unit
 * @throws RangeError “quantile requires one or more values”
 * @see Leys et al. (2013), “Detecting outliers: Do not use standard deviation around the mean, use absolute deviation around the median”
 * @example madOf([1, 3, 3, 6, 8, 10, 10, 1000]); // => 5.1891
 */
export function madOf(values: readonly number[]): number {
  const median = medianOf(values);
  return TO_NORMAL * medianOf(values.map((value) => Math.abs(value - median)));
}

/**
 * What is usual, going by these values: whatever is at most three robust standard deviations from their median (the Hampel identifier).
 * Null of fewer than eight values, and where more than half are the same and nothing finer is known: then nothing can be said.
 *
 * @param finest the least that counts as a standard deviation, in the values' unit: 1 for counts, as a regular shop's next customer is no news
 * @see Hampel (1974), “The Influence Curve and Its Role in Robust Estimation”
 * @example usualOf([10, 10, 12, 12, 14, 14, 16, 16], 2)?.low; // => 4.1044
 */
export function usualOf(values: readonly number[], finest: number): Usual | null {
  if (values.length < FEWEST_VALUES) return null;
  const spread = Math.max(madOf(values), finest);
  if (spread === 0) return null;
  const median = medianOf(values);
  return { median, low: median - FAR * spread, high: median + FAR * spread };
}

function medianOf(values: readonly number[]): number {
  return quantile(
    values.toSorted((a, b) => a - b),
    0.5,
  );
}
