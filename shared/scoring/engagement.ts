import { DAY_MS } from "../events/clock.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Moment } from "../visitor/moment.ts";
import type { Points } from "./families.ts";
import { isInWindow } from "./window.ts";

/** How a site counts engagement. */
export interface EngagementRule {
  readonly windowDays: number;
  readonly halfLifeDays: number;
  readonly points: PointTable;
}

type PointTable = Readonly<Record<string, Points>>;

/**
 * The points one event earns the moment it happens.
 *
 * @param page which page view of its visit this is, from 1; asked only where pages earn by their number
 * @example pointsOf({ name: "Engaged", seconds: 45 }, { Engaged: { perSeconds: 30, points: 1, max: 10 }, "*": 0 }, 1); // => 1.5
 * @example pointsOf({ name: "page" }, { page: { perPages: 2, points: 1, max: 3 } }, 6); // => 0.5
 * @example pointsOf({ name: "page" }, { page: { perPages: 2, points: 1, max: 3 } }, 7); // => 0
 */
export function pointsOf(
  { name, seconds = 0 }: Pick<Moment, "name" | "seconds">,
  points: PointTable,
  page: number,
): number {
  const worth = (Object.hasOwn(points, name) ? points[name] : points["*"]) ?? 0;
  if (typeof worth === "number") return worth;
  if ("perSeconds" in worth) return Math.min(worth.max, (worth.points * seconds) / worth.perSeconds);
  const visitWith = (pages: number) => Math.min(worth.max, (worth.points * pages) / worth.perPages);
  return visitWith(page) - visitWith(page - 1);
}

/**
 * The points that each of someone's events earned, in the order of their moments.
 */
export function earnings(activity: Activity, points: PointTable): readonly number[] {
  const earned: number[] = [];
  let session = 0;
  let pages = 0;
  for (const moment of activity.moments) {
    for (; moment.at > (activity.sessions[session]?.end ?? Number.POSITIVE_INFINITY); session++) pages = 0;
    if (moment.type === "page") pages += 1;
    earned.push(pointsOf(moment, points, pages));
  }
  return earned;
}

/** What an event earned, and when. */
export interface Earning {
  readonly at: number;
  readonly points: number;
}

/** The events among someone's that earned anything, ascending: mostly few, as a visit's later pages earn nothing. */
export function earningsAlone(activity: Activity, points: PointTable): readonly Earning[] {
  const known = EARNED.get(activity);
  if (known?.points === points) return known.earned;
  const earned: Earning[] = [];
  for (const [index, worth] of earnings(activity, points).entries()) {
    const at = activity.moments[index]?.at;
    if (worth !== 0 && at !== undefined) earned.push({ at, points: worth });
  }
  EARNED.set(activity, { points, earned });
  return earned;
}

/** An activity never changes, and a search through time asks for the same points at each of its instants. */
const EARNED = new WeakMap<Activity, { readonly points: PointTable; readonly earned: readonly Earning[] }>();

/**
 * Points of the events in the window, each halved for every half-life gone by, summed in order of instant and message id.
 *
 * @returns null for someone never seen
 */
export function engagement(activity: Activity, at: number, rule: EngagementRule): number | null {
  if (activity.moments.length === 0) return null;
  const halfLifeMs = rule.halfLifeDays * DAY_MS;
  let sum = 0;
  for (const earned of earningsAlone(activity, rule.points))
    if (isInWindow(earned.at, at, rule.windowDays)) sum += earned.points * 2 ** (-(at - earned.at) / halfLifeMs);
  return sum;
}
