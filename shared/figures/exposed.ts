import type { Held } from "../visitor/exposures.ts";
import type { PastExposure, PastOrder, PastSegment } from "./row.ts";
import { addSamples, NO_SAMPLE, type Sample, withValue } from "./uplift.ts";

/** What a visitor's row tells of what they were served and did since. */
export interface ExposedPast {
  readonly exposures: readonly PastExposure[];
  /** Oldest first. */
  readonly segments: readonly PastSegment[];
  /** Oldest first. */
  readonly pastOrders: readonly PastOrder[];
}

/** Which draws are asked about, and for how long after a visitor's first exposure what they do counts. */
export interface ExposedQuery {
  readonly draws: readonly string[];
  /** Milliseconds; null: for ever. */
  readonly windowMs: number | null;
}

/** Visitors who were first exposed alike: to one snippet, in one segment, shown it or not. Each visitor is in one cell of a draw. */
export interface ExposedCell {
  readonly draw: string;
  readonly snippet: string;
  readonly segment: string;
  readonly held: Held;
  /** The first exposure of them all, epoch milliseconds. */
  readonly firstAt: number;
  /** 1 for each visitor with an order after their first exposure. */
  readonly conversions: Sample;
  /** What those orders came to, minor units of the site's currency. */
  readonly revenue: Sample;
  /** How many were dealt otherwise later. */
  readonly mixed: number;
  /** By snippet, to how many it was shown and how often. */
  readonly shown: ReadonlyMap<string, { readonly visitors: number; readonly exposures: number }>;
  /** By segment, how many have come into it since. */
  readonly moved: ReadonlyMap<string, number>;
}

/** The cells of the draws asked about. */
export function exposedCells(pasts: Iterable<ExposedPast>, { draws, windowMs }: ExposedQuery): ExposedCell[] {
  const wanted = new Set(draws);
  const cells = new Map<string, ExposedCell>();
  for (const past of pasts)
    for (const [draw, at, snippet, held, segment, shown, mixed] of past.exposures) {
      if (!wanted.has(draw)) continue;
      const until = windowMs === null ? Number.POSITIVE_INFINITY : at + windowMs;
      const ordered = past.pastOrders.filter((order) => order[0] > at && order[0] <= until);
      const moved = new Set(past.segments.flatMap(([from, key]) => (from > at && from <= until ? [key] : [])));
      const one: ExposedCell = {
        ...{ draw, snippet, segment, held, firstAt: at, mixed },
        conversions: withValue(NO_SAMPLE, ordered.length > 0 ? 1 : 0),
        revenue: withValue(
          NO_SAMPLE,
          ordered.reduce((sum, [, netMinor]) => sum + netMinor, 0),
        ),
        shown: new Map(Object.entries(shown).map(([key, exposures]) => [key, { visitors: 1, exposures }])),
        moved: new Map([...moved].map((key) => [key, 1])),
      };
      enter(cells, one);
    }
  return [...cells.values()];
}

/** The cells of several shards as one. */
export function addExposedCells(parts: Iterable<readonly ExposedCell[]>): ExposedCell[] {
  const cells = new Map<string, ExposedCell>();
  for (const part of parts) for (const one of part) enter(cells, one);
  return [...cells.values()];
}

/** Cells as one, whatever they are of; null of none. */
export function unitedCells(cells: readonly ExposedCell[]): ExposedCell | null {
  return cells.length === 0 ? null : cells.reduce(sum);
}

function enter(cells: Map<string, ExposedCell>, one: ExposedCell): void {
  const key = JSON.stringify([one.draw, one.snippet, one.segment, one.held]);
  const known = cells.get(key);
  cells.set(key, known === undefined ? one : sum(known, one));
}

function sum(a: ExposedCell, b: ExposedCell): ExposedCell {
  const shown = new Map(a.shown);
  for (const [key, { visitors, exposures }] of b.shown) {
    const known = shown.get(key) ?? { visitors: 0, exposures: 0 };
    shown.set(key, { visitors: known.visitors + visitors, exposures: known.exposures + exposures });
  }
  const moved = new Map(a.moved);
  for (const [key, visitors] of b.moved) moved.set(key, (moved.get(key) ?? 0) + visitors);
  return {
    ...a,
    firstAt: Math.min(a.firstAt, b.firstAt),
    conversions: addSamples([a.conversions, b.conversions]),
    revenue: addSamples([a.revenue, b.revenue]),
    mixed: a.mixed + b.mixed,
    shown,
    moved,
  };
}
