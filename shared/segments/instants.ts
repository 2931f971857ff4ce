import { DAY_MS } from "../events/clock.ts";
import { earningsAlone, engagement, fadedAt } from "../scoring/engagement.ts";
import { rhythmDays } from "../scoring/rhythm.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Order } from "../visitor/orders.ts";
import type { Session } from "../visitor/session.ts";
import type { Model } from "./model.ts";
import { EVENT, type Leaving, type Stirred, stirsOf } from "./stirs.ts";
import { isWithin, type Turn, turnsNear } from "./turns.ts";

/** The stretch of time to look at, and what is of interest in it. */
export interface Outlook {
  readonly activity: Activity;
  readonly model: Model;
  /** The instant to start after; `activity` holds everything up to it. */
  readonly at: number;
  readonly until: number;
  readonly isOfInterest: (stirred: Stirred) => boolean;
}

type Add = (instant: number, stirred: Stirred) => void;

/**
 * Every instant after `at` at which time alone might change something of interest, ascending, with what that is.
 * A superset: between two neighbours nothing changes, at one of them something may.
 */
export function turnsAfter(outlook: Outlook): Iterable<Turn> {
  const { at, until, isOfInterest } = outlook;
  const crossings = new Map<number, Stirred[]>();
  const add: Add = (instant, stirred) => {
    const floor = Math.floor(instant);
    if (!isWithin(floor, at, until) || !isOfInterest(stirred)) return;
    const known = crossings.get(floor);
    if (known === undefined) crossings.set(floor, [stirred]);
    else known.push(stirred);
  };
  ages(outlook, add);
  leavings(outlook, add);
  decays(outlook, add);
  return turnsNear(crossings, at, until);
}

/** Instants at which what grows day by day reaches one of its constants. */
function ages({ activity, model }: Outlook, add: Add): void {
  const { lastAt } = activity;
  for (const { fact, constants } of stirsOf(model).growing) {
    const { from, unitDays } = fact.startsWith(EVENT)
      ? { from: lastAt.get(fact.slice(EVENT.length)) ?? null, unitDays: 1 }
      : clockOf(fact, activity, model);
    if (from === null || Number.isNaN(unitDays)) continue;
    for (const { constant, stirred } of constants) add(from + constant * unitDays * DAY_MS, stirred);
  }
}

/** Since when a fact grows, and in how many days by one; from null: not at all. */
function clockOf(fact: string, activity: Activity, model: Model): { from: number | null; unitDays: number } {
  const { orders, membership, lastInteractionAt, lastVisitAt } = activity;
  const lastOrderAt = orders.at(-1)?.at ?? null;
  switch (fact) {
    case "order":
      return { from: lastOrderAt, unitDays: 1 };
    case "interaction":
      return { from: lastInteractionAt, unitDays: 1 };
    case "visit":
      return { from: lastVisitAt, unitDays: 1 };
    case "tenure":
      return { from: membership?.from ?? null, unitDays: 1 };
    case "lapse": {
      const instants = orders.map((order) => order.at);
      return { from: lastOrderAt, unitDays: rhythmDays(instants, model.scoring.rfm.gapFloorDays) ?? Number.NaN };
    }
    default:
      return { from: null, unitDays: 1 };
  }
}

/** Instants at which an order or a session leaves a window, or an order a half of the trend. */
function leavings({ activity: { orders, sessions }, model, until, isOfInterest }: Outlook, add: Add): void {
  const { rfm, rfe, rfd } = model.scoring;
  const stirs = stirsOf(model).leavings;
  const leave = <One>(ones: readonly One[], instantOf: (one: One) => number, days: number, what: Leaving) => {
    if (!isOfInterest(stirs[what])) return;
    for (const one of ones) {
      const leaves = instantOf(one) + days * DAY_MS;
      // They stand in order: all that follow leave later still.
      if (leaves > until + SLACK_MS) break;
      add(leaves, stirs[what]);
    }
  };
  const orderedAt = ({ at }: Order) => at;
  const endOf = ({ end }: Session) => end;
  leave(orders, orderedAt, rfm.windowDays, "rfm");
  for (const days of [90, 180]) leave(orders, orderedAt, days, "trend");
  leave(sessions, endOf, rfe.windowDays, "rfe");
  leave(sessions, endOf, rfd.windowDays, "rfd");
}

/** Instants at which decaying engagement sinks past one of the constants, or may jump past one as an event leaves the window. */
function decays({ activity, model, at, until, isOfInterest }: Outlook, add: Add): void {
  const { rfe } = model.scoring;
  const constants = stirsOf(model).decaying;
  if (!constants.some(({ stirred }) => isOfInterest(stirred))) return;
  const halfLifeMs = rfe.halfLifeDays * DAY_MS;
  const windowMs = rfe.windowDays * DAY_MS;
  const { earnings } = earningsAlone(activity, rfe);
  let from = at;
  let left = engagement(activity, at, rfe) ?? 0;
  // One step further than there are events: after the last has left, nothing else leaves.
  for (let index = 0; index <= earnings.length; index++) {
    const earning = earnings[index];
    const leaves = earning === undefined ? Number.POSITIVE_INFINITY : earning.at + windowMs;
    if (leaves < at) continue;
    const worth = earning === undefined ? 0 : fadedAt(at, earning, halfLifeMs);
    if (earning !== undefined && worth === 0) continue;
    const levelAt = (instant: number) => left * 2 ** (-(instant - at) / halfLifeMs);
    const end = Math.min(leaves, until);
    const [high, low] = [levelAt(from - SLACK_MS), levelAt(end + SLACK_MS)];
    for (const { constant: cut, stirred } of constants)
      if (cut > 0 && cut <= high && cut >= low) add(at + halfLifeMs * Math.log2(left / cut), stirred);
    if (leaves > until) break;
    const before = levelAt(leaves) * (1 + ROUNDING);
    left -= worth;
    const after = Math.max(0, levelAt(leaves) * (1 - ROUNDING) - ROUNDING);
    for (const { constant, stirred } of constants) if (constant <= before && constant >= after) add(leaves, stirred);
    from = leaves;
  }
}

/** Rounding may put a crossing on the other side of a leaving, or of the end. */
const SLACK_MS = 5;
const ROUNDING = 1e-9;
