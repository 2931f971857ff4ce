import type { Activity } from "../visitor/activity.ts";
import { duration } from "./duration.ts";
import { engagement } from "./engagement.ts";
import type { Dimension, Family, Scoring } from "./families.ts";
import { frequency } from "./frequency.ts";
import { monetary } from "./monetary.ts";
import { recency } from "./recency.ts";
import { type Score, scoreOf } from "./score.ts";
import { type Tier, tierOf } from "./tier.ts";

/** One dimension of one visitor: days, a count, money (decimal), points or seconds; all null without data. */
export interface Measure<D extends Dimension = Dimension> {
  readonly value: number | null;
  readonly score: Score | null;
  readonly tier: Tier<D> | null;
}

/** The cuts in force: four between scores, two between tiers. */
export interface Cuts {
  readonly scores: readonly number[];
  readonly tiers: readonly number[];
}

type Third = { rfm: "monetary"; rfe: "engagement"; rfd: "duration" };
type DimensionOf<F extends Family> = "recency" | "frequency" | Third[F];

/** All nine measures. */
export type Scores = { readonly [F in Family]: { readonly [D in DimensionOf<F>]: Measure<D> } };

/** The cuts of all nine. */
export type CutTable = { readonly [F in Family]: { readonly [D in DimensionOf<F>]: Cuts } };

/** The nine values at an instant, not yet scored. */
export type Values = { readonly [F in Family]: { readonly [D in DimensionOf<F>]: number | null } };

/** How a site scores. */
export interface ScoringRule {
  readonly scoring: Scoring;
  readonly cuts: CutTable;
  readonly currency: string;
}

/**
 * The nine values of a visitor.
 *
 * @param activity folded up to `at`, with no moment of the visitor between its last and `at` left out
 */
export function valuesAt(activity: Activity, { scoring, currency }: ScoringRule, at: number): Values {
  const { rfm, rfe, rfd } = scoring;
  const ordered = activity.orders.map((order) => order.at);
  const sessions = activity.sessions.map(({ end }) => end);
  return {
    rfm: {
      recency: recency(ordered.at(-1) ?? null, at),
      frequency: frequency(ordered, at, rfm.windowDays),
      monetary: monetary(activity.orders, at, rfm.windowDays, currency),
    },
    rfe: {
      recency: recency(activity.lastInteractionAt, at),
      frequency: frequency(sessions, at, rfe.windowDays),
      engagement: engagement(activity, at, rfe),
    },
    rfd: {
      recency: recency(activity.lastVisitAt, at),
      frequency: frequency(sessions, at, rfd.windowDays),
      duration: duration(activity, at, rfd.windowDays, rfd.measure),
    },
  };
}

/** The nine values with their scores and tiers. */
export function scoresAt(activity: Activity, rule: ScoringRule, at: number): Scores {
  const { rfm, rfe, rfd } = valuesAt(activity, rule, at);
  const { cuts } = rule;
  return {
    rfm: {
      recency: measure("recency", rfm.recency, cuts.rfm.recency),
      frequency: measure("frequency", rfm.frequency, cuts.rfm.frequency),
      monetary: measure("monetary", rfm.monetary, cuts.rfm.monetary),
    },
    rfe: {
      recency: measure("recency", rfe.recency, cuts.rfe.recency),
      frequency: measure("frequency", rfe.frequency, cuts.rfe.frequency),
      engagement: measure("engagement", rfe.engagement, cuts.rfe.engagement),
    },
    rfd: {
      recency: measure("recency", rfd.recency, cuts.rfd.recency),
      frequency: measure("frequency", rfd.frequency, cuts.rfd.frequency),
      duration: measure("duration", rfd.duration, cuts.rfd.duration),
    },
  };
}

function measure<D extends Dimension>(dimension: D, value: number | null, cuts: Cuts): Measure<D> {
  return {
    value,
    score: scoreOf(value, cuts.scores, dimension === "recency"),
    tier: tierOf(value, cuts.tiers, dimension),
  };
}
