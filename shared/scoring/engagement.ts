import { DAY_MS } from "../events/clock.ts";
import type { Moment } from "../visitor/moment.ts";
import type { Points } from "./families.ts";
import { isInWindow } from "./window.ts";

/** How a site counts engagement. */
export interface EngagementRule {
  readonly windowDays: number;
  readonly halfLifeDays: number;
  readonly points: Readonly<Record<string, Points>>;
}

/**
 * The points one event earns the moment it happens.
 *
 * @example pointsOf({ name: "Engaged", seconds: 45 }, { Engaged: { perSeconds: 30, points: 1, max: 10 }, "*": 0 }); // => 1.5
 */
export function pointsOf(
  { name, seconds = 0 }: Pick<Moment, "name" | "seconds">,
  points: Readonly<Record<string, Points>>,
): number {
  const worth = (Object.hasOwn(points, name) ? points[name] : points["*"]) ?? 0;
  return typeof worth === "number" ? worth : Math.min(worth.max, (worth.points * seconds) / worth.perSeconds);
}

/**
 * Points of the events in the window, each halved for every half-life gone by, summed in order of instant and message id.
 *
 * @param moments ascending
 * @returns null for someone never seen
 */
export function engagement(moments: readonly Moment[], at: number, rule: EngagementRule): number | null {
  if (moments.length === 0) return null;
  const halfLifeMs = rule.halfLifeDays * DAY_MS;
  let sum = 0;
  for (const moment of moments) {
    if (!isInWindow(moment.at, at, rule.windowDays)) continue;
    const points = pointsOf(moment, rule.points);
    if (points !== 0) sum += points * 2 ** (-(at - moment.at) / halfLifeMs);
  }
  return sum;
}
