import type { Measure, Scores } from "../scoring/scoresAt.ts";
import type { Standing } from "./segmentAt.ts";

/** The nine measures in a fixed order: RFM, RFE, RFD; in each recency, frequency, then the third. */
export function measuresOf({ rfm, rfe, rfd }: Scores): Measure[] {
  const { recency, frequency, monetary } = rfm;
  const third = rfe.engagement;
  return [recency, frequency, monetary, rfe.recency, rfe.frequency, third, rfd.recency, rfd.frequency, rfd.duration];
}

/** Whether all nine scores are equal; values may differ. */
export function sameScores(one: Scores, other: Scores): boolean {
  return agree(one, other, isSameScore);
}

/** Whether nothing differs that figures are kept of: segment, scores, tiers, audiences. */
export function sameStanding(one: Standing, other: Standing): boolean {
  if (one.segment !== other.segment || one.audiences.length !== other.audiences.length) return false;
  if (one.audiences.some((key, index) => key !== other.audiences[index])) return false;
  return sameMeasures(one.scores, other.scores);
}

/** Whether all nine scores and tiers are equal; values may differ. */
export function sameMeasures(one: Scores, other: Scores): boolean {
  return agree(one, other, isSameMeasure);
}

function isSameScore(one: Measure, other: Measure): boolean {
  return one.score === other.score;
}

function isSameMeasure(one: Measure, other: Measure): boolean {
  return one.score === other.score && one.tier === other.tier;
}

/** Whether all nine pairs agree. One by one: scores that are made when they are asked for need not be made beyond the first that differs. */
function agree(one: Scores, other: Scores, isSame: (one: Measure, other: Measure) => boolean): boolean {
  return (
    isSame(one.rfm.recency, other.rfm.recency) &&
    isSame(one.rfm.frequency, other.rfm.frequency) &&
    isSame(one.rfm.monetary, other.rfm.monetary) &&
    isSame(one.rfe.recency, other.rfe.recency) &&
    isSame(one.rfe.frequency, other.rfe.frequency) &&
    isSame(one.rfe.engagement, other.rfe.engagement) &&
    isSame(one.rfd.recency, other.rfd.recency) &&
    isSame(one.rfd.frequency, other.rfd.frequency) &&
    isSame(one.rfd.duration, other.rfd.duration)
  );
}
