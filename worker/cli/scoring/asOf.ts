import { DAY_MS, parseInstant } from "#shared/events/clock";
import { Failure } from "../failure.ts";

/** The moment a table is about. */
export interface AsOf {
  /** The instant of every value, epoch milliseconds. */
  readonly at: number;
  /** What happened after it does not exist. */
  readonly until: number;
  /** What an instant counts as: itself, or where whole calendar days (UTC) are counted its day. */
  readonly counted: (instant: number) => number;
}

const DATE = /^(\d{4})-?(\d{2})-?(\d{2})$/;

/**
 * Reads `--as-of`: a date counts whole days, that day included; an instant counts fractions of days.
 *
 * @throws Failure where it is neither
 */
export function parseAsOf(text: string): AsOf {
  const [, year, month, day] = DATE.exec(text.trim()) ?? [];
  const at = parseInstant(year === undefined ? text : `${year}-${month}-${day}`);
  if (at === null)
    throw new Failure(`--as-of ${text}: is neither a date (2026-12-31) nor an instant (2026-12-31T18:00:00Z)`);
  return year === undefined ? { at, until: at, counted: (instant) => instant } : endOfDay(at);
}

/** The whole day of an instant. */
export function endOfDay(instant: number): AsOf {
  const at = dayOf(instant);
  return { at, until: at + DAY_MS - 1, counted: dayOf };
}

function dayOf(instant: number): number {
  return Math.floor(instant / DAY_MS) * DAY_MS;
}
