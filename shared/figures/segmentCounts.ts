import type { VisitorRow } from "./row.ts";

/** What a segment's counter holds; money is minor units. */
export interface SegmentCount {
  readonly visitors: number;
  readonly orders: number;
  readonly revenueMinor: number;
}

/** Counters by segment key. */
export type SegmentCounts = ReadonlyMap<string, SegmentCount>;

/** What of a row is counted. */
export type CountedRow = Pick<VisitorRow, "segment" | "orders" | "revenueMinor">;

/** A row before and after a delivery; null: not counted, as not yet seen or removed. */
export interface RowMove {
  readonly before: CountedRow | null;
  readonly after: CountedRow | null;
}

/** A counter of nobody. */
export const NO_COUNT: SegmentCount = { visitors: 0, orders: 0, revenueMinor: 0 };

/**
 * What moves change in the counters, summed per segment and without those that stay as they are, so that a delivery writes each counter once
 * at most.
 *
 * @example countDeltas([{ before: null, after: { segment: "new", orders: 1, revenueMinor: 400 } }]).get("new"); // => { visitors: 1, orders: 1, revenueMinor: 400 }
 */
export function countDeltas(moves: readonly RowMove[]): SegmentCounts {
  const deltas = new Map<string, SegmentCount>();
  for (const { before, after } of moves) {
    if (before !== null) addTo(deltas, before.segment, countOf(before, -1));
    if (after !== null) addTo(deltas, after.segment, countOf(after, 1));
  }
  return new Map([...deltas].filter(([, delta]) => !isNothing(delta)));
}

/** The counters of several shards as one. */
export function addCounts(shards: readonly SegmentCounts[]): SegmentCounts {
  const added = new Map<string, SegmentCount>();
  for (const counts of shards) for (const [segment, count] of counts) addTo(added, segment, count);
  return added;
}

/** All counters together. */
export function totalCount(counts: SegmentCounts): SegmentCount {
  return [...counts.values()].reduce(sum, NO_COUNT);
}

function addTo(counts: Map<string, SegmentCount>, segment: string, count: SegmentCount): void {
  counts.set(segment, sum(counts.get(segment) ?? NO_COUNT, count));
}

function countOf({ orders, revenueMinor }: CountedRow, sign: 1 | -1): SegmentCount {
  return { visitors: sign, orders: sign * orders, revenueMinor: sign * revenueMinor };
}

function sum(a: SegmentCount, b: SegmentCount): SegmentCount {
  return {
    visitors: a.visitors + b.visitors,
    orders: a.orders + b.orders,
    revenueMinor: a.revenueMinor + b.revenueMinor,
  };
}

function isNothing({ visitors, orders, revenueMinor }: SegmentCount): boolean {
  return visitors === 0 && orders === 0 && revenueMinor === 0;
}
