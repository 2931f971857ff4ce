import type { Measure, Scores } from "../scoring/scoresAt.ts";
import type { Standing } from "./segmentAt.ts";

/** The nine measures in a fixed order: RFM, RFE, RFD; in each recency, frequency, then the third. */
export function measuresOf({ rfm, rfe, rfd }: Scores): Measure[] {
  return [
    ...[rfm.recency, rfm.frequency, rfm.monetary],
    ...[rfe.recency, rfe.frequency, rfe.engagement],
    ...[rfd.recency, rfd.frequency, rfd.duration],
  ];
}

/** Whether all nine scores are equal; values may differ. */
export function sameScores(one: Scores, other: Scores): boolean {
  const others = measuresOf(other);
  return measuresOf(one).every(({ score }, index) => score === others[index]?.score);
}

/** Whether nothing differs that figures are kept of: segment, scores, tiers, audiences. */
export function sameStanding(one: Standing, other: Standing): boolean {
  if (one.segment !== other.segment || one.audiences.length !== other.audiences.length) return false;
  if (one.audiences.some((key, index) => key !== other.audiences[index])) return false;
  return sameMeasures(one.scores, other.scores);
}

/** Whether all nine scores and tiers are equal; values may differ. */
export function sameMeasures(one: Scores, other: Scores): boolean {
  const others = measuresOf(other);
  return measuresOf(one).every(
    ({ score, tier }, index) => score === others[index]?.score && tier === others[index]?.tier,
  );
}
