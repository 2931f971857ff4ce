import type { Dimension } from "./families.ts";
import { cutsBelow } from "./score.ts";

const DEGREE = ["low", "medium", "high"] as const;

/** The three steps of each dimension, worst first. */
export const TIERS = {
  recency: ["long", "medium", "short"],
  frequency: ["occasional", "regular", "often"],
  monetary: ["thrifty", "average", "premium"],
  engagement: DEGREE,
  duration: DEGREE,
} as const satisfies Record<Dimension, readonly [string, string, string]>;

export type Tier<D extends Dimension = Dimension> = (typeof TIERS)[D][number];

/**
 * The tier of a value: the cuts strictly below it lead from the first name to the third, recency reversed.
 *
 * @param cuts two, ascending, in the value's unit
 * @returns null without a value
 * @throws RangeError “tierOf requires two cuts”
 * @example tierOf(45, [30, 90], "recency"); // => "medium"
 * @example tierOf(5, [1, 4], "frequency"); // => "often"
 */
export function tierOf<D extends Dimension>(
  value: number | null,
  cuts: readonly number[],
  dimension: D,
): Tier<D> | null {
  if (cuts.length !== 2) throw new RangeError("tierOf requires two cuts");
  if (value === null) return null;
  const below = cutsBelow(value, cuts);
  const names: readonly Tier<D>[] = TIERS[dimension];
  return names[dimension === "recency" ? 2 - below : below] ?? null;
}
