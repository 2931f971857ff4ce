import type { Activity } from "../visitor/activity.ts";
import type { Dimension } from "./families.ts";
import { type Cuts, type Measure, measureOf, type Scores, type ScoringRule, VALUES, type Valuing } from "./scoresAt.ts";

/** The nine measures of someone, each made when it is asked for, and once: a search through time asks for few of them. */
export function lazyScores(activity: Activity, rule: ScoringRule, at: number): Scores {
  const later = <D extends Dimension>(dimension: D, valuing: Valuing, cuts: Cuts) => {
    let made: Measure<D> | undefined;
    return () => {
      made ??= measureOf(dimension, valuing(activity, rule, at), cuts);
      return made;
    };
  };
  const { rfm, rfe, rfd } = rule.cuts;
  const orders = {
    recency: later("recency", VALUES.rfm.recency, rfm.recency),
    frequency: later("frequency", VALUES.rfm.frequency, rfm.frequency),
    third: later("monetary", VALUES.rfm.monetary, rfm.monetary),
  };
  const interest = {
    recency: later("recency", VALUES.rfe.recency, rfe.recency),
    frequency: later("frequency", VALUES.rfe.frequency, rfe.frequency),
    third: later("engagement", VALUES.rfe.engagement, rfe.engagement),
  };
  const visits = {
    recency: later("recency", VALUES.rfd.recency, rfd.recency),
    frequency: later("frequency", VALUES.rfd.frequency, rfd.frequency),
    third: later("duration", VALUES.rfd.duration, rfd.duration),
  };
  return {
    rfm: {
      get recency() {
        return orders.recency();
      },
      get frequency() {
        return orders.frequency();
      },
      get monetary() {
        return orders.third();
      },
    },
    rfe: {
      get recency() {
        return interest.recency();
      },
      get frequency() {
        return interest.frequency();
      },
      get engagement() {
        return interest.third();
      },
    },
    rfd: {
      get recency() {
        return visits.recency();
      },
      get frequency() {
        return visits.frequency();
      },
      get duration() {
        return visits.third();
      },
    },
  };
}
