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

/** What reaches from the lowest value, or zero, to the highest or the last cut. */
export function reachOf(bins: readonly Bin[], cuts: readonly number[], isCount: boolean): Reach {
  const [first, last] = [bins[0]?.from ?? 0, bins.at(-1)?.to ?? 0];
  return { least: Math.min(0, first), most: Math.max(last, (cuts.at(-1) ?? 0) * 1.1, 1), isCount };
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
