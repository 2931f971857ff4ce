import { type Dimension, FAMILIES, type Family } from "../scoring/families.ts";
import type { Score } from "../scoring/score.ts";
import { TIERS, type Tier } from "../scoring/tier.ts";
import { type Count, type Counts, countsUnder, NO_COUNT, totalCount } from "./counters.ts";

/** Which two dimensions of which family, by score or by tier. */
export interface MatrixQuery {
  readonly family: Family;
  readonly x: Dimension;
  readonly y: Dimension;
  readonly by: "score" | "tier";
}

/** One cell: everybody with this step of x and that of y. */
export interface MatrixCell {
  readonly x: Score | Tier;
  readonly y: Score | Tier;
  readonly count: Count;
}

/** Every cell, and those who have no score in one of the two. */
export interface Matrix {
  readonly cells: readonly MatrixCell[];
  readonly unscored: Count;
}

const SCORES: readonly Score[] = [1, 2, 3, 4, 5];

/**
 * The matrix of two dimensions, from counters alone. All cells, empty ones included, worst first: by y, then x.
 *
 * @throws RangeError “matrixOf requires dimensions of its family”
 */
export function matrixOf(counts: Counts, { family, x, y, by }: MatrixQuery): Matrix {
  const dimensions: readonly Dimension[] = FAMILIES[family];
  const [xPlace, yPlace] = [dimensions.indexOf(x), dimensions.indexOf(y)];
  if (xPlace < 0 || yPlace < 0) throw new RangeError("matrixOf requires dimensions of its family");
  const byDigits = new Map<string, Count>();
  for (const [digits, count] of countsUnder(counts, `${by}/${family}/`)) {
    const key = `${digits[xPlace]}${digits[yPlace]}`;
    byDigits.set(key, totalCount([byDigits.get(key) ?? NO_COUNT, count]));
  }
  const [xSteps, ySteps] = [stepsOf(x, by), stepsOf(y, by)];
  return {
    cells: ySteps.flatMap((yStep, row) =>
      xSteps.map((xStep, column) => ({
        x: xStep,
        y: yStep,
        count: byDigits.get(`${column + 1}${row + 1}`) ?? NO_COUNT,
      })),
    ),
    unscored: totalCount([...byDigits].flatMap(([key, count]) => (key.includes("-") ? [count] : []))),
  };
}

function stepsOf(dimension: Dimension, by: MatrixQuery["by"]): readonly (Score | Tier)[] {
  return by === "score" ? SCORES : TIERS[dimension];
}
