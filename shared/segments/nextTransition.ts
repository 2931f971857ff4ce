import { type Activity, activityAt } from "../visitor/activity.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { instantsAfter } from "./instants.ts";
import type { Model } from "./model.ts";
import { sameScores, sameStanding } from "./sameStanding.ts";
import { latestStanding, newStanding, type Standing, standingOf } from "./segmentAt.ts";

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
  if (until <= at || isQuiet({ activity, model, at, until })) return null;
  const instants = instantsAfter(activity, model, at, until);
  if (instants.length === 0) return null;
  const now = standingOf(activity, model, at);
  for (const instant of instants) {
    const then = newStanding(activity, model, instant);
    if (!isSame(now, then)) return then;
  }
  return null;
}

/** Where it has been found that time alone changes nothing at all: the next event of the same visitor asks about the same stretch again. */
const QUIET = new WeakMap<Activity, Required<Omit<Search, "activity">>>();

function isQuiet({ activity, model, at, until }: Required<Search>): boolean {
  const quiet = QUIET.get(activity);
  return quiet !== undefined && quiet.model === model && quiet.at <= at && until <= quiet.until;
}

/**
 * A standing of the visitor in which segment, audiences, scores and tiers are those of an instant; values may be a little older.
 * While it is known that time changes none of them, nothing is computed.
 */
export function steadyStandingAt(visitor: Visitor, model: Model, at: number): Standing {
  const activity = activityAt(visitor, model, at);
  const latest = latestStanding(activity, model);
  const isSteady = latest !== null && latest.at <= at && isQuiet({ activity, model, at: latest.at, until: at });
  return isSteady ? latest : standingOf(activity, model, at);
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
export function nextDelivery(activity: Activity, model: Model, at: number, until = LAST_INSTANT): number | null {
  const next = nextStanding({ activity, model, at, until }, sameStanding)?.at ?? null;
  QUIET.set(activity, { model, at, until: next === null ? until : next - 1 });
  return next;
}

function searchFrom(visitor: Visitor, model: Model, now: number): Search {
  return { activity: activityAt(visitor, model, now), model, at: now };
}
