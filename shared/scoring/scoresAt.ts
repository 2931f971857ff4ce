import type { Activity } from "../visitor/activity.ts";
import type { Order } from "../visitor/orders.ts";
import type { Session } from "../visitor/session.ts";
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

type Valued = Pick<ScoringRule, "scoring" | "currency">;

/** How one value is come by. */
export type Valuing = (activity: Activity, rule: Valued, at: number) => number | null;

const instantOf = (order: Order) => order.at;
const endOf = ({ end }: Session) => end;

/** How each of the nine values is come by. */
export const VALUES: { readonly [F in Family]: { readonly [D in DimensionOf<F>]: Valuing } } = {
  rfm: {
    recency: ({ orders }, _, at) => recency(orders.at(-1)?.at ?? null, at),
    frequency: ({ orders }, { scoring }, at) => frequency(orders, instantOf, at, scoring.rfm.windowDays),
    monetary: ({ orders }, { scoring, currency }, at) => monetary(orders, at, scoring.rfm.windowDays, currency),
  },
  rfe: {
    recency: ({ lastInteractionAt }, _, at) => recency(lastInteractionAt, at),
    frequency: ({ sessions }, { scoring }, at) => frequency(sessions, endOf, at, scoring.rfe.windowDays),
    engagement: (activity, { scoring }, at) => engagement(activity, at, scoring.rfe),
  },
  rfd: {
    recency: ({ lastVisitAt }, _, at) => recency(lastVisitAt, at),
    frequency: ({ sessions }, { scoring }, at) => frequency(sessions, endOf, at, scoring.rfd.windowDays),
    duration: (activity, { scoring }, at) => duration(activity, at, scoring.rfd.windowDays, scoring.rfd.measure),
  },
};

/**
 * The nine values of a visitor.
 *
 * @param activity folded up to `at`, with no moment of the visitor between its last and `at` left out
 */
export function valuesAt(activity: Activity, rule: Valued, at: number): Values {
  const { rfm, rfe, rfd } = VALUES;
  return {
    rfm: {
      recency: rfm.recency(activity, rule, at),
      frequency: rfm.frequency(activity, rule, at),
      monetary: rfm.monetary(activity, rule, at),
    },
    rfe: {
      recency: rfe.recency(activity, rule, at),
      frequency: rfe.frequency(activity, rule, at),
      engagement: rfe.engagement(activity, rule, at),
    },
    rfd: {
      recency: rfd.recency(activity, rule, at),
      frequency: rfd.frequency(activity, rule, at),
      duration: rfd.duration(activity, rule, at),
    },
  };
}

/** The nine values with their scores and tiers. */
export function scoresAt(activity: Activity, rule: ScoringRule, at: number): Scores {
  const { rfm, rfe, rfd } = valuesAt(activity, rule, at);
  const { cuts } = rule;
  return {
    rfm: {
      recency: measureOf("recency", rfm.recency, cuts.rfm.recency),
      frequency: measureOf("frequency", rfm.frequency, cuts.rfm.frequency),
      monetary: measureOf("monetary", rfm.monetary, cuts.rfm.monetary),
    },
    rfe: {
      recency: measureOf("recency", rfe.recency, cuts.rfe.recency),
      frequency: measureOf("frequency", rfe.frequency, cuts.rfe.frequency),
      engagement: measureOf("engagement", rfe.engagement, cuts.rfe.engagement),
    },
    rfd: {
      recency: measureOf("recency", rfd.recency, cuts.rfd.recency),
      frequency: measureOf("frequency", rfd.frequency, cuts.rfd.frequency),
      duration: measureOf("duration", rfd.duration, cuts.rfd.duration),
    },
  };
}

/** A value with the score and tier that its cuts give it. */
export function measureOf<D extends Dimension>(dimension: D, value: number | null, cuts: Cuts): Measure<D> {
  return {
    value,
    score: scoreOf(value, cuts.scores, dimension === "recency"),
    tier: tierOf(value, cuts.tiers, dimension),
  };
}
