import { EarnedKeeper } from "./earned.ts";
import { type Exposures, exposedTo, UNEXPOSED } from "./exposures.ts";
import { type Campaign, countUpTo, type Moment } from "./moment.ts";
import { type Money, type Order, ordersOf } from "./orders.ts";
import { extendSessions, isVisit, type ProductPage, type Session } from "./session.ts";
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
  /** What was served and is kept. */
  readonly exposures: Exposures;
  /** What the moments earned, as far as somebody has asked. */
  readonly earned: EarnedKeeper;
}

/**
 * Folds a visitor's moments up to an instant. Only messages stamped at or before it exist, refunds included.
 *
 * @param at epoch milliseconds
 */
export function activityAt(visitor: Visitor, reading: Reading, at: number): Activity {
  const count = countUpTo(visitor.moments, at);
  if (count < visitor.moments.length) return { visitor, ...foldOf(visitor.moments, count, reading) };
  const known = WHOLE.get(visitor);
  if (known?.reading === reading) return known.activity;
  const activity = { visitor, ...foldOf(visitor.moments, count, reading) };
  WHOLE.set(visitor, { reading, activity });
  return activity;
}

/** A page view asks several times about the whole of a life that only its end has changed. Visitors and readings never change, so the activity is kept. */
const WHOLE = new WeakMap<Visitor, { readonly reading: Reading; readonly activity: Activity }>();

/** What is folded; who it was does not matter to it. */
type Fold = Omit<Activity, "visitor">;

interface Kept {
  readonly reading: Reading;
  readonly fold: Fold;
}

/** The longest beginning of some moments that is folded already: the next instant, and the next message, go on from there. */
const BEGINNINGS = new WeakMap<readonly Moment[], Kept>();

const NOTHING: Fold = {
  moments: [],
  orders: [],
  sessions: [],
  lastVisitAt: null,
  lastInteractionAt: null,
  counts: new Map(),
  lastAt: new Map(),
  traits: {},
  group: {},
  campaigns: { first: null, last: null },
  membership: null,
  exposures: UNEXPOSED,
  earned: new EarnedKeeper(),
};

/** Tells that two lists begin alike, so that what is folded of the one need not be folded again for the other. */
export function carryFold(from: readonly Moment[], to: readonly Moment[], shared: number): void {
  const kept = BEGINNINGS.get(from);
  if (kept !== undefined && kept.fold.moments.length <= shared) BEGINNINGS.set(to, kept);
}

function foldOf(all: readonly Moment[], count: number, reading: Reading): Fold {
  const known = BEGINNINGS.get(all);
  const kept = known?.reading === reading ? known.fold : null;
  const start = kept !== null && kept.moments.length <= count ? kept : NOTHING;
  const fold = extend(start, count === all.length ? all : all.slice(0, count), reading);
  if (kept === null || count > kept.moments.length) BEGINNINGS.set(all, { reading, fold });
  return fold;
}

/** The fold of moments of which the first are folded: as deep and as exact as the fold of them all, for the price of the new ones. */
function extend(fold: Fold, moments: readonly Moment[], reading: Reading): Fold {
  const fresh = moments.slice(fold.moments.length);
  if (fresh.length === 0) return fold;
  const counts = new Map(fold.counts);
  const lastAt = new Map(fold.lastAt);
  let { lastVisitAt, lastInteractionAt } = fold;
  let { first, last } = fold.campaigns;
  const anything = reading.interactions.includes("*");
  for (const moment of fresh) {
    counts.set(moment.name, (counts.get(moment.name) ?? 0) + 1);
    lastAt.set(moment.name, moment.at);
    const visits = isVisit(moment);
    if (visits) lastVisitAt = moment.at;
    if ((anything && visits) || reading.interactions.includes(moment.name)) lastInteractionAt = moment.at;
    last = moment.campaign ?? last;
    first ??= last;
  }
  const { starts, ends } = reading.tenure;
  const turns = fresh.some(({ name }) => starts.includes(name) || ends.includes(name));
  return {
    moments,
    orders: fresh.some(({ order }) => order !== undefined) ? ordersOf(moments, reading) : fold.orders,
    sessions: extendSessions(fold.sessions, moments, fold.moments.length, reading),
    lastVisitAt,
    lastInteractionAt,
    counts,
    lastAt,
    traits: withTraits(fold.traits, fresh, "identify"),
    group: withTraits(fold.group, fresh, "group"),
    campaigns: { first, last },
    membership: turns ? membershipOf(moments, reading.tenure) : fold.membership,
    exposures: exposedTo(fold.exposures, fresh),
    earned: new EarnedKeeper(fold.earned),
  };
}

function withTraits(
  traits: Activity["traits"],
  fresh: readonly Moment[],
  type: Moment["type"],
): Readonly<Record<string, unknown>> {
  const told = fresh.filter((moment) => moment.type === type && moment.traits !== undefined);
  if (told.length === 0) return traits;
  const united: Record<string, unknown> = { ...traits };
  for (const moment of told) Object.assign(united, moment.traits);
  return united;
}

/** From the first start; until the last end, where no start follows it. */
function membershipOf(moments: readonly Moment[], { starts, ends }: Reading["tenure"]): Activity["membership"] {
  const start = moments.findIndex(({ name }) => starts.includes(name));
  const first = moments[start];
  if (first === undefined) return null;
  const end = moments.findLastIndex(({ name }, index) => index > start && ends.includes(name));
  const restarted = moments.some(({ name }, index) => index > end && starts.includes(name));
  return { from: first.at, until: end < 0 || restarted ? null : (moments[end]?.at ?? null) };
}
