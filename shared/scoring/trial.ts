import { DAY_MS } from "../events/clock.ts";
import { fromMinor, minorDigits } from "../events/currency.ts";
import type { Activity, Reading } from "../visitor/activity.ts";
import type { Order } from "../visitor/orders.ts";
import type { Session } from "../visitor/session.ts";
import { duration } from "./duration.ts";
import { engagement } from "./engagement.ts";
import type { Dimension, Family } from "./families.ts";
import { frequency } from "./frequency.ts";
import { monetary } from "./monetary.ts";
import { recency } from "./recency.ts";
import type { ScoringRule } from "./scoresAt.ts";

/** What someone may do more of, or let pass (`days` of membership), that raises a score. */
export const LIFT_KINDS = ["orders", "revenue", "sessions", "interactions", "points", "seconds", "days"] as const;
export type LiftKind = (typeof LIFT_KINDS)[number];

/** How a site reads and scores, as far as trying needs it. */
export interface TrialRule extends Reading, ScoringRule {
  readonly conversions: readonly string[];
}

/** One way to raise one dimension, to be tried: amounts are whole units (orders, minor units of money, seconds, milliseconds of membership). */
export interface Trial {
  readonly kind: LiftKind;
  /** An amount to begin with for a value that must exceed `cut`. */
  readonly guess: (cut: number) => number;
  /** The first instant at which so much can have been done. */
  readonly earliest: (amount: number) => number;
  /** The value at an instant, at which the last of it is done. */
  readonly valueAt: (amount: number, at: number) => number | null;
  /** Instants after which a value of the past no longer counts. */
  readonly leavings: readonly number[];
  /** An amount as it is told: money as a decimal, days. */
  readonly told: (amount: number) => number;
}

/**
 * How one dimension of someone can be raised from now on; null where nothing that they do raises it.
 *
 * @param activity of everything up to `now`
 */
export function trialOf(
  activity: Activity,
  rule: TrialRule,
  now: number,
  family: Family,
  dimension: Dimension,
): Trial | null {
  const person = { activity, rule, now };
  if (dimension === "recency") return recencyTrial(person, family);
  if (dimension === "frequency") return family === "rfm" ? ordersTrial(person) : sessionsTrial(person, family);
  if (dimension === "monetary") return revenueTrial(person);
  return dimension === "engagement" ? pointsTrial(person) : durationTrial(person);
}

const itself = (number: number) => number;

interface Person {
  readonly activity: Activity;
  readonly rule: TrialRule;
  readonly now: number;
}

/** Whatever a recency counts, once more: the days begin anew. */
function recencyTrial({ rule, now }: Person, family: Family): Trial {
  const { interactions, conversions } = rule;
  const visits = family === "rfd" || interactions.includes("*") || interactions.includes("page");
  const orders = family === "rfm" || conversions.some((name) => interactions.includes(name));
  return {
    kind: family !== "rfm" && visits ? "sessions" : orders ? "orders" : "interactions",
    guess: () => 1,
    earliest: () => now,
    valueAt: (_, at) => recency(at, at),
    leavings: [],
    told: itself,
  };
}

function ordersTrial({ activity, rule, now }: Person): Trial {
  const { windowDays } = rule.scoring.rfm;
  const instants = activity.orders.map((order) => order.at);
  const before = frequency(instants, itself, now, windowDays) ?? 0;
  return {
    kind: "orders",
    guess: (cut) => Math.floor(cut) + 1 - before,
    earliest: () => now,
    valueAt: (amount, at) => frequency([...instants, ...Array<number>(amount).fill(at)], itself, at, windowDays),
    leavings: leavingsOf(instants, windowDays),
    told: itself,
  };
}

function revenueTrial({ activity, rule, now }: Person): Trial {
  const { currency } = rule;
  const { windowDays } = rule.scoring.rfm;
  const scale = 10 ** minorDigits(currency);
  const before = monetary(activity.orders, now, windowDays, currency) ?? 0;
  // The first order of all gives a score, whatever it is worth.
  const isFirst = activity.orders.length === 0;
  const ordersWith = (minor: number, at: number) => [...activity.orders, anOrder(at, isFirst ? 0 : minor, currency)];
  return {
    kind: isFirst ? "orders" : "revenue",
    guess: (cut) => Math.floor(cut * scale) + 1 - Math.round(before * scale),
    earliest: () => now,
    valueAt: (amount, at) => monetary(ordersWith(amount, at), at, windowDays, currency),
    leavings: leavingsOf(
      activity.orders.map((order) => order.at),
      windowDays,
    ),
    told: (minor) => (isFirst ? minor : fromMinor(minor, currency)),
  };
}

