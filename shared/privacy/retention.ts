import { type Activity, activityAt, type Reading } from "../visitor/activity.ts";
import type { Moment } from "../visitor/moment.ts";
import { NOBODY, type Visitor } from "../visitor/visitor.ts";

/** For how long a site keeps what it hears, whole milliseconds. */
export interface Retention {
  /** Behaviour from its instant on, and a prospect from the last message on. */
  readonly behaviourMs: number;
  /** A customer or member, with orders, memberships, traits and history, from the last message on. */
  readonly customerMs: number;
}

export interface RetentionRule extends Pick<Reading, "tenure"> {
  readonly retention: Retention;
}

/**
 * The first instant at which a message is there no more; null: it lives as long as its visitor. Orders and what becomes of them, memberships,
 * and who somebody is (`identify`, `alias`, `group`) do; all else is behaviour and goes by its age. What was imported ages from the import on.
 *
 * @example
 * const rule = { retention: { behaviourMs: 100, customerMs: 300 }, tenure: { starts: [], ends: [] } };
 * goesAt({ at: 7, id: "m", name: "page", type: "page", seq: 1 }, rule); // => 108
 * goesAt({ at: 7, id: "m", name: "identify", type: "identify", seq: 1 }, rule); // => null
 */
export function goesAt(moment: Moment, rule: RetentionRule): number | null {
  if (isLasting(moment, rule)) return null;
  const from = moment.imported ? (moment.receivedAt ?? moment.at) : moment.at;
  return from + rule.retention.behaviourMs + 1;
}

/**
 * The first instant at which nothing is left of a visitor from whom no more is heard; `Infinity` for somebody never heard of.
 *
 * @param heardAt of messages that have gone
 */
export function endsAt(moments: readonly Moment[], rule: RetentionRule, heardAt = Number.NEGATIVE_INFINITY): number {
  const { behaviourMs, customerMs } = rule.retention;
  let heard = heardAt;
  let keeps = false;
  for (const moment of moments) {
    heard = Math.max(heard, heardFrom(moment, rule));
    keeps ||= makesCustomer(moment, rule);
  }
  return moments.length === 0 ? Number.POSITIVE_INFINITY : heard + (keeps ? customerMs : behaviourMs) + 1;
}

/** An instant up to which nothing of somebody's moments goes, found without a look at all of them: mostly it is far ahead. */
export function staysUntil(moments: readonly Moment[], { retention }: RetentionRule): number {
  const first = moments[0];
  if (first === undefined) return Number.POSITIVE_INFINITY;
  return first.at + Math.min(retention.behaviourMs, retention.customerMs);
}

/** The first instant at which a message of somebody goes; `Infinity`: none will, before all of them do. */
export function firstGoing(moments: readonly Moment[], rule: RetentionRule): number {
  let first = Number.POSITIVE_INFINITY;
  for (const moment of moments) {
    // Nothing that comes later in the list goes earlier than this.
    if (moment.at + rule.retention.behaviourMs >= first) break;
    first = Math.min(first, goesAt(moment, rule) ?? first);
  }
  return first;
}

/**
 * What is still there of a visitor at an instant: the very same visitor where nothing has gone.
 *
 * @param at epoch milliseconds
 */
export function remainingAt(visitor: Visitor, rule: RetentionRule, at: number): Visitor {
  if (at <= staysUntil(visitor.moments, rule) || isUntouched(visitor.moments, rule, at)) return visitor;
  const known = REMAINING.get(visitor);
  if (known?.rule === rule && known.from <= at && at < known.until) return known.visitor;
  const remaining = newRemaining(visitor, rule, at);
  REMAINING.set(visitor, remaining);
  return remaining.visitor;
}

/** What somebody had done, as far as it is still there: `activityAt` for whoever keeps to the retention of a site. */
export function keptActivityAt(visitor: Visitor, reading: Reading & RetentionRule, at: number): Activity {
  return activityAt(remainingAt(visitor, reading, at), reading, at);
}

/** Whether it is plain that nothing has gone of all that was said by an instant: of a customer for years who was here lately, for one. */
function isUntouched(moments: readonly Moment[], rule: RetentionRule, at: number): boolean {
  const { behaviourMs, customerMs } = rule.retention;
  const silence = at - (moments.at(-1)?.at ?? at);
  return silence >= 0 && silence <= Math.min(behaviourMs, customerMs) && at < firstGoing(moments, rule);
}

interface Remaining {
  readonly rule: RetentionRule;
  readonly visitor: Visitor;
  /** The stretch of time in which just this is left. */
  readonly from: number;
  readonly until: number;
}

/** What was answered last. Visitors never change. */
const REMAINING = new WeakMap<Visitor, Remaining>();

function newRemaining(visitor: Visitor, rule: RetentionRule, at: number): Remaining {
  const { moments, heardAt } = visitor;
  const ahead = moments.findIndex((moment) => moment.at > at);
  const past = ahead < 0 ? moments : moments.slice(0, ahead);
  const end = endsAt(past, rule, heardAt);
  let from = past.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  let until = ahead < 0 ? Number.POSITIVE_INFINITY : (moments[ahead]?.at ?? at);
  if (at >= end) return { rule, visitor: NOBODY, from: Math.max(from, end), until };
  until = Math.min(until, end);
  let gone = 0;
  for (const moment of past) {
    const goes = goesAt(moment, rule);
    if (goes === null) continue;
    if (goes > at) until = Math.min(until, goes);
    else {
      gone += 1;
      from = Math.max(from, goes);
    }
  }
  return { rule, visitor: gone === 0 ? visitor : withoutGone(visitor, rule, at), from, until };
}

/** A visitor without the behaviour that has gone; the very same where none has. What remains of silence is kept. */
export function withoutGone(visitor: Visitor, rule: RetentionRule, at: number): Visitor {
  const moments = visitor.moments.filter((moment) => (goesAt(moment, rule) ?? Number.POSITIVE_INFINITY) > at);
  if (moments.length === visitor.moments.length) return visitor;
  const gone = visitor.moments.filter((moment) => (goesAt(moment, rule) ?? Number.POSITIVE_INFINITY) <= at);
  const heardAt = gone.reduce(
    (heard, moment) => Math.max(heard, heardFrom(moment, rule)),
    visitor.heardAt ?? Number.NEGATIVE_INFINITY,
  );
  return { ...visitor, moments, heardAt };
}

function isLasting({ order, type, name }: Moment, { tenure }: RetentionRule): boolean {
  if (order !== undefined || tenure.starts.includes(name) || tenure.ends.includes(name)) return true;
  return type === "identify" || type === "alias" || type === "group";
}

function makesCustomer({ order, name }: Moment, { tenure }: RetentionRule): boolean {
  return order?.action === "complete" || tenure.starts.includes(name);
}

/** When a message was heard: at its own instant, though what is imported, or lasts and came when its time was over, at its arrival. */
function heardFrom(moment: Moment, rule: RetentionRule): number {
  const { at, imported, receivedAt } = moment;
  if (receivedAt === undefined) return at;
  if (imported) return Math.max(at, receivedAt);
  const { behaviourMs, customerMs } = rule.retention;
  const isOver = receivedAt - at > (makesCustomer(moment, rule) ? customerMs : behaviourMs);
  return isOver && isLasting(moment, rule) ? receivedAt : at;
}
