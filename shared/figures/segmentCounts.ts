import type { VisitorRow } from "./row.ts";

/** What a segment's counter holds; money is minor units. */
export interface SegmentCount {
  readonly visitors: number;
  readonly orders: number;
  readonly revenueMinor: number;
}

/** Counters by segment key; a segment without a key has none. */
export type SegmentCounts = Readonly<Record<string, SegmentCount>>;

const NOTHING: SegmentCount = { visitors: 0, orders: 0, revenueMinor: 0 };

const sum = (a: SegmentCount, b: SegmentCount): SegmentCount => ({
  visitors: a.visitors + b.visitors,
  orders: a.orders + b.orders,
  revenueMinor: a.revenueMinor + b.revenueMinor,
});

const shareOf = (row: CountedRow, sign: 1 | -1): SegmentCount => ({
  visitors: sign,
  orders: sign * row.orders,
  revenueMinor: sign * row.revenueMinor,
});

/** What of a row is counted. */
export type CountedRow = Pick<VisitorRow, "segment" | "orders" | "revenueMinor">;

/** A row before and after a delivery; null: not counted (not yet seen, or removed). */
export interface RowMove {
  readonly before: CountedRow | null;
  readonly after: CountedRow | null;
}

/** Two sets of counters, such as those of two shards, as one. */
export const addCounts = (a: SegmentCounts, b: SegmentCounts): SegmentCounts => {
  const added: Record<string, SegmentCount> = { ...a };
  for (const [segment, count] of Object.entries(b)) added[segment] = sum(added[segment] ?? NOTHING, count);
  return added;
};

/**
 * What a delivery's moves change in the counters, summed per segment and without those that stay as they are, so that
 * a delivery writes each counter once at most.
 *
 * @example countDeltas([{ before: null, after: { segment: "new", orders: 1, revenueMinor: 400 } }]); // => { new: { visitors: 1, orders: 1, revenueMinor: 400 } }
 */
export const countDeltas = (moves: readonly RowMove[]): SegmentCounts => {
  let deltas: SegmentCounts = {};
  for (const { before, after } of moves) {
    if (before !== null) deltas = addCounts(deltas, { [before.segment]: shareOf(before, -1) });
    if (after !== null) deltas = addCounts(deltas, { [after.segment]: shareOf(after, 1) });
  }
  return Object.fromEntries(Object.entries(deltas).filter(([, delta]) => !isNothing(delta)));
};

const isNothing = (count: SegmentCount): boolean =>
  count.visitors === 0 && count.orders === 0 && count.revenueMinor === 0;

/** All counters of a set together. */
export const totalOf = (counts: SegmentCounts): SegmentCount => Object.values(counts).reduce(sum, NOTHING);