function anOrder(at: number, netMinor: number, currency: string): Order {
  const worth = { netMinor, ownMinor: netMinor, refundedMinor: 0, currency, rate: 1 };
  return { id: "", at, ...worth, cancelled: false, stands: true, products: [] };
}

/** Visits, each a session of its own: a page view within the gap only prolongs the last one. */
function sessionsTrial({ activity, rule, now }: Person, family: "rfe" | "rfd"): Trial {
  const { windowDays } = rule.scoring[family];
  const apart = Math.floor(rule.sessionGapMs) + 1;
  const ends = activity.sessions.map(({ end }) => end);
  const before = frequency(ends, itself, now, windowDays) ?? 0;
  const first = Math.max(now, (ends.at(-1) ?? Number.NEGATIVE_INFINITY) + apart);
  const visitsUpTo = (at: number, amount: number) =>
    Array.from({ length: amount }, (_, index) => at - (amount - 1 - index) * apart);
  return {
    kind: "sessions",
    guess: (cut) => Math.floor(cut) + 1 - before,
    earliest: (amount) => first + (amount - 1) * apart,
    valueAt: (amount, at) => frequency([...ends, ...visitsUpTo(at, amount)], itself, at, windowDays),
    leavings: leavingsOf(ends, windowDays),
    told: itself,
  };
}

/** Points that are earned at once, undecayed: they come last in the sum, as they do when they are earned. */
function pointsTrial({ activity, rule, now }: Person): Trial {
  const valueAt = (amount: number, at: number) => (engagement(activity, at, rule.scoring.rfe) ?? 0) + amount;
  return {
    kind: "points",
    guess: (cut) => Math.floor(cut - valueAt(0, now)) + 1,
    earliest: () => now,
    valueAt,
    leavings: [],
    told: itself,
  };
}

function durationTrial(person: Person): Trial | null {
  const { measure } = person.rule.scoring.rfd;
  if (measure === "tenure") return tenureTrial(person);
  return measure === "productSeconds" && person.rule.productPages.length === 0 ? null : secondsTrial(person, measure);
}

/** Only time raises a membership that runs; there is no other lift. */
function tenureTrial({ activity, now }: Person): Trial | null {
  const { membership } = activity;
  if (membership === null || membership.until !== null) return null;
  return {
    kind: "days",
    guess: (cut) => Math.floor(membership.from + cut * DAY_MS) + 1 - now,
    earliest: (amount) => now + amount,
    valueAt: (_, at) => duration(activity, at, 1, "tenure"),
    leavings: [],
    told: (ms) => ms / DAY_MS,
  };
}

/** Engaged seconds now: in the session that still runs, or in one of their own. */
function secondsTrial({ activity, rule, now }: Person, measure: "engagedSeconds" | "productSeconds"): Trial {
  const { windowDays } = rule.scoring.rfd;
  const valueAt = (amount: number, at: number) =>
    duration(
      { ...activity, lastVisitAt: at, sessions: sessionsWith(activity.sessions, amount, at, rule.sessionGapMs) },
      at,
      windowDays,
      measure,
    );
  const perSecond = (valueAt(1, now) ?? 1) - (valueAt(0, now) ?? 0);
  const ends = activity.sessions.map(({ end }) => end);
  const last = ends.at(-1);
  return {
    kind: "seconds",
    guess: (cut) => Math.floor((cut - (valueAt(0, now) ?? 0)) / perSecond) + 1,
    earliest: () => now,
    valueAt,
    leavings: [...leavingsOf(ends, windowDays), ...(last === undefined ? [] : [Math.floor(last + rule.sessionGapMs)])],
    told: itself,
  };
}

function sessionsWith(sessions: readonly Session[], seconds: number, at: number, gapMs: number): Session[] {
  const last = sessions.at(-1);
  const fresh = { start: at, end: at, events: 1, pageViews: 0, engagedSeconds: seconds, productSeconds: seconds };
  if (last === undefined || at - last.end > gapMs) return [...sessions, fresh];
  const { engagedSeconds, productSeconds } = last;
  const prolonged = { engagedSeconds: engagedSeconds + seconds, productSeconds: productSeconds + seconds };
  return [...sessions.slice(0, -1), { ...last, end: at, ...prolonged }];
}

function leavingsOf(instants: readonly number[], windowDays: number): number[] {
  return instants.map((instant) => Math.floor(instant + windowDays * DAY_MS));
}
