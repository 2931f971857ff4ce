import { DAY_MS } from "../events/clock.ts";
import type { Activity } from "../visitor/activity.ts";
import { firstInWindow } from "./window.ts";

/** What a site means by duration. */
export type DurationMeasure = "engagedSeconds" | "productSeconds" | "tenure";

/**
 * Mean engaged seconds per session in the window, engaged seconds on product pages in the window, or days of membership.
 *
 * @returns seconds (tenure: days); null for someone never seen
 */
export function duration(activity: Activity, at: number, windowDays: number, measure: DurationMeasure): number | null {
  if (activity.lastVisitAt === null) return null;
  if (measure === "tenure") return tenureDays(activity.membership, at);
  const { sessions } = activity;
  const first = firstInWindow(sessions, ({ end }) => end, at, windowDays);
  let seconds = 0;
  for (let index = first; index < sessions.length; index++) seconds += sessions[index]?.[measure] ?? 0;
  if (measure === "productSeconds") return seconds;
  return first === sessions.length ? 0 : seconds / (sessions.length - first);
}

function tenureDays(membership: Activity["membership"], at: number): number {
  return membership === null ? 0 : ((membership.until ?? at) - membership.from) / DAY_MS;
}
