import type { Points } from "#shared/scoring/families";

type Table = Readonly<Record<string, Points>>;

/** What points are counted by: an event each, its seconds, or the pages of a visit. */
export type PerWhat = "event" | "perSeconds" | "perPages";

/** How an event earns, taken apart. */
export interface Earning {
  readonly per: PerWhat;
  /** Seconds or pages for which `points` are earned. */
  readonly every: number;
  readonly points: number;
  /** The most that can be earned at once. */
  readonly max: number;
}

/**
 * What one event is worth, taken apart; `pointsOf` puts it together again.
 *
 * @example earningOf({ perSeconds: 30, points: 1, max: 10 }); // => { per: "perSeconds", every: 30, points: 1, max: 10 }
 */
export function earningOf(points: Points): Earning {
  if (typeof points === "number") return { per: "event", every: 1, points, max: points };
  const { points: each, max } = points;
  return "perPages" in points
    ? { per: "perPages", every: points.perPages, points: each, max }
    : { per: "perSeconds", every: points.perSeconds, points: each, max };
}

/** The worth of an event as a configuration has it. */
export function pointsOf({ per, every, points, max }: Earning): Points {
  if (per === "event") return points;
  return per === "perPages" ? { perPages: every, points, max } : { perSeconds: every, points, max };
}

/** The table with an event's worth changed or added; null: without the event. What all others earn stays last. */
export function withPoints(table: Table, event: string, points: Points | null): Record<string, Points> {
  const { [EVERY_OTHER]: rest, ...named } = table;
  const changed = { ...named, ...(points === null || event === EVERY_OTHER ? {} : { [event]: points }) };
  if (points === null) delete changed[event];
  const last = event === EVERY_OTHER ? points : (rest ?? null);
  return last === null ? changed : { ...changed, [EVERY_OTHER]: last };
}

/** The name that stands for all events without points of their own. */
export const EVERY_OTHER = "*";
