import type { Message } from "#shared/events/event";
import { causeAmong } from "#shared/segments/cause";
import { type Cause, historyOf } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { sameStanding } from "#shared/segments/sameStanding";
import { type Standing, segmentAt } from "#shared/segments/segmentAt";
import { applyEvents, freshOf } from "#shared/visitor/applyEvents";
import type { Moment } from "#shared/visitor/moment";
import type { Visitor } from "#shared/visitor/visitor";
import { afterEntry, type LogEntry, momentOfStored, type StoredMessage, type VisitorState } from "./visitorLog.ts";

/** What is to be added to a visitor's log. */
export interface Addition {
  readonly kind: LogEntry["kind"];
  readonly messages: readonly StoredMessage[];
  readonly now: number;
  readonly anonymousIds?: readonly string[];
  readonly userId?: string;
  readonly from?: string;
}

/** The entry to append and the state it leads to. */
export interface NextEntry {
  readonly entry: LogEntry;
  readonly state: VisitorState;
  readonly accepted: readonly StoredMessage[];
}

/** A message as it is stored. */
export function storedOf(message: Message, imported: boolean): StoredMessage {
  return {
    at: message.at,
    id: message.messageId,
    body: message.body,
    ...(imported ? { imported: true as const } : {}),
  };
}

/** What an addition comes to: null where everything in it was known. Pure: nothing is written here. */
export function nextEntry(state: VisitorState, model: Model, addition: Addition): NextEntry | null {
  const seq = state.seq + 1;
  const moments = addition.messages.map((stored) => momentOfStored(stored, seq, model.conversions));
  const fresh = freshOf(state.visitor, moments);
  const visitor = withIds(applyEvents(state.visitor, fresh), addition);
  if (
    fresh.length === 0 &&
    visitor.userId === state.visitor.userId &&
    visitor.anonymousIds.length === state.visitor.anonymousIds.length
  )
    return null;
  const freshIds = new Map(fresh.map((moment) => [moment.id, moment]));
  const accepted = addition.messages.filter(({ id }) => freshIds.delete(id));
  const now = Math.max(addition.now, state.walkedTo);
  const history = walk(state, visitor, model, fresh, addition.kind, now);
  const entry: LogEntry = {
    kind: addition.kind,
    at: addition.now,
    model: model.version,
    delivered: state.delivered,
    ...(accepted.length > 0 && { messages: accepted }),
    ...(history.length > 0 && { history }),
    ...(visitor.anonymousIds.length !== state.visitor.anonymousIds.length && { anonymousIds: visitor.anonymousIds }),
    ...(visitor.userId !== null && visitor.userId !== state.visitor.userId && { userId: visitor.userId }),
    ...(addition.from !== undefined && { from: addition.from }),
    ...(isChange(state, visitor, model, now) && { changes: true as const }),
  };
  return { entry, state: afterEntry(state, seq, entry, visitor), accepted };
}

/** The entry for what time alone has done since the log was last written; null where it did nothing that is kept. */
export function tickEntry(state: VisitorState, model: Model, now: number): NextEntry | null {
  if (state.last === null) return null;
  const to = Math.max(now, state.walkedTo);
  const history = historyBefore(state, model, to, now);
  const before = standing(state.visitor, model, state.walkedTo);
  if (history.length === 0 && sameStanding(before, standing(state.visitor, model, to))) return null;
  const entry: LogEntry = {
    kind: "tick",
    at: to,
    model: model.version,
    delivered: state.delivered,
    changes: true,
    ...(history.length > 0 && { history }),
  };
  return { entry, state: afterEntry(state, state.seq + 1, entry, state.visitor), accepted: [] };
}

/** The same entry, where the directory takes what it changes from the very call that writes it. */
export function deliveredWith({ entry, state, accepted }: NextEntry): NextEntry {
  return { entry: { ...entry, delivered: state.seq }, state: { ...state, delivered: state.seq }, accepted };
}

function withIds(visitor: Visitor, { anonymousIds = [], userId }: Addition): Visitor {
  const known = anonymousIds.every((id) => visitor.anonymousIds.includes(id));
  return {
    ...visitor,
    anonymousIds: known ? visitor.anonymousIds : [...new Set([...visitor.anonymousIds, ...anonymousIds])].sort(),
    userId: visitor.userId ?? userId ?? null,
  };
}

/** The history from the first of the new moments on: time that passed before it, then what it changed, then all after it up to now. */
function walk(
  state: VisitorState,
  visitor: Visitor,
  model: Model,
  fresh: readonly Moment[],
  kind: LogEntry["kind"],
  now: number,
) {
  const first = fresh.reduce<Moment | null>(
    (earliest, moment) => (earliest === null || moment.at < earliest.at ? moment : earliest),
    null,
  );
  const instant = first?.at ?? now;
  const before = state.last === null || instant <= state.walkedTo ? [] : historyBefore(state, model, instant - 1, now);
  const last = before.at(-1) ?? state.last;
  const from = Math.max(instant, last?.at ?? instant);
  const moments = fresh.filter(({ at }) => at <= from);
  const startCause: Cause = kind === "absorb" ? "link" : causeAmong({ visitor, moments, model, at: from });
  return [...before, ...historyOf({ visitor, model, last, from, to: now, recordedAt: now, startCause })];
}

/** What happened by time, or by a new model, before anything new. */
export function historyBefore(state: VisitorState, model: Model, to: number, recordedAt: number) {
  const { visitor, last, walkedTo } = state;
  if (last === null || to < walkedTo) return [];
  const from = Math.max(walkedTo, last.at);
  const stretch = { visitor, model, last, to, recordedAt };
  if (state.model === model.version) return historyOf({ ...stretch, from });
  // What a model changes, it changes from the instant at which it came into force.
  return historyOf({ ...stretch, from: Math.max(from, Math.min(model.at, to)), startCause: "model" });
}

function isChange(state: VisitorState, visitor: Visitor, model: Model, now: number): boolean {
  if (state.last === null || state.visitor.userId !== visitor.userId) return true;
  const before = standing(state.visitor, model, state.walkedTo);
  const after = standing(visitor, model, now);
  return !sameStanding(before, after) || moneyOf(before) !== moneyOf(after);
}

/** What figures add up of orders: how many, their money, their products. */
function moneyOf({ activity }: Standing): string {
  const { orders } = activity;
  const products = orders.flatMap((order) => order.products.map(({ quantity }) => quantity));
  return [orders.length, sum(orders.map(({ netMinor }) => netMinor)), sum(products)].join(" ");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function standing(visitor: Visitor, model: Model, at: number): Standing {
  return segmentAt(visitor, model, at);
}
