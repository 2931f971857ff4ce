import type { Dimension } from "#shared/scoring/families";

/** How far the value is from the next score, and which one that is. */
export interface NextStep {
  /** In the value's unit; for recency the days that lead to the next lower score. */
  readonly gap: number;
  readonly score: number;
}

/**
 * The way to the next score: for recency the one that passing days lead down to, for all else the next better one.
 *
 * @param cuts four, ascending; undefined where they are not known
 * @returns null where there is no next score
 * @example nextStep(4, 3, [1, 2, 5, 10], "frequency"); // => { gap: 2, score: 4 }
 * @example nextStep(5.5, 4, [1, 7, 30, 60], "recency"); // => { gap: 1.5, score: 3 }
 */
export function nextStep(
  value: number,
  score: number,
  cuts: readonly number[] | undefined,
  dimension: Dimension,
): NextStep | null {
  const isRecency = dimension === "recency";
  const cut = cuts?.[isRecency ? 5 - score : score - 1];
  // Cuts that are equal to one another leave scores that nobody gets.
  if (cut === undefined || cut < value) return null;
  if (isRecency) return { gap: cut - value, score: score - 1 };
  // A score begins strictly above its cut: for what is counted, with the next whole number.
  return { gap: dimension === "frequency" ? Math.floor(cut) + 1 - value : cut - value, score: score + 1 };
}
