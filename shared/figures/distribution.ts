import { DAY_MS } from "../events/clock.ts";
import type { Dimension, Family } from "../scoring/families.ts";

/** One visitor's value of one dimension, as of now. */
export interface Placed {
  /** Null without data. */
  readonly value: number | null;
  /** Days since the last visit; null: never. */
  readonly visitDays: number | null;
}

/** What has to be known of all shards before values can be put into bins. */
export interface Spread {
  /** How many are in the population. */
  readonly visitors: number;
  readonly least: number;
  readonly greatest: number;
  /** How many have no value. */
  readonly unscored: number;
  /** How many have a value, but were not seen in the window. */
  readonly outside: number;
}

/** Which dimension, and the window in which its population was seen. */
export interface DistributionQuery {
  readonly family: Family;
  readonly dimension: Dimension;
  readonly windowDays: number;
  readonly now: number;
}

export const BINS = 20;
const NOTHING: Spread = {
  visitors: 0,
  least: Number.POSITIVE_INFINITY,
  greatest: Number.NEGATIVE_INFINITY,
  unscored: 0,
  outside: 0,
};

/** A recency as of now; any other value as it was delivered. */
export function valueNow(
  delivered: number | null,
  lastAt: number | null,
  { dimension, now }: DistributionQuery,
): number | null {
  if (dimension !== "recency" || delivered === null || lastAt === null) return delivered;
  return Math.max(0, now - lastAt) / DAY_MS;
}

/** Whether somebody belongs to the population: every customer for RFM, everyone seen in the window for RFE and RFD. */
export function isInPopulation({ value, visitDays }: Placed, { family, windowDays }: DistributionQuery): boolean {
  return value !== null && (family === "rfm" || (visitDays !== null && visitDays <= windowDays));
}

/** How far the values of a population reach. */
export function spreadOf(all: Iterable<Placed>, query: DistributionQuery): Spread {
  let { visitors, least, greatest, unscored, outside } = NOTHING;
  for (const placed of all) {
    if (placed.value === null) unscored += 1;
    else if (!isInPopulation(placed, query)) outside += 1;
    else {
      visitors += 1;
      least = Math.min(least, placed.value);
      greatest = Math.max(greatest, placed.value);
    }
  }
  return { visitors, least, greatest, unscored, outside };
}

/** Spreads of several shards as one. */
export function addSpreads(parts: readonly Spread[]): Spread {
  return parts.reduce(
    (all, part) => ({
      visitors: all.visitors + part.visitors,
      least: Math.min(all.least, part.least),
      greatest: Math.max(all.greatest, part.greatest),
      unscored: all.unscored + part.unscored,
      outside: all.outside + part.outside,
    }),
    NOTHING,
  );
}

/**
 * The edges of bins of one width, the first the least value and the last the greatest; none where nobody has a value.
 *
 * @example edgesOf({ visitors: 2, least: 0, greatest: 10, unscored: 0, outside: 0 }).slice(0, 3); // => [0, 0.5, 1]
 */
export function edgesOf({ visitors, least, greatest }: Spread): number[] {
  if (visitors === 0) return [];
  // Where all have one value, bins of width 1, so that each still has a width.
  const top = greatest > least ? greatest : least + BINS;
  return Array.from({ length: BINS + 1 }, (_, index) =>
    index === BINS ? top : least + ((top - least) * index) / BINS,
  );
}

/** How many of a population are in each bin: from its edge up to, and without, the next; the last holds its end too. */
export function binsOf(all: Iterable<Placed>, edges: readonly number[], query: DistributionQuery): number[] {
  const bins = new Array<number>(Math.max(0, edges.length - 1)).fill(0);
  for (const placed of all) {
    if (placed.value === null || !isInPopulation(placed, query)) continue;
    const bin = binFor(placed.value, edges);
    if (bin !== null) bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return bins;
}

/** Whatever lies beyond the edges, as a value that came between the two looks at a shard may, belongs to the outermost bin. */
function binFor(value: number, edges: readonly number[]): number | null {
  if (edges.length < 2) return null;
  const above = edges.findIndex((edge) => edge > value);
  return above === -1 ? edges.length - 2 : Math.max(0, above - 1);
}
