import { quantile } from "./quantile.ts";

const STEPS = 100;

/**
 * The minimum, the 99 percentiles and the maximum of a population: what is kept of it to say how a single value compares.
 *
 * @param sorted one or more finite numbers, ascending
 * @returns 101 numbers, ascending
 * @example percentiles([0, 50, 100])[25]; // => 25
 */
export function percentiles(sorted: ArrayLike<number>): number[] {
  return Array.from({ length: STEPS + 1 }, (_, step) => quantile(sorted, step / STEPS));
}
