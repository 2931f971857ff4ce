import { quantile } from "./quantile.ts";

/**
 * The cuts that part a population into parts of equal size: five parts have their four cuts at the 20, 40, 60 and 80 % quantiles, three their two at a third and two thirds.
 *
 * @param sorted one or more finite numbers, ascending; the cuts have their unit
 * @param parts two or more
 * @throws RangeError “cutPoints requires two or more parts”
 * @example cutPoints([0, 10, 20, 30, 40, 50], 5); // => [10, 20, 30, 40]
 * @example cutPoints([0, 30, 60, 90], 3); // => [30, 60]
 */
export function cutPoints(sorted: ArrayLike<number>, parts: number): number[] {
  if (!Number.isInteger(parts) || parts < 2) throw new RangeError("cutPoints requires two or more parts");
  return Array.from({ length: parts - 1 }, (_, index) => quantile(sorted, (index + 1) / parts));
}
