/**
 * The share of a population that does at least as well as a value, from the population's percentiles: “top 12 %”.
 *
 * @param percentiles 101 numbers, ascending: the quantiles at 0, 1, .. 100 %
 * @param fewIsGood true where the smaller value is the better one
 * @returns from 0 (better than everybody) to 1, to half a percent and one person
 * @throws RangeError “topShare requires 101 percentiles”
 * @example topShare(Array.from({ length: 101 }, (_, percent) => percent), 87.9, false); // => 0.125
 * @example topShare(Array.from({ length: 101 }, (_, percent) => percent), 12.1, true); // => 0.125
 * @example topShare(Array.from({ length: 101 }, (_, percent) => percent), 88.5, false); // => 0.115
 */
export function topShare(percentiles: readonly number[], value: number, fewIsGood: boolean): number {
  if (percentiles.length !== 101) throw new RangeError("topShare requires 101 percentiles");
  if (fewIsGood) return topShare(percentiles.map((percentile) => -percentile).reverse(), -value, false);
  let below = 0;
  while (below < 101 && (percentiles[below] ?? value) < value) below += 1;
  // Where equals begin between two percentiles cannot be known; the middle is off by half a percent at most.
  if (below === 0) return 1;
  return below > 100 ? 0 : (100.5 - below) / 100;
}
