import type { Activity } from "../visitor/activity.ts";
import type { Dimension, Family } from "./families.ts";
import { type Score, scoreOf } from "./score.ts";
import type { Cuts } from "./scoresAt.ts";
import { type LiftKind, type Trial, type TrialRule, trialOf } from "./trial.ts";

/** The least that raises a score: so much more of something gives the next score. */
export interface Lift {
  readonly dimension: Dimension;
  readonly kind: LiftKind;
  /** Orders, visits or interactions; money as a decimal; whole points or seconds; days. */
  readonly amount: number;
  /** The score it gives. */
  readonly score: Score;
  /** The last instant at which it still does, everything done together; left out: at any. */
  readonly within?: number;
}

export interface LiftQuestion {
  /** Of everything up to `now`. */
  readonly activity: Activity;
  readonly rule: TrialRule;
  readonly now: number;
  readonly family: Family;
  readonly dimension: Dimension;
  readonly cuts: Cuts;
  /** The score as it is. */
  readonly score: Score | null;
  readonly value: number | null;
}

/** An amount that is not found within so many steps of what its formula says is out of reach. */
const MOST_STEPS = 200;
/** Each of these is tried as one thing of its own. */
const COUNTED: ReadonlySet<LiftKind> = new Set(["orders", "sessions"]);
const MOST_COUNTED = 10_000;

/**
 * What would raise a score next, found by trying it at the instants at which it could be done; null: it is at its best, or nothing
 * that the visitor does raises it.
 */
export function liftOf(question: LiftQuestion): Lift | null {
  const { activity, rule, now, family, dimension, cuts, score } = question;
  const trial = score === 5 ? null : trialOf(activity, rule, now, family, dimension);
  if (trial === null) return null;
  const scoreAt = (amount: number, at: number) =>
    scoreOf(trial.valueAt(amount, at), cuts.scores, dimension === "recency") ?? 0;
  const raises = (amount: number) => scoreAt(amount, trial.earliest(amount)) > (score ?? 0);
  const amount = leastAmount(question, trial, raises);
  if (amount === null) return null;
  const at = trial.earliest(amount);
  const reached = scoreOf(trial.valueAt(amount, at), cuts.scores, dimension === "recency");
  if (reached === null) return null;
  const within = lastInstant(trial, at, (later) => scoreAt(amount, later) >= reached);
  return {
    dimension,
    kind: trial.kind,
    amount: trial.told(amount),
    score: reached,
    ...(within !== null && { within }),
  };
}

function leastAmount({ value, cuts }: LiftQuestion, trial: Trial, raises: (amount: number) => boolean): number | null {
  const cut = value === null ? undefined : cuts.scores.find((each) => each >= value);
  let amount = Math.max(1, cut === undefined ? 1 : trial.guess(cut));
  if (!Number.isSafeInteger(amount) || (COUNTED.has(trial.kind) && amount > MOST_COUNTED)) return null;
  if (raises(amount)) {
    for (let step = 0; step < MOST_STEPS && amount > 1 && raises(amount - 1); step++) amount -= 1;
    return amount;
  }
  for (let step = 0; step < MOST_STEPS; step++) if (raises(++amount)) return amount;
  return null;
}

/** How long it stays true, from one instant at which something leaves to the next; null: for ever. */
function lastInstant(trial: Trial, from: number, holds: (at: number) => boolean): number | null {
  if (trial.kind === "points") return lastBeforeDecay(from, holds);
  const instants = trial.leavings
    .flatMap((leaves) => [leaves - 1, leaves, leaves + 1, leaves + 2])
    .filter((instant) => instant > from)
    .sort((a, b) => a - b);
  const first = instants.find((instant) => !holds(instant));
  return first === undefined ? null : first - 1;
}

const LONGEST_MS = 36_500 * 86_400_000;

/** Past points only dwindle, so the last instant is found by halving; null where they are not needed at all. */
function lastBeforeDecay(from: number, holds: (at: number) => boolean): number | null {
  let [good, bad] = [from, from + LONGEST_MS];
  if (holds(bad)) return null;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (holds(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
