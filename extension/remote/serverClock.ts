import { settings } from "../settings.ts";

/** A clock that is off by less is right: answers take their time, and tell it in whole seconds. */
const NOTICEABLE_MS = 30_000;

/**
 * How far a clock is ahead of the Worker's, as an answer's `Date` has it; null where it tells none.
 *
 * @param now by the clock that is looked at
 * @returns milliseconds; 0 for a clock that is right, or near enough
 * @example clockAheadMs("Fri, 27 Nov 2026 12:00:00 GMT", Date.UTC(2026, 10, 27, 13, 0, 2)); // => 3602000
 * @example clockAheadMs("Fri, 27 Nov 2026 12:00:00 GMT", Date.UTC(2026, 10, 27, 12, 0, 2)); // => 0
 */
export function clockAheadMs(date: string | null, now: number): number | null {
  const told = Date.parse(date ?? "");
  if (Number.isNaN(told)) return null;
  return Math.abs(now - told) < NOTICEABLE_MS ? 0 : now - told;
}

let known: number | null = null;

/** Hears what time it is where visitors are counted, and keeps how far this machine's clock is off. */
export function hearServerTime(response: Response): void {
  const ahead = clockAheadMs(response.headers.get("date"), Date.now());
  if (ahead === null || (known !== null && Math.abs(ahead - known) < NOTICEABLE_MS)) return;
  known = ahead;
  void settings.clockAheadMs.setValue(ahead);
}
