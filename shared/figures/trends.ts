import type { PastOrder, PastSegment } from "./row.ts";

/** What a visitor's row tells of the past. */
export interface Past {
  /** Oldest first. */
  readonly segments: readonly PastSegment[];
  /** Oldest first. */
  readonly pastOrders: readonly PastOrder[];
}

/** One segment over one stretch of time; money is minor units. */
export interface TrendPoint {
  /** Who is in it at the end. */
  readonly visitors: number;
  /** All that they had ordered by then. */
  readonly revenueMinor: number;
  /** How often somebody came in, and went out. */
  readonly joined: number;
  readonly left: number;
  /** What was ordered in this time by whoever was then in it. */
  readonly soldMinor: number;
}

/** By segment, a point for each stretch. */
export type Trends = ReadonlyMap<string, readonly TrendPoint[]>;

interface Line {
  readonly visitors: number[];
  readonly revenue: number[];
  readonly joined: number[];
  readonly left: number[];
  readonly sold: number[];
}

/**
 * How the segments filled and emptied: one point for each stretch from an edge up to, and without, the next.
 *
 * @param edges two or more, ascending
 * @throws RangeError “trendsOf requires two edges”
 */
export function trendsOf(pasts: Iterable<Past>, edges: readonly number[]): Trends {
  const stretches = edges.length - 1;
  if (stretches < 1) throw new RangeError("trendsOf requires two edges");
  const lines = new Map<string, Line>();
  const lineOf = (segment: string): Line => {
    const line = lines.get(segment) ?? newLine(stretches);
    lines.set(segment, line);
    return line;
  };
  for (const past of pasts) follow(past, edges, lineOf);
  return new Map([...lines].map(([segment, line]) => [segment, pointsOf(line)]));
}

/** The trends of several shards as one. */
export function addTrends(parts: readonly Trends[]): Trends {
  const added = new Map<string, readonly TrendPoint[]>();
  for (const trends of parts)
    for (const [segment, points] of trends) {
      const known = added.get(segment);
      added.set(
        segment,
        known === undefined ? points : known.map((point, index) => sum(point, points[index] ?? point)),
      );
    }
  return added;
}

/** One visitor's way through the segments, noted as changes of level: a running sum makes levels of them. */
function follow({ segments, pastOrders }: Past, edges: readonly number[], lineOf: (segment: string) => Line): void {
  let line: Line | null = null;
  let revenue = 0;
  let next = 0;
  const order = (until: number, first: string | null) => {
    for (; next < pastOrders.length; next++) {
      const [at, netMinor] = pastOrders[next] ?? [Number.POSITIVE_INFINITY, 0];
      if (at >= until) return;
      const place = placeOf(at, edges);
      if (place === null) return;
      revenue += netMinor;
      if (line !== null) bump(line.revenue, Math.max(place, 0), netMinor);
      // An order from before its buyer was first seen, as a late one can be, is sold in their first segment.
      const seller = line ?? (first === null ? null : lineOf(first));
      if (place >= 0 && seller !== null) bump(seller.sold, place, netMinor);
    }
  };
  for (const [at, segment] of segments) {
    // An order and the change that it makes have one instant: it is sold in the segment that it led to.
    order(at, segment);
    const place = placeOf(at, edges);
    if (place === null) return;
    const to = lineOf(segment);
    if (line !== null) {
      bump(line.visitors, Math.max(place, 0), -1);
      bump(line.revenue, Math.max(place, 0), -revenue);
      if (place >= 0) bump(line.left, place, 1);
    }
    bump(to.visitors, Math.max(place, 0), 1);
    bump(to.revenue, Math.max(place, 0), revenue);
    if (place >= 0) bump(to.joined, place, 1);
    line = to;
  }
  order(Number.POSITIVE_INFINITY, null);
}

/** The stretch of an instant: -1 before all, null after all. */
function placeOf(at: number, edges: readonly number[]): number | null {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((edges[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low === edges.length ? null : low - 1;
}

function newLine(stretches: number): Line {
  const zeros = () => new Array<number>(stretches).fill(0);
  return { visitors: zeros(), revenue: zeros(), joined: zeros(), left: zeros(), sold: zeros() };
}

function bump(list: number[], place: number, by: number): void {
  list[place] = (list[place] ?? 0) + by;
}

function pointsOf({ visitors, revenue, joined, left, sold }: Line): TrendPoint[] {
  let [level, money] = [0, 0];
  return visitors.map((change, index) => {
    level += change;
    money += revenue[index] ?? 0;
    return {
      visitors: level,
      revenueMinor: money,
      joined: joined[index] ?? 0,
      left: left[index] ?? 0,
      soldMinor: sold[index] ?? 0,
    };
  });
}

function sum(a: TrendPoint, b: TrendPoint): TrendPoint {
  return {
    visitors: a.visitors + b.visitors,
    revenueMinor: a.revenueMinor + b.revenueMinor,
    joined: a.joined + b.joined,
    left: a.left + b.left,
    soldMinor: a.soldMinor + b.soldMinor,
  };
}
