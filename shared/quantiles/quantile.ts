/**
 * Exact quantile of a population, type 7: linear interpolation, the default of R and numpy.
 *
 * @param sorted one or more finite numbers, ascending; the answer has their unit
 * @param share from 0 to 1, both included
 * @throws RangeError “quantile requires one or more values” or “quantile requires a share from 0 to 1”
 * @see Hyndman & Fan (1996), “Sample Quantiles in Statistical Packages”, definition 7
 * @example quantile([1, 3, 7, 30], 0.5); // => 5
 */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) throw new RangeError("quantile requires one or more values");
  if (!(share >= 0 && share <= 1)) throw new RangeError("quantile requires a share from 0 to 1");
  const index = (sorted.length - 1) * share;
  const below = Math.floor(index);
  const low = sorted[below] ?? 0;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low === high ? low : low + (index - below) * (high - low);
}
