import { isInWindow } from "./window.ts";

/**
 * How many of a visitor's orders or sessions are in the window, by the instant each is known by.
 *
 * @param instants all of them, whenever
 * @returns null where there never was one
 * @example frequency([0, 86_400_000], 86_400_001, 1); // => 1
 * @example frequency([], 0, 90); // => null
 */
export function frequency(instants: readonly number[], at: number, windowDays: number): number | null {
  if (instants.length === 0) return null;
  let count = 0;
  for (const instant of instants) if (isInWindow(instant, at, windowDays)) count += 1;
  return count;
}
