import { DAY_MS } from "../events/clock.ts";

/**
 * Days since something last happened, fractions included.
 *
 * @param lastAt epoch milliseconds; null: never
 * @returns null where it never happened
 * @example recency(0, 43_200_000); // => 0.5
 */
export function recency(lastAt: number | null, at: number): number | null {
  return lastAt === null ? null : (at - lastAt) / DAY_MS;
}
