import { factAt, type Subject } from "../rules/facts.ts";
import { matches } from "../rules/matches.ts";
import { type Activity, activityAt } from "../visitor/activity.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { turnsAfter } from "./instants.ts";
import type { Model } from "./model.ts";
import { sameMeasures, sameScores, sameStanding } from "./sameStanding.ts";
import { audienceTest, latestStanding, newStanding, type Standing, standingOf, subjectAt } from "./segmentAt.ts";
import type { Stirred } from "./stirs.ts";

/** The last instant a date can name. */
const LAST_INSTANT = 8.64e15;

export interface Search {
  readonly activity: Activity;
  readonly model: Model;
  /** The instant to start from; `activity` holds everything up to it. */
  readonly at: number;
  readonly until?: number;
}

/** What is watched: the segment alone; what history keeps, the scores too; or all that is delivered at once, tiers and audiences too. */
export type Watch = "segment" | "scores" | "all";

/** A standing, and how someone is at a later instant that is compared with it. */
interface Comparing {
  readonly now: Standing;
  /** The segment's place in the model. */
  readonly place: number;
  readonly subject: Subject;
  readonly model: Model;
  readonly watch: Watch;
}

const SAME_MEASURES = { scores: sameScores, all: sameMeasures } as const;

const DIFFERS: Readonly<Record<Watch, (one: Standing, other: Standing) => boolean>> = {
  segment: (one, other) => one.segment !== other.segment,
  scores: (one, other) => one.segment !== other.segment || !sameScores(one.scores, other.scores),
  all: (one, other) => !sameStanding(one, other),
};

/**
 * The first standing after `at` that differs, with no further event, in what is watched; null where none does.
 */
export function nextStanding({ activity, model, at, until = LAST_INSTANT }: Search, watch: Watch): Standing | null {
  if (until <= at || isQuiet({ activity, model, at, until })) return null;
  const now = standingOf(activity, model, at);
  const place = model.segments.findIndex(({ key }) => key === now.segment);
  const isOfInterest = ({ measures, firstSegment, audiences }: Stirred) =>
    (watch !== "segment" && measures) || (watch === "all" && audiences.size > 0) || firstSegment <= place;
  for (const [instant, stirred] of turnsAfter({ activity, model, at, until, isOfInterest })) {
    if (!mayDiffer({ now, place, subject: subjectAt(activity, model, instant, now.segment), model, watch }, stirred))
      continue;
    const then = newStanding(activity, model, instant);
    if (DIFFERS[watch](now, then)) return then;
  }
  return null;
}

/** Whether what an instant stirs makes a difference: only the rules that ask for it are tried, and scores made where they count. */
function mayDiffer({ now, place, subject, model, watch }: Comparing, stirred: readonly Stirred[]): boolean {
  const read = (name: string) => factAt(subject, name);
  const isIn = watch === "all" ? audienceTest(subject, model) : null;
  return stirred.some(({ measures, segments, audiences }) => {
    for (const each of segments) {
      if (each > place) break;
      const segment = model.segments[each];
      if (segment !== undefined && matches(segment.rule, read) !== (each === place)) return true;
    }
    if (measures && watch !== "segment" && !SAME_MEASURES[watch](now.scores, subject.scores)) return true;
    if (isIn !== null) for (const key of audiences) if (isIn(key) !== now.audiences.includes(key)) return true;
    return false;
  });
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
  return nextStanding(searchFrom(visitor, model, now), "scores")?.at ?? null;
}

/** The first instant after now at which the segment differs by time alone, and which it then is. */
export function nextTransition(visitor: Visitor, model: Model, now: number): { at: number; segment: string } | null {
  const standing = nextStanding(searchFrom(visitor, model, now), "segment");
  return standing === null ? null : { at: standing.at, segment: standing.segment };
}

/** The first instant after now, and up to `until`, at which anything that is delivered at once differs: tiers and audiences too. */
export function nextDelivery(activity: Activity, model: Model, at: number, until = LAST_INSTANT): number | null {
  const next = nextStanding({ activity, model, at, until }, "all")?.at ?? null;
  QUIET.set(activity, { model, at, until: next === null ? until : next - 1 });
  return next;
}

function searchFrom(visitor: Visitor, model: Model, now: number): Search {
  return { activity: activityAt(visitor, model, now), model, at: now };
}
