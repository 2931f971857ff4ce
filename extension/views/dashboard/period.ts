import { dayAt, dayOf } from "#shared/figures/days";
import { WEEKS_BEFORE } from "#shared/figures/surprise";
import type { Period } from "../../state/createDashboardState.ts";

const DAY_MS = 86_400_000;

/** How many days back the ready-made periods go. */
export const SPANS = [7, 30, 90, 365] as const;

/**
 * The last days of the site's own calendar, today among them.
 *
 * @example periodOf(7, Date.UTC(2026, 2, 29, 23), "Europe/Copenhagen"); // => { from: "2026-03-24", to: "2026-03-30" }
 */
export function periodOf(days: number, now: number, timeZone: string): Period {
  const to = dayAt(now, timeZone).date;
  return { from: new Date(Date.parse(`${to}T00:00:00Z`) - (days - 1) * DAY_MS).toISOString().slice(0, 10), to };
}

/**
 * The whole days that alerts go by: yesterday and the twelve weeks before it.
 *
 * @example watchedPeriod(Date.UTC(2026, 2, 29, 23), "Europe/Copenhagen"); // => { from: "2026-01-04", to: "2026-03-29" }
 */
export function watchedPeriod(now: number, timeZone: string): Period {
  const today = Date.parse(`${dayAt(now, timeZone).date}T00:00:00Z`);
  const dateOf = (daysAgo: number) => new Date(today - daysAgo * DAY_MS).toISOString().slice(0, 10);
  return { from: dateOf(1 + WEEKS_BEFORE * 7), to: dateOf(1) };
}

/** Whether the Worker can answer for it: two dates in order, the first not in the future. */
export function isPeriod({ from, to }: Period, now: number, timeZone: string): boolean {
  const [first, last] = [dayOf(from, timeZone), dayOf(to, timeZone)];
  return first !== null && last !== null && first.from <= last.from && first.from <= now;
}
