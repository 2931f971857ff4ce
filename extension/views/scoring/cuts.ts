import type { Method } from "#shared/scoring/families";

/** How far values of a dimension reach, and whether they are counted in whole numbers. */
export interface Reach {
  readonly least: number;
  readonly most: number;
  readonly isCount: boolean;
}

/**
 * Cuts of which one was moved: it stops at its neighbours and at zero, so that they stay in order.
 *
 * @example movedCut([10, 20, 30], 1, 50); // => [10, 30, 30]
 * @example movedCut([10, 20, 30], 0, -5); // => [0, 20, 30]
 */
export function movedCut(cuts: readonly number[], place: number, to: number): number[] {
  const [least, most] = limitsOf(cuts, place);
  return cuts.map((cut, index) => (index === place && Number.isFinite(to) ? Math.min(most, Math.max(least, to)) : cut));
}

/** Between what a cut can be moved. */
export function limitsOf(cuts: readonly number[], place: number): [least: number, most: number] {
  return [cuts[place - 1] ?? Math.min(0, cuts[place] ?? 0), cuts[place + 1] ?? Number.POSITIVE_INFINITY];
}

const FINEST = 0.01;
const STEPS_ACROSS = 100;

/**
 * How far one arrow key moves a cut: a round hundredth of the way across, a whole one of what is counted.
 *
 * @example stepAcross({ least: 0, most: 370, isCount: false }); // => 5
 * @example stepAcross({ least: 1, most: 12, isCount: true }); // => 1
 */
export function stepAcross({ least, most, isCount }: Reach): number {
  const raw = Math.max(FINEST, (most - least) / STEPS_ACROSS);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 5, 10].find((one) => one * power >= raw * (1 - 1e-9)) ?? 10) * power;
  return isCount ? Math.max(1, Math.round(step)) : Number(step.toPrecision(1));
}

/** Where a cut goes by a key, and null for keys that mean nothing to it. */
export function cutByKey(key: string, cut: number, reach: Reach): number | null {
  const step = stepAcross(reach);
  const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 }[key];
  if (by !== undefined) return onGrid(cut + by * step, step);
  if (key === "Home") return reach.least;
  return key === "End" ? reach.most : null;
}

/**
 * A value on the grid of a step, without the crumbs of binary fractions.
 *
 * @example onGrid(0.30000000000000004, 0.1); // => 0.3
 */
export function onGrid(value: number, step: number): number {
  return Number((Math.round(value / step) * step).toFixed(4));
}

/** A value on a line from 0 to 1 and back; where most values lie low, the low ones have more room. */
export interface Scale {
  readonly placeOf: (value: number) => number;
  readonly valueAt: (place: number) => number;
}

const SKEWED = 0.2;

/** @param cuts where values lie close together, and so need room */
export function scaleOf({ least, most }: Reach, cuts: readonly number[]): Scale {
  const width = Math.max(Number.EPSILON, most - least);
  const middle = cuts[Math.floor(cuts.length / 2)] ?? most;
  const power = (middle - least) / width < SKEWED ? 2 : 1;
  return {
    placeOf: (value) => Math.min(1, Math.max(0, (value - least) / width)) ** (1 / power),
    valueAt: (place) => least + width * Math.min(1, Math.max(0, place)) ** power,
  };
}

/** One bar of a histogram. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly visitors: number;
}

/** How the values of a population are spread: as bins, and where they are known by their percentiles. */
export interface Population {
  readonly bins: readonly Bin[];
  readonly visitors: number;
  /** The least value, 99 percentiles, the greatest; null: too few to have any. */
  readonly percentiles: readonly number[] | null;
}

/** A few values far out would leave no room for all the others. */
const SEEN_PERCENTILE = 95;

/** What is drawn: from the lowest value, or zero, to the last cut or to where nearly all values are. */
export function reachOf({ bins, percentiles }: Population, cuts: readonly number[], isCount: boolean): Reach {
  const last = percentiles?.[SEEN_PERCENTILE] ?? bins.at(-1)?.to ?? 0;
  const most = Math.max(last, (cuts.at(-1) ?? 0) * 1.1, 1);
  return { least: Math.min(0, bins[0]?.from ?? 0), most: isCount ? Math.ceil(most) : most, isCount };
}

