import { cutPoints } from "../quantiles/cutPoints.ts";
import { percentiles } from "../quantiles/percentiles.ts";
import { type Dimension, FAMILIES, type Family } from "./families.ts";
import type { Cuts } from "./scoresAt.ts";

/** The cuts that part a population into five and into three, and its percentiles. */
export interface QuantileCuts extends Cuts {
  /** The minimum, 99 percentiles and the maximum; empty where the population is. */
  readonly percentiles: readonly number[];
}

/** Of one family: how many have values, and the cuts of each dimension. */
export interface FamilyPopulation {
  readonly population: number;
  readonly cuts: Readonly<Partial<Record<Dimension, QuantileCuts>>>;
}

/** How many people a site knows, and how many of them have bought. */
export interface PopulationSize {
  readonly visitors: number;
  readonly customers: number;
}

/** A site's population as it was measured at one instant, in all nine dimensions whatever the configuration asks for. */
export interface Population {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly size: PopulationSize;
  readonly families: Readonly<Record<Family, FamilyPopulation>>;
}

/** The values of a population, one list a dimension; it is sorted in place. */
export type Columns = Readonly<Partial<Record<Dimension, Float64Array>>>;

/** Smaller populations are scored by thresholds. */
export const SMALLEST_POPULATION = 100;

const MOVED_SHARE = 0.05;

/**
 * Whether a population has moved so far that its cuts are out of date: it has reached the smallest that has cuts, or changed by a twentieth.
 *
 * @param before as it was measured; null: never
 * @example hasMoved({ visitors: 1000, customers: 99 }, { visitors: 1000, customers: 100 }); // => true
 * @example hasMoved({ visitors: 1000, customers: 200 }, { visitors: 1040, customers: 209 }); // => false
 */
export function hasMoved(before: PopulationSize | null, after: PopulationSize): boolean {
  const moved = (from: number, to: number) =>
    from < SMALLEST_POPULATION ? to >= SMALLEST_POPULATION : Math.abs(to - from) >= MOVED_SHARE * from;
  return moved(before?.visitors ?? 0, after.visitors) || moved(before?.customers ?? 0, after.customers);
}

/**
 * Exact quantile cuts of one family's population, type 7.
 *
 * @param columns of each dimension as many values as there are people; sorted in place
 */
export function familyPopulation(family: Family, columns: Columns): FamilyPopulation {
  const cuts: Partial<Record<Dimension, QuantileCuts>> = {};
  let population = 0;
  for (const dimension of FAMILIES[family]) {
    const values = columns[dimension] ?? new Float64Array();
    population = values.length;
    if (population === 0) continue;
    values.sort();
    cuts[dimension] = { scores: cutPoints(values, 5), tiers: cutPoints(values, 3), percentiles: percentiles(values) };
  }
  return { population, cuts };
}

/**
 * Cuts against flapping: each stays where it was until it would move by more than a share of where it was.
 *
 * @param share from 0 (every cut moves) to 1
 * @example heldCuts({ scores: [10, 20, 30, 40], tiers: [15, 35] }, { scores: [11, 20, 30, 60], tiers: [15, 36] }, 0.2); // => { scores: [10, 20, 30, 60], tiers: [15, 35] }
 */
export function heldCuts<C extends Cuts>(before: Cuts, after: C, share: number): C {
  return { ...after, scores: held(before.scores, after.scores, share), tiers: held(before.tiers, after.tiers, share) };
}

/** The same for each dimension of a family. @param before null or left out: there was none, every cut moves */
export function heldFamily(
  before: FamilyPopulation | undefined,
  after: FamilyPopulation,
  share: number,
): FamilyPopulation {
  if (before === undefined || share === 0) return after;
  const old = new Map(Object.entries<QuantileCuts>(before.cuts));
  const cuts = Object.entries<QuantileCuts>(after.cuts).map(([dimension, cut]) => {
    const last = old.get(dimension);
    return [dimension, last === undefined ? cut : heldCuts(last, cut, share)];
  });
  return { ...after, cuts: Object.fromEntries(cuts) };
}

function held(before: readonly number[], after: readonly number[], share: number): number[] {
  const mixed = after.map((cut, index) => {
    const old = before[index];
    return old !== undefined && Math.abs(cut - old) <= share * Math.abs(old) ? old : cut;
  });
  // A cut that moved may have passed one that stayed.
  return mixed.sort((a, b) => a - b);
}
