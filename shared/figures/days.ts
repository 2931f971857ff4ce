import { DAY_MS } from "../events/clock.ts";
import { offsetAt } from "../events/zone.ts";

/** A calendar day of a site's time zone: 23, 24 or 25 hours, as daylight saving has it. */
export interface Day {
  /** `2026-03-29` */
  readonly date: string;
  readonly from: number;
  /** The next day's first instant. */
  readonly until: number;
}

/**
 * The day of a date in a time zone; null where the text is no date.
 *
 * @param date `YYYY-MM-DD`
 * @example dayOf("2026-03-29", "Europe/Copenhagen")?.from; // => 1774738800000
 * @example dayOf("2026-02-30", "UTC"); // => null
 */
export function dayOf(date: string, timeZone: string): Day | null {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(midnight) || isoDate(midnight) !== date) return null;
  return { date, from: firstInstant(midnight, timeZone), until: firstInstant(midnight + DAY_MS, timeZone) };
}

/**
 * The day that an instant falls on.
 *
 * @example dayAt(1774738799999, "Europe/Copenhagen").date; // => "2026-03-28"
 */
export function dayAt(at: number, timeZone: string): Day {
  const midnight = localMidnight(at, timeZone);
  return {
    date: isoDate(midnight),
    from: firstInstant(midnight, timeZone),
    until: firstInstant(midnight + DAY_MS, timeZone),
  };
}

/** The days from that of one instant to that of another, both included; at most so many, the last ones. */
export function daysBetween(from: number, to: number, timeZone: string, atMost: number): Day[] {
  const last = localMidnight(to, timeZone);
  const first = Math.max(localMidnight(from, timeZone), last - (atMost - 1) * DAY_MS);
  const days: Day[] = [];
  let start = firstInstant(first, timeZone);
  for (let midnight = first; midnight <= last; midnight += DAY_MS) {
    const until = firstInstant(midnight + DAY_MS, timeZone);
    // A place that moves over the date line leaves a whole day out.
    if (start < until) days.push({ date: isoDate(midnight), from: start, until });
    start = until;
  }
  return days;
}

/** Where a clock that goes back shows midnight twice, the first; where one that goes forward leaves it out, the instant at which it does. */
function firstInstant(midnight: number, timeZone: string): number {
  const before = offsetAt(midnight - DAY_MS, timeZone);
  const after = offsetAt(midnight + DAY_MS, timeZone);
  if (before === after) return midnight - before;
  const candidates = [midnight - before, midnight - after].sort((a, b) => a - b);
  const found = candidates.find((at) => localMidnight(at, timeZone) === midnight);
  return found ?? firstInstant(midnight + DAY_MS, timeZone);
}

/** The instant at which it would be midnight of this day in UTC. */
function localMidnight(at: number, timeZone: string): number {
  return Math.floor((at + offsetAt(at, timeZone)) / DAY_MS) * DAY_MS;
}

function isoDate(midnight: number): string {
  return new Date(midnight).toISOString().slice(0, 10);
}
