import { FAMILIES } from "../scoring/families.ts";
import type { Scores } from "../scoring/scoresAt.ts";
import { TIERS } from "../scoring/tier.ts";
import { measuresOf } from "../segments/sameStanding.ts";
import type { VisitorRow } from "./row.ts";

/** What a counter holds. Whole numbers, so that what is added and taken away leaves nothing behind. */
export interface Count {
  readonly visitors: number;
  readonly orders: number;
  /** Quantities may be fractions: thousandths. */
  readonly productsMilli: number;
  /** Minor units of the site's currency. */
  readonly revenueMinor: number;
}

/** Counters by key: `segment/<key>`, `audience/<key>`, and for each family and kind its three digits: `score/rfm/543`, `tier/rfe/12-`. */
export type Counts = ReadonlyMap<string, Count>;

/** What of a row is counted, and where. */
export interface Counted {
  readonly segment: string;
  readonly audiences: readonly string[];
  /** The nine scores, RFM RFE RFD, a digit each, `-` for none. */
  readonly scores: string;
  /** The nine tiers likewise, 1 to 3, worst first. */
  readonly tiers: string;
  readonly orders: number;
  readonly productsMilli: number;
  readonly revenueMinor: number;
}

/** A row before and after a delivery; null: not counted, as not yet seen or removed. */
export interface Move {
  readonly before: Counted | null;
  readonly after: Counted | null;
}

/** A counter of nobody. */
export const NO_COUNT: Count = { visitors: 0, orders: 0, productsMilli: 0, revenueMinor: 0 };

const FAMILY_NAMES = Object.keys(FAMILIES);
const DIMENSIONS = Object.values(FAMILIES).flat();

/** What of a visitor's row is counted. */
export function countedOf(row: VisitorRow): Counted {
  const { segment, audiences, orders, products, revenueMinor } = row;
  return {
    segment,
    audiences,
    orders,
    revenueMinor,
    productsMilli: Math.round(products * 1_000),
    ...digitsOf(row.scores),
  };
}

/**
 * What moves change in the counters, summed per key and without those that stay as they are.
 *
 * @example countDeltas([]).size; // => 0
 */
export function countDeltas(moves: readonly Move[]): Counts {
  const deltas = new Map<string, Count>();
  for (const { before, after } of moves) {
    if (before !== null) count(deltas, before, -1);
    if (after !== null) count(deltas, after, 1);
  }
  return withoutNothing(deltas);
}

/** Counters of several shards, or counters and deltas, as one; what has come to nothing is left out. */
export function addCounts(parts: Iterable<Counts>): Counts {
  const added = new Map<string, Count>();
  for (const counts of parts) for (const [key, one] of counts) added.set(key, sum(added.get(key), one));
  return withoutNothing(added);
}

/** The counters whose keys begin so, by the rest of the key. */
export function countsUnder(counts: Counts, prefix: string): Counts {
  return new Map(
    [...counts].flatMap(([key, one]) => (key.startsWith(prefix) ? [[key.slice(prefix.length), one]] : [])),
  );
}

/** All of these counters together. */
export function totalCount(counts: Iterable<Count>): Count {
  let total = NO_COUNT;
  for (const one of counts) total = sum(total, one);
  return total;
}

function count(counts: Map<string, Count>, counted: Counted, sign: 1 | -1): void {
  const one: Count = {
    visitors: sign,
    orders: sign * counted.orders,
    productsMilli: sign * counted.productsMilli,
    revenueMinor: sign * counted.revenueMinor,
  };
  for (const key of keysOf(counted)) counts.set(key, sum(counts.get(key), one));
}

function keysOf({ segment, audiences, scores, tiers }: Counted): string[] {
  const cells = FAMILY_NAMES.flatMap((family, index) => [
    `score/${family}/${scores.slice(3 * index, 3 * index + 3)}`,
    `tier/${family}/${tiers.slice(3 * index, 3 * index + 3)}`,
  ]);
  return [`segment/${segment}`, ...audiences.map((key) => `audience/${key}`), ...cells];
}

function digitsOf(all: Scores): Pick<Counted, "scores" | "tiers"> {
  const measures = measuresOf(all);
  const scores = measures.map(({ score }) => score ?? "-").join("");
  const tiers = measures.map(({ tier }, index) => {
    const names: readonly string[] = TIERS[DIMENSIONS[index] ?? "recency"];
    return tier === null ? "-" : names.indexOf(tier) + 1;
  });
  return { scores, tiers: tiers.join("") };
}

function sum(a: Count = NO_COUNT, b: Count): Count {
  return {
    visitors: a.visitors + b.visitors,
    orders: a.orders + b.orders,
    productsMilli: a.productsMilli + b.productsMilli,
    revenueMinor: a.revenueMinor + b.revenueMinor,
  };
}

function withoutNothing(counts: ReadonlyMap<string, Count>): Counts {
  return new Map([...counts].filter(([, one]) => one.visitors || one.orders || one.productsMilli || one.revenueMinor));
}
