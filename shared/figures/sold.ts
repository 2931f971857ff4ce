import { FAMILIES, type Family } from "../scoring/families.ts";
import type { MatrixQuery } from "./matrix.ts";
import type { PastOrder } from "./row.ts";

/** What was ordered in one stretch of time; money is minor units. */
export interface Sold {
  readonly orders: number;
  readonly revenueMinor: number;
}

/** By the three digits of a family, what those who have them now ordered in each stretch. */
export type SoldByDigits = ReadonlyMap<string, readonly Sold[]>;

/** A visitor's three digits now, and their orders, oldest first. */
export interface Buyer {
  readonly digits: string;
  readonly pastOrders: readonly PastOrder[];
}

const NOTHING: Sold = { orders: 0, revenueMinor: 0 };

/**
 * What buyers ordered in each stretch from an edge up to, and without, the next.
 *
 * @param edges two or more, ascending
 * @example soldBetween([{ digits: "555", pastOrders: [[5, 100], [15, 40]] }], [0, 10, 20]).get("555"); // => [{ orders: 1, revenueMinor: 100 }, { orders: 1, revenueMinor: 40 }]
 */
export function soldBetween(buyers: Iterable<Buyer>, edges: readonly number[]): SoldByDigits {
  const sold = new Map<string, Sold[]>();
  for (const { digits, pastOrders } of buyers)
    for (const [at, revenueMinor] of pastOrders) {
      const place = edges.findLastIndex((edge) => edge <= at);
      if (place < 0 || place >= edges.length - 1) continue;
      const stretches = sold.get(digits) ?? edges.slice(1).map(() => NOTHING);
      stretches[place] = sum(stretches[place] ?? NOTHING, { orders: 1, revenueMinor });
      sold.set(digits, stretches);
    }
  return sold;
}

/** What was sold in each stretch to those in one cell of a matrix, over all shards. */
export function soldInCell(
  shards: readonly SoldByDigits[],
  { family, x, y }: Pick<MatrixQuery, "family" | "x" | "y">,
  cell: { readonly column: number; readonly row: number },
): Sold[] {
  const [xPlace, yPlace] = [placeOf(family, x), placeOf(family, y)];
  const all: Sold[] = [];
  for (const sold of shards)
    for (const [digits, stretches] of sold) {
      if (Number(digits[xPlace]) !== cell.column || Number(digits[yPlace]) !== cell.row) continue;
      for (const [index, one] of stretches.entries()) all[index] = sum(all[index] ?? NOTHING, one);
    }
  return all;
}

function placeOf(family: Family, dimension: MatrixQuery["x"]): number {
  const dimensions: readonly string[] = FAMILIES[family];
  return dimensions.indexOf(dimension);
}

function sum(a: Sold, b: Sold): Sold {
  return { orders: a.orders + b.orders, revenueMinor: a.revenueMinor + b.revenueMinor };
}