/**
 * The share of a population that has a value or less, by its percentiles.
 *
 * @example shareUpTo([0, 10, 20], 15); // => 0.75
 * @example shareUpTo([1, 1, 3], 1); // => 0.5
 */
export function shareUpTo(percentiles: readonly number[], value: number): number {
  const below = percentiles.filter((one) => one <= value).length;
  const [under, over] = [percentiles[below - 1], percentiles[below]];
  if (under === undefined) return 0;
  if (over === undefined) return 1;
  return (below - 1 + (value - under) / (over - under)) / (percentiles.length - 1);
}

const MOST_BARS = 40;

/** The bars of a drawing: of one width on its scale, or one for each number that is counted. A bar holds its upper edge, not its lower one. */
export function barsOf({ bins, visitors, percentiles }: Population, reach: Reach, scale: Scale): readonly Bin[] {
  if (percentiles === null) return bins;
  const isOneEach = reach.isCount && reach.most - reach.least <= MOST_BARS;
  const bars = isOneEach ? reach.most - reach.least : MOST_BARS;
  const edges = Array.from({ length: bars + 1 }, (_, index) =>
    isOneEach ? reach.least + index : scale.valueAt(index / bars),
  );
  const upTo = (value: number) => shareUpTo(percentiles, reach.isCount ? Math.floor(value) : value);
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? to;
    // Who has the very least value is in the first bar.
    const before = index === 0 ? 0 : upTo(from);
    return { from, to, visitors: Math.round((upTo(to) - before) * visitors) };
  });
}

/** About how many are in each part between cuts, the lowest values first: a value that is a cut lies below it. */
export function countsBetween(
  { bins, visitors, percentiles }: Population,
  cuts: readonly number[],
  isCount: boolean,
): number[] {
  if (percentiles === null) return partsOf(bins, cuts, isCount);
  const below = cuts.map((cut) => shareUpTo(percentiles, isCount ? Math.floor(cut) : cut) * visitors);
  return [...below, visitors].map((sum, index) => Math.max(0, sum - (below[index - 1] ?? 0)));
}

/**
 * About how many of a population are in each part between cuts, the lowest values first: a value that is a cut lies below it. Within a bin
 * values count as evenly spread.
 *
 * @example partsOf([{ from: 0, to: 10, visitors: 10 }], [5], false); // => [5, 5]
 * @example partsOf([{ from: 1, to: 1.5, visitors: 7 }, { from: 1.5, to: 2, visitors: 3 }], [1], true); // => [7, 3]
 */
export function partsOf(bins: readonly Bin[], cuts: readonly number[], isCount: boolean): number[] {
  const all = bins.reduce((sum, { visitors }) => sum + visitors, 0);
  const below = cuts.map((cut) =>
    bins.reduce((sum, bin, index) => sum + shareBelow(bin, cut, isCount, index === bins.length - 1) * bin.visitors, 0),
  );
  return [...below, all].map((sum, index) => Math.max(0, sum - (below[index - 1] ?? 0)));
}

function shareBelow({ from, to }: Bin, cut: number, isCount: boolean, isLast: boolean): number {
  if (cut < from) return 0;
  if (!isCount) return Math.min(1, (cut - from) / Math.max(Number.EPSILON, to - from));
  // The whole numbers from the lower edge up to, and without, the upper one; the last bin has that too.
  const [first, last] = [Math.ceil(from), isLast ? Math.floor(to) : Math.ceil(to) - 1];
  if (last < first) return cut >= to ? 1 : 0;
  return Math.min(1, Math.max(0, (Math.floor(cut) - first + 1) / (last - first + 1)));
}

type Methods = Method | Readonly<Record<string, Method | undefined>>;

/** The method of one dimension, where a family may name one for all. */
export function methodIn(methods: Methods, dimension: string): Method {
  return typeof methods === "string" ? methods : (methods[dimension] ?? "quantiles");
}

/**
 * The methods of a family with another for one dimension: one word again where all have the same.
 *
 * @example withMethod("quantiles", ["recency", "frequency"], "recency", "thresholds"); // => { recency: "thresholds", frequency: "quantiles" }
 */
export function withMethod(
  methods: Methods,
  dimensions: readonly string[],
  dimension: string,
  method: Method,
): Methods {
  const each = dimensions.map((one) => [one, one === dimension ? method : methodIn(methods, one)] as const);
  return each.every(([, one]) => one === method) ? method : Object.fromEntries(each);
}
