import { DAY_MS } from "../events/clock.ts";

/**
 * The median of the days between one of a visitor's orders and the next: their own rhythm. Two orders are enough, as they have one gap.
 *
 * @param instants of all orders, ascending
 * @returns null under two orders
 * @example gapMedianDays([0, 86_400_000, 4 * 86_400_000]); // => 2
 * @example gapMedianDays([0]); // => null
 */
export function gapMedianDays(instants: readonly number[]): number | null {
  if (instants.length < 2) return null;
  const gaps = instants
    .slice(1)
    .map((instant, index) => instant - (instants[index] ?? instant))
    .sort((a, b) => a - b);
  const [low = 0, high = 0] = [gaps[Math.floor((gaps.length - 1) / 2)], gaps[Math.ceil((gaps.length - 1) / 2)]];
  return (low + high) / 2 / DAY_MS;
}

/**
 * The gap that a visitor's silence is measured by: their median gap, though never less than the site's floor, or two orders
 * on one day would lapse within hours.
 *
 * @returns days; null under two orders
 * @example rhythmDays([0, 3_600_000], 7); // => 7
 */
export function rhythmDays(instants: readonly number[], floorDays: number): number | null {
  const median = gapMedianDays(instants);
  return median === null ? null : Math.max(median, floorDays);
}
