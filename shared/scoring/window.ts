import { DAY_MS } from "../events/clock.ts";

/**
 * Whether an instant is in the window that ends at `at`: its age is at most `windowDays`.
 *
 * @example isInWindow(0, 86_400_000, 1); // => true
 * @example isInWindow(0, 86_400_001, 1); // => false
 */
export function isInWindow(instant: number, at: number, windowDays: number): boolean {
  return at - instant <= windowDays * DAY_MS;
}

/**
 * Where in a list the window that ends at `at` begins: of a long life, not each is looked at.
 *
 * @param all ascending by their instants
 * @returns the place of the first that is in the window; the list's length where none is
 * @example firstInWindow([0, 5, 9], (instant) => instant, 86_400_005, 1); // => 1
 */
export function firstInWindow<One>(
  all: readonly One[],
  instantOf: (one: One) => number,
  at: number,
  windowDays: number,
): number {
  let [low, high] = [0, all.length];
  while (low < high) {
    // The first time at the very first: most have all that they did in the window.
    const middle = high === all.length && low === 0 ? 0 : (low + high) >> 1;
    const one = all[middle];
    if (one !== undefined && isInWindow(instantOf(one), at, windowDays)) high = middle;
    else low = middle + 1;
  }
  return low;
}
