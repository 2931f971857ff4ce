import { dayAt, dayOf } from "#shared/figures/days";
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

/** Whether the Worker can answer for it: two dates in order, the first not in the future. */
export function isPeriod({ from, to }: Period, now: number, timeZone: string): boolean {
  const [first, last] = [dayOf(from, timeZone), dayOf(to, timeZone)];
  return first !== null && last !== null && first.from <= last.from && first.from <= now;
}
