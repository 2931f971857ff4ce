import type { Rule } from "#shared/rules/rule";
import { type Dimension, FAMILIES, type Family } from "#shared/scoring/families";
import { TIERS } from "#shared/scoring/tier";
import type { Matrix } from "#shared/wire/figures";

/** What a matrix is asked for. */
export interface MatrixChoice {
  readonly family: Family;
  readonly x: Dimension;
  readonly y: Dimension;
  readonly by: "tier" | "score";
}

export type MatrixCell = Matrix["cells"][number];
export type Measure = "visitors" | "orders" | "revenue" | "averageOrderValue";

/** How far the strongest cell is from its ground, in percent: text stays readable on it in light and dark. */
const STRONGEST = 45;

/** The steps of a dimension, worst first. */
export function stepsOf(dimension: Dimension, by: MatrixChoice["by"]): readonly (number | string)[] {
  return by === "score" ? [1, 2, 3, 4, 5] : TIERS[dimension];
}

/**
 * A choice whose dimensions are two of its family.
 *
 * @example twoOf({ family: "rfe", x: "monetary", y: "recency", by: "tier" }).x; // => "frequency"
 */
export function twoOf(choice: MatrixChoice): MatrixChoice {
  const own: readonly Dimension[] = FAMILIES[choice.family];
  const y = own.includes(choice.y) ? choice.y : own[2];
  const x = own.includes(choice.x) && choice.x !== y ? choice.x : own.find((dimension) => dimension !== y);
  if (x === undefined || y === undefined) throw new RangeError("twoOf requires a family of dimensions");
  return { ...choice, x, y };
}

/**
 * How much of the accent a cell has, 0 to 45 percent: by the square root, so that one crowded cell does not blank the rest.
 *
 * @example warmthOf(4, 16); // => 23
 */
export function warmthOf(value: number, most: number): number {
  return most <= 0 || value <= 0 ? 0 : Math.round(STRONGEST * Math.sqrt(Math.min(1, value / most)));
}

/** The rule that a cell's people match. */
export function ruleOf({ family, x, y, by }: MatrixChoice, cell: Pick<MatrixCell, "x" | "y">): Rule {
  return {
    all: [
      { fact: `${by}.${family}.${x}`, eq: cell.x },
      { fact: `${by}.${family}.${y}`, eq: cell.y },
    ],
  };
}
