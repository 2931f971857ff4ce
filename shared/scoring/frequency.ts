import { firstInWindow } from "./window.ts";

/**
 * How many of a visitor's orders or sessions are in the window, by the instant each is known by.
 *
 * @param all of them, whenever, ascending by that instant
 * @returns null where there never was one
 * @example frequency([0, 86_400_000], (instant) => instant, 86_400_001, 1); // => 1
 * @example frequency([], () => 0, 0, 90); // => null
 */
export function frequency<One>(
  all: readonly One[],
  instantOf: (one: One) => number,
  at: number,
  windowDays: number,
): number | null {
  return all.length === 0 ? null : all.length - firstInWindow(all, instantOf, at, windowDays);
}
