import { DAY_MS, hasOffset, parseInstant } from "./clock.ts";

/**
 * The instant a text names, where a date or a time without an offset is one of the zone's own clocks: a time that they show twice,
 * as they are put back, is the first; one that they leap over, as they are put forward, is the instant of the leap.
 *
 * @param text ISO 8601, as `parseInstant` takes it
 * @param timeZone an IANA name
 * @returns epoch milliseconds; null where the text names none
 * @example instantIn("2026-07-01T09:00", "Europe/Copenhagen"); // => Date.parse("2026-07-01T07:00:00Z")
 * @example instantIn("2026-03-29T02:30", "Europe/Copenhagen"); // => Date.parse("2026-03-29T01:00:00Z")
 * @example instantIn("2026-10-25T02:30", "Europe/Copenhagen"); // => Date.parse("2026-10-25T00:30:00Z")
 */
export function instantIn(text: string, timeZone: string): number | null {
  const written = parseInstant(text);
  return written === null || hasOffset(text) ? written : firstAt(written, timeZone);
}

/** How far a zone's clocks are ahead of UTC at an instant, in milliseconds. */
export function offsetAt(at: number, timeZone: string): number {
  const second = Math.floor(at / 1_000) * 1_000;
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) - second;
}

/** The first instant at which the zone's clocks show a time or, if they never do, one behind it. @param shown the time as if it were UTC */
function firstAt(shown: number, timeZone: string): number {
  const [before, after] = [offsetAt(shown - DAY_MS, timeZone), offsetAt(shown + DAY_MS, timeZone)];
  const candidates = [shown - before, shown - after].sort((a, b) => a - b);
  const found = candidates.find((at) => at + offsetAt(at, timeZone) === shown);
  if (found !== undefined) return found;
  let [short, beyond] = [Math.min(...candidates), Math.max(...candidates)];
  while (beyond - short > 1) {
    const middle = Math.floor((short + beyond) / 2);
    if (middle + offsetAt(middle, timeZone) < shown) short = middle;
    else beyond = middle;
  }
  return beyond;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(timeZone);
  if (known !== undefined) return known;
  const numeric = "numeric" as const;
  const format = new Intl.DateTimeFormat("en-US", {
    ...{ timeZone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23" },
    ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
  });
  FORMATS.set(timeZone, format);
  return format;
}
