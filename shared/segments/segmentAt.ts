import { keptActivityAt } from "../privacy/retention.ts";
import { audiencesNamedIn } from "../rules/comparisons.ts";
import { factAt, type Subject } from "../rules/facts.ts";
import { matches } from "../rules/matches.ts";
import type { Rule } from "../rules/rule.ts";
import { lazyScores } from "../scoring/lazyScores.ts";
import { type Scores, scoresAt } from "../scoring/scoresAt.ts";
import type { Activity } from "../visitor/activity.ts";
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

/** The standing of a visitor at any instant: a pure function of accepted events, as far as they are still kept, model and time (the time law). */
export function segmentAt(visitor: Visitor, model: Model, at: number): Standing {
  return standingOf(keptActivityAt(visitor, model, at), model, at);
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
  const read = readerOf({ activity, scores, at, reading: model });
  const segment = model.segments.find(({ rule }) => matches(rule, read))?.key ?? "other";
  const isIn = audienceTest({ activity, scores, at, reading: model, segment }, model);
  const audiences = model.audiences.map(({ key }) => key).filter(isIn);
  return { at, segment, audiences, scores, activity };
}

/** Where somebody would stand were they in a segment: in its audiences, with everything else as it is. */
export function standingIn(standing: Standing, segment: string, model: Model): Standing {
  const isIn = audienceTest({ ...standing, segment, reading: model }, model);
  return { ...standing, segment, audiences: model.audiences.map(({ key }) => key).filter(isIn) };
}

/** The facts of someone, each read once: many rules ask for few of them. */
export function readerOf(subject: Subject): (name: string) => unknown {
  const known = new Map<string, unknown>();
  return (name) => {
    if (known.has(name)) return known.get(name);
    const fact = factAt(subject, name);
    known.set(name, fact);
    return fact;
  };
}

/** Someone at a later instant, the segment unchanged; their scores are made when a rule asks for them. */
export function subjectAt({ activity, segment }: Standing, model: Model, at: number): Subject {
  let made: Scores | undefined;
  return {
    activity,
    at,
    reading: model,
    segment,
    get scores() {
      made ??= lazyScores(activity, model, at);
      return made;
    },
  };
}

/**
 * Whether someone is in an audience. Audiences may name each other, though never in a circle: a rule is asked only about those that it names.
 *
 * @param subject with their segment
 */
export function audienceTest(subject: Subject, model: Model): (key: string) => boolean {
  const rules = audienceRules(model);
  const read = readerOf(subject);
  const isIn = (key: string): boolean => {
    const asked = rules.get(key);
    return (
      asked !== undefined &&
      matches(asked.rule, (name) => (name === "audience" ? asked.named.filter(isIn) : read(name)))
    );
  };
  return isIn;
}

interface AudienceRule {
  readonly rule: Rule;
  /** The audiences that it asks for. */
  readonly named: readonly string[];
}

/** Kept per model, as it never changes. */
function audienceRules(model: Model): ReadonlyMap<string, AudienceRule> {
  const known = AUDIENCE_RULES.get(model);
  if (known !== undefined) return known;
  const rules = new Map(model.audiences.map(({ key, rule }) => [key, { rule, named: audiencesNamedIn(rule) }]));
  AUDIENCE_RULES.set(model, rules);
  return rules;
}

const AUDIENCE_RULES = new WeakMap<Model, ReadonlyMap<string, AudienceRule>>();

/** The fact of a rule, for someone who stands here. */
export function factOf(
  { activity, scores, at, segment, audiences }: Standing,
  model: Model,
): (name: string) => unknown {
  return readerOf({ activity, scores, at, reading: model, segment, audiences });
}
