import { audiencesNamedIn } from "../rules/comparisons.ts";
import { factAt, type Subject } from "../rules/facts.ts";
import { matches } from "../rules/matches.ts";
import { type Scores, scoresAt } from "../scoring/scoresAt.ts";
import { type Activity, activityAt } from "../visitor/activity.ts";
import type { Visitor } from "../visitor/visitor.ts";
import type { Model } from "./model.ts";

/** Where a visitor stands at one instant. */
export interface Standing {
  readonly at: number;
  readonly segment: string;
  readonly audiences: readonly string[];
  readonly scores: Scores;
  readonly activity: Activity;
}

/** The standing of a visitor at any instant: a pure function of accepted events, model and time (the time law). */
export function segmentAt(visitor: Visitor, model: Model, at: number): Standing {
  return standingOf(activityAt(visitor, model, at), model, at);
}

/**
 * The same from an activity already folded.
 *
 * @param activity of the visitor up to `at`
 */
export function standingOf(activity: Activity, model: Model, at: number): Standing {
  const known = LATEST.get(activity);
  if (known?.model === model && known.standing.at === at) return known.standing;
  const standing = newStanding(activity, model, at);
  LATEST.set(activity, { model, standing });
  return standing;
}

/** What was answered last: recording, deciding and the next duty ask about the same instant. */
const LATEST = new WeakMap<Activity, { readonly model: Model; readonly standing: Standing }>();

/** What was answered last for an activity, at whatever instant; null: nothing yet. */
export function latestStanding(activity: Activity, model: Model): Standing | null {
  const known = LATEST.get(activity);
  return known?.model === model ? known.standing : null;
}

/** The same, not kept: for instants that are only looked at in passing. */
export function newStanding(activity: Activity, model: Model, at: number): Standing {
  const scores = scoresAt(activity, model, at);
  const subject: Subject = { activity, scores, at, reading: model };
  const segment = model.segments.find(({ rule }) => matches(rule, (name) => factAt(subject, name)))?.key ?? "other";
  return { at, segment, audiences: audiencesOf({ ...subject, segment }, model), scores, activity };
}

/** Audiences may name each other, though never in a circle: a rule is asked only about those that it names. */
function audiencesOf(subject: Subject, model: Model): string[] {
  const rules = new Map(model.audiences.map(({ key, rule }) => [key, rule]));
  const isIn = (key: string): boolean => {
    const rule = rules.get(key);
    return (
      rule !== undefined &&
      matches(rule, (name) => (name === "audience" ? audiencesNamedIn(rule).filter(isIn) : factAt(subject, name)))
    );
  };
  return [...rules.keys()].filter(isIn);
}

/** The fact of a rule, for someone who stands here. */
export function factOf(standing: Standing, model: Model): (name: string) => unknown {
  const subject: Subject = { ...standing, reading: model };
  return (name) => factAt(subject, name);
}
