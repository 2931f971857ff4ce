import { DAY_MS } from "../events/clock.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Earned, Earning } from "../visitor/earned.ts";
import type { Moment } from "../visitor/moment.ts";
import { isVisit, type Session } from "../visitor/session.ts";
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
  const worths: number[] = [];
  reckon(activity, points, NOTHING, (_, worth) => worths.push(worth));
  return worths;
}

/** What someone's events earned, of those that earned anything, ascending: mostly few, as a visit's later pages may earn nothing. */
export function earningsAlone(activity: Activity, rule: EngagementRule): Pick<Earned, "earnings" | "blocks"> {
  const { moments, earned } = activity;
  const known = earned.by(rule);
  if (known?.count === moments.length) return known;
  const start = known !== null && isSettled(known, moments) ? known : NOTHING;
  const more: Earning[] = [];
  const tell = ({ at }: Moment, worth: number) => worth !== 0 && more.push({ at, points: worth });
  const pages = reckon(activity, rule.points, start, tell);
  const earnings = more.length === 0 ? start.earnings : [...start.earnings, ...more];
  const blocks = withBlocks(start.blocks, earnings, rule.halfLifeDays * DAY_MS);
  const all = { rule, count: moments.length, pages, earnings, blocks };
  earned.keep(all);
  return all;
}

type Start = Omit<Earned, "rule">;

const NOTHING: Start = { count: 0, pages: 0, earnings: [], blocks: [] };

/** Whether it is plain to which visit the last of the first moments belongs, whatever comes after: of a change that the shop made it is not. */
function isSettled({ count }: Start, moments: readonly Moment[]): boolean {
  const last = moments[count - 1];
  return last !== undefined && isVisit(last);
}

/** Tells the points of each event after the first. @returns the page views in the visit of the last, up to it */
function reckon(
  { moments, sessions }: Activity,
  points: PointTable,
  { count, pages: before }: Start,
  tell: (moment: Moment, worth: number) => unknown,
): number {
  let pages = before;
  let session = count === 0 ? 0 : placeOf(sessions, moments[count - 1]?.at ?? 0);
  for (let index = count; index < moments.length; index++) {
    const moment = moments[index];
    if (moment === undefined) break;
    for (; moment.at > (sessions[session]?.end ?? Number.POSITIVE_INFINITY); session++) pages = 0;
    if (moment.type === "page") pages += 1;
    tell(moment, pointsOf(moment, points, pages));
  }
  return pages;
}

/** The first session that has not ended before an instant, looked for from the last on. */
function placeOf(sessions: readonly Session[], at: number): number {
  let place = sessions.length - 1;
  while ((sessions[place - 1]?.end ?? Number.NEGATIVE_INFINITY) >= at) place -= 1;
  return place;
}

/**
 * Points of the events in the window, each halved for every half-life gone by, summed in order of instant and message id. Of a long life, whole blocks
 * of events are added up once and fade as one: the same to 1 in 10^12, as they all fade alike.
 *
 * @returns null for someone never seen
 */
export function engagement(activity: Activity, at: number, rule: EngagementRule): number | null {
  if (activity.moments.length === 0) return null;
  const { earnings, blocks } = earningsAlone(activity, rule);
  const halfLifeMs = rule.halfLifeDays * DAY_MS;
  let sum = 0;
  let index = 0;
  for (let first = earnings[0]; first !== undefined; first = earnings[index]) {
    const block = index % BLOCK === 0 ? blocks[index / BLOCK] : undefined;
    const isIn = isInWindow(first.at, at, rule.windowDays);
    if (isIn) sum += fadedAt(at, block ?? first, halfLifeMs);
    index += isIn && block !== undefined ? BLOCK : 1;
  }
  return sum;
}

/** What is left of what was earned. */
export function fadedAt(at: number, earned: Earning, halfLifeMs: number): number {
  return earned.points * 2 ** (-(at - earned.at) / halfLifeMs);
}

/** So many earnings are added up for good, once they are there. */
const BLOCK = 32;

/** The blocks of earnings, where those of the first are known. */
function withBlocks(known: readonly Earning[], earnings: readonly Earning[], halfLifeMs: number): readonly Earning[] {
  const more: Earning[] = [];
  for (let end = (known.length + 1) * BLOCK; end <= earnings.length; end += BLOCK) {
    const at = earnings[end - 1]?.at ?? 0;
    const block = earnings.slice(end - BLOCK, end);
    more.push({ at, points: block.reduce((sum, earned) => sum + fadedAt(at, earned, halfLifeMs), 0) });
  }
  return more.length === 0 ? known : [...known, ...more];
}
