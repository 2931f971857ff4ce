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
