import { type Activity, activityAt } from "../visitor/activity.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { instantsAfter } from "./instants.ts";
import type { Model } from "./model.ts";
import { sameScores, sameStanding } from "./sameStanding.ts";
import { type Standing, standingOf } from "./segmentAt.ts";

/** The last instant a date can name. */
const LAST_INSTANT = 8.64e15;

export interface Search {
  readonly activity: Activity;
  readonly model: Model;
  /** The instant to start from; `activity` holds everything up to it. */
  readonly at: number;
  readonly until?: number;
}

/**
 * The first standing after `at` that differs, with no further event, by the given comparison; null where none does.
 */
export function nextStanding(
  { activity, model, at, until = LAST_INSTANT }: Search,
  isSame: (a: Standing, b: Standing) => boolean,
): Standing | null {
  const instants = instantsAfter(activity, model, at, until);
  if (instants.length === 0) return null;
  const now = standingOf(activity, model, at);
  for (const instant of instants) {
    const then = standingOf(activity, model, instant);
    if (!isSame(now, then)) return then;
  }
  return null;
}

/** The first instant after now at which the segment or any score differs by time alone (the time law). */
export function nextChange(visitor: Visitor, model: Model, now: number): number | null {
  return (
    nextStanding(searchFrom(visitor, model, now), (a, b) => a.segment === b.segment && sameScores(a.scores, b.scores))
      ?.at ?? null
  );
}

/** The first instant after now at which the segment differs by time alone, and which it then is. */
export function nextTransition(visitor: Visitor, model: Model, now: number): { at: number; segment: string } | null {
  const standing = nextStanding(searchFrom(visitor, model, now), (a, b) => a.segment === b.segment);
  return standing === null ? null : { at: standing.at, segment: standing.segment };
}

/** The first instant after now, and up to `until`, at which anything that is delivered at once differs: tiers and audiences too. */
export function nextDelivery(activity: Activity, model: Model, at: number, until?: number): number | null {
  return nextStanding({ activity, model, at, ...(until === undefined ? {} : { until }) }, sameStanding)?.at ?? null;
}

function searchFrom(visitor: Visitor, model: Model, now: number): Search {
  return { activity: activityAt(visitor, model, now), model, at: now };
}
