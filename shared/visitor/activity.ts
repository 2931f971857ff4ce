import type { Campaign, Moment } from "./moment.ts";
import { type Money, type Order, ordersOf } from "./orders.ts";
import { isVisit, type ProductPage, type Session, sessionsOf } from "./session.ts";
import type { Visitor } from "./visitor.ts";

/** How a site reads its visitors' moments. */
export interface Reading extends Money {
  readonly sessionGapMs: number;
  readonly productPages: readonly ProductPage[];
  /** Event names that count as an interaction; `"*"`: every visit. */
  readonly interactions: readonly string[];
  /** Events that begin and end a membership. */
  readonly tenure: { readonly starts: readonly string[]; readonly ends: readonly string[] };
}

/** What a visitor had done by an instant, folded; what is left to time is done by `scoring`. */
export interface Activity {
  /** Who, for facts about the person. */
  readonly visitor: Visitor;
  /** The moments at or before the instant, ascending. */
  readonly moments: readonly Moment[];
  readonly orders: readonly Order[];
  readonly sessions: readonly Session[];
  readonly lastVisitAt: number | null;
  readonly lastInteractionAt: number | null;
  /** Per event name: how often, and when last. */
  readonly counts: ReadonlyMap<string, number>;
  readonly lastAt: ReadonlyMap<string, number>;
  readonly traits: Readonly<Record<string, unknown>>;
  readonly group: Readonly<Record<string, unknown>>;
  readonly campaigns: { readonly first: Campaign | null; readonly last: Campaign | null };
  /** The membership: since when, and until when where it has ended. */
  readonly membership: { readonly from: number; readonly until: number | null } | null;
}

/**
 * Folds a visitor's moments up to an instant. Only messages stamped at or before it exist, refunds included.
 *
 * @param at epoch milliseconds
 */
export function activityAt(visitor: Visitor, reading: Reading, at: number): Activity {
  const moments = until(visitor.moments, at);
  if (moments !== visitor.moments) return fold(visitor, reading, moments);
  const known = WHOLE.get(visitor);
  if (known?.reading === reading) return known.activity;
  const activity = fold(visitor, reading, moments);
  WHOLE.set(visitor, { reading, activity });
  return activity;
}

/** A page view asks several times about the whole of a life that only its end has changed. Visitors and readings never change, so the fold is kept. */
const WHOLE = new WeakMap<Visitor, { readonly reading: Reading; readonly activity: Activity }>();

function fold(visitor: Visitor, reading: Reading, moments: readonly Moment[]): Activity {
  const counts = new Map<string, number>();
  const lastAt = new Map<string, number>();
  let lastInteractionAt: number | null = null;
  let lastVisitAt: number | null = null;
  const anything = reading.interactions.includes("*");
  for (const moment of moments) {
    counts.set(moment.name, (counts.get(moment.name) ?? 0) + 1);
    lastAt.set(moment.name, moment.at);
    const visits = isVisit(moment);
    if (visits) lastVisitAt = moment.at;
    if ((anything && visits) || reading.interactions.includes(moment.name)) lastInteractionAt = moment.at;
  }
  const campaigns = moments.flatMap(({ campaign }) => (campaign === undefined ? [] : [campaign]));
  return {
    visitor,
    moments,
    orders: ordersOf(moments, reading),
    sessions: sessionsOf(moments, reading.sessionGapMs, reading.productPages),
    lastVisitAt,
    lastInteractionAt,
    counts,
    lastAt,
    traits: traitsOf(moments, "identify"),
    group: traitsOf(moments, "group"),
    campaigns: { first: campaigns[0] ?? null, last: campaigns.at(-1) ?? null },
    membership: membershipOf(moments, reading.tenure),
  };
}

function until(moments: readonly Moment[], at: number): readonly Moment[] {
  const last = moments.at(-1);
  if (last === undefined || last.at <= at) return moments;
  const end = moments.findIndex((moment) => moment.at > at);
  return moments.slice(0, end);
}

function traitsOf(moments: readonly Moment[], type: Moment["type"]): Readonly<Record<string, unknown>> {
  const told = moments.filter((moment) => moment.type === type && moment.traits !== undefined);
  return told.length === 0 ? {} : Object.assign({}, ...told.map(({ traits }) => traits));
}

function membershipOf(moments: readonly Moment[], tenure: Reading["tenure"]): Activity["membership"] {
  const first = moments.find(({ name }) => tenure.starts.includes(name));
  if (first === undefined) return null;
  const end = moments.findLast(({ name, at }) => tenure.ends.includes(name) && at >= first.at);
  const restarted =
    end !== undefined && moments.some((moment) => tenure.starts.includes(moment.name) && moment.at > end.at);
  return { from: first.at, until: end === undefined || restarted ? null : end.at };
}
