import { DAY_MS } from "../events/clock.ts";
import type { Activity } from "../visitor/activity.ts";
import { isInWindow } from "./window.ts";

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
  const sessions = activity.sessions.filter(({ end }) => isInWindow(end, at, windowDays));
  if (measure === "productSeconds") return sessions.reduce((sum, { productSeconds }) => sum + productSeconds, 0);
  return sessions.length === 0
    ? 0
    : sessions.reduce((sum, { engagedSeconds }) => sum + engagedSeconds, 0) / sessions.length;
}

function tenureDays(membership: Activity["membership"], at: number): number {
  return membership === null ? 0 : ((membership.until ?? at) - membership.from) / DAY_MS;
}
