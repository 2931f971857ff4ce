import type { Cost } from "../decision/measures.ts";
import { type ExposedCell, unitedCells } from "./exposed.ts";
import { type Interval, intervalOf, type Sample } from "./uplift.ts";

/** What some visitors came to who were exposed alike; money is minor units. */
export interface Group {
  readonly visitors: number;
  readonly conversions: Sample;
  readonly revenue: Sample;
  readonly mixed: number;
  readonly shown: ExposedCell["shown"];
  readonly moved: ExposedCell["moved"];
  /** Null of nobody. */
  readonly firstAt: number | null;
}

/** How much more one group came to than another; null while too few were seen to say. */
export interface Uplift {
  readonly conversionRate: Interval | null;
  /** Minor units. */
  readonly revenuePerVisitor: Interval | null;
}

/** What was spent on a group and what it brought above the others, in the site's currency; the return is of what was spent, 1 being as much again. */
export interface Return {
  readonly cost: number;
  readonly gained: Interval | null;
  readonly roi: Interval | null;
}

/** What showing a slot's snippets costs; `whole`: also what is paid once for the slot, or for all its snippets. */
export interface Costs {
  readonly slot: Cost | null;
  readonly snippets: ReadonlyMap<string, Cost>;
}

const NO_VALUES = { count: 0, nonZero: 0, sum: 0, squares: 0 };

/** The cells as one group. */
export function groupOf(cells: readonly ExposedCell[]): Group {
  const whole = unitedCells(cells);
  return {
    visitors: whole?.conversions.count ?? 0,
    conversions: whole?.conversions ?? NO_VALUES,
    revenue: whole?.revenue ?? NO_VALUES,
    mixed: whole?.mixed ?? 0,
    shown: whole?.shown ?? new Map(),
    moved: whole?.moved ?? new Map(),
    firstAt: whole?.firstAt ?? null,
  };
}

export function upliftOf(group: Group, others: Group): Uplift {
  return {
    conversionRate: intervalOf(group.conversions, others.conversions),
    revenuePerVisitor: intervalOf(group.revenue, others.revenue),
  };
}

/** How many more of one group than of another have come into a segment since; null while too few have. */
export function movementOf(group: Group, others: Group, segment: string): Interval | null {
  const sampleOf = ({ visitors, moved }: Group): Sample => {
    const came = moved.get(segment) ?? 0;
    return { count: visitors, nonZero: came, sum: came, squares: came };
  };
  return intervalOf(sampleOf(group), sampleOf(others));
}

/**
 * What was spent on the visitors of a group, in the site's currency; null where the slot has no costs. What is paid once is part of the
 * whole slot's costs, and of those of its own snippet.
 *
 * @param only the snippet that the group was first exposed to; null: whichever
 */
export function costOf(
  { shown, visitors }: Group,
  { slot, snippets }: Costs,
  only: string | null = null,
): number | null {
  if (slot === null && snippets.size === 0) return null;
  let cost = 0;
  for (const [key, { amount, per }] of snippets) {
    const seen = shown.get(key) ?? { visitors: 0, exposures: 0 };
    if (per === "total") cost += only === null || only === key ? amount : 0;
    else cost += amount * (per === "visitor" ? seen.visitors : seen.exposures);
  }
  if (slot?.per === "total") return cost + (only === null ? slot.amount : 0);
  if (slot?.per === "visitor") return cost + slot.amount * visitors;
  const exposures = [...shown.values()].reduce((sum, one) => sum + one.exposures, 0);
  return cost + (slot?.amount ?? 0) * exposures;
}

/**
 * What a cost brought: what the group's visitors spent above what they would have, going by the others.
 *
 * @param perVisitor the interval of revenue per visitor, in the site's currency
 */
export function returnOf(cost: number, visitors: number, perVisitor: Interval | null): Return {
  if (perVisitor === null) return { cost, gained: null, roi: null };
  const gained = scaled(perVisitor, (value) => value * visitors);
  return { cost, gained, roi: cost === 0 ? null : scaled(gained, (value) => (value - cost) / cost) };
}

/** An interval in other units: a growing function of each of its ends. */
export function scaled({ difference, low, high }: Interval, by: (value: number) => number): Interval {
  return { difference: by(difference), low: by(low), high: by(high) };
}
