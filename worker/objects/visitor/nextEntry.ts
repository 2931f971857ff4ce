import type { Message } from "#shared/events/event";
import type { Model } from "#shared/segments/model";
import { sameStanding } from "#shared/segments/sameStanding";
import { type Standing, segmentAt } from "#shared/segments/segmentAt";
import { freshOf } from "#shared/visitor/applyEvents";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { afterEntry, withHistory } from "./foldEntry.ts";
import { historyAfter, historyBefore } from "./historyAfter.ts";
import { type Joint, type LogEntry, momentOfStored, type StoredMessage, type VisitorState } from "./visitorLog.ts";

/** What is to be added to a visitor's log. */
export interface Addition
  extends Pick<LogEntry, "part" | "joins" | "leaves" | "keeps" | "apart" | "userId" | "formerUserIds" | "heardAt"> {
  readonly kind: LogEntry["kind"];
  readonly messages: readonly StoredMessage[];
  readonly now: number;
  /** Those of the part, to be added to the ones it has. */
  readonly anonymousIds?: readonly string[] | undefined;
  /** Likewise. */
  readonly provenIds?: readonly string[] | undefined;
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
  const { kind, now: at, part, leaves, keeps, apart, heardAt } = addition;
  const target = part === undefined ? state.own : (state.parts.find(({ id }) => id === part)?.visitor ?? NOBODY);
  const moments = addition.messages.map((stored) => momentOfStored(stored, { seq, at }, model.conversions));
  const fresh = freshOf(target, moments);
  const freshIds = new Set(fresh.map(({ id }) => id));
  const accepted = addition.messages.filter(({ id }) => freshIds.delete(id));
  const joins = newJoints(state, addition.joins);
  const who = newIds(target, addition);
  if (fresh.length + joins.length === 0 && who === NO_IDS && kind !== "unlink") return null;
  // Written out, not spread: a page view waits for it, and its hidden class outlives a collection.
  const draft: LogEntry = {
    kind,
    at,
    model: model.version,
    delivered: state.delivered,
    part,
    messages: someOf(accepted),
    joins: someOf(joins),
    anonymousIds: who.anonymousIds,
    userId: who.userId,
    formerUserIds: who.formerUserIds,
    provenIds: who.provenIds,
    leaves,
    keeps,
    apart,
    heardAt,
  };
  const after = afterEntry(state, seq, draft, fresh);
  const now = Math.max(at, state.walkedTo);
  // A holder who is asked for somebody they never had stands where they stood.
  const isNothing = leaves !== undefined && leaves.parts.length === 0;
  const history = isNothing ? [] : historyAfter(state, model, { visitor: after.visitor, fresh, kind, now });
  const changes = isChange(state, after.visitor, model, draft) || undefined;
  const entry: LogEntry = { ...draft, history: someOf(history), changes };
  return { entry, state: withHistory(after, entry), accepted };
}

/** The entry for what time alone has done since the log was last written; null where it did nothing that is kept. */
export function tickEntry(state: VisitorState, model: Model, now: number): NextEntry | null {
  if (state.last === null) return null;
  const to = Math.max(now, state.walkedTo);
  const history = historyBefore(state, model, to, now);
  const before = segmentAt(state.visitor, model, state.walkedTo);
  if (history.length === 0 && sameStanding(before, segmentAt(state.visitor, model, to))) return null;
  const entry: LogEntry = {
    kind: "tick",
    at: to,
    model: model.version,
    delivered: state.delivered,
    history: someOf(history),
    changes: true,
  };
  return { entry, state: afterEntry(state, state.seq + 1, entry, []), accepted: [] };
}

/** The same entry, where the directory takes what it changes from the very call that writes it. */
export function deliveredWith({ entry, state, accepted }: NextEntry): NextEntry {
  return { entry: { ...entry, delivered: state.seq }, state: { ...state, delivered: state.seq }, accepted };
}

/** A list, where there is anything in it. */
function someOf<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function newJoints({ parts }: VisitorState, joins: readonly Joint[] = []): Joint[] {
  return joins.filter(({ id, link }) => !parts.some((part) => part.id === id && part.link >= link));
}

type Ids = Pick<LogEntry, "anonymousIds" | "userId" | "formerUserIds" | "provenIds">;

const NO_IDS: Ids = {};

/** The ids that an addition says and its part has not, as an entry keeps them: mostly none. */
function newIds(target: Visitor, { anonymousIds = [], userId, formerUserIds = [], provenIds = [] }: Addition): Ids {
  const isKnown = anonymousIds.every((id) => target.anonymousIds.includes(id));
  const isProven = provenIds.every((id) => target.provenIds?.includes(id));
  const renamed = userId === undefined || userId === target.userId ? null : userId;
  const earlier = target.formerUserIds ?? [];
  if (isKnown && isProven && renamed === null && earlier.length + formerUserIds.length === 0) return NO_IDS;
  const before = renamed === null || target.userId === null ? [] : [target.userId];
  const former = [...new Set([...earlier, ...before, ...formerUserIds])].filter(
    (id) => id !== (renamed ?? target.userId),
  );
  const isSame = former.join("\n") === earlier.join("\n");
  if (isKnown && isProven && isSame && renamed === null) return NO_IDS;
  return {
    ...(!isKnown && { anonymousIds: [...new Set([...target.anonymousIds, ...anonymousIds])].sort() }),
    ...(renamed !== null && { userId: renamed }),
    ...(!isSame && { formerUserIds: former }),
    ...(!isProven && { provenIds: [...new Set([...(target.provenIds ?? []), ...provenIds])].sort() }),
  };
}

function isChange(state: VisitorState, visitor: Visitor, model: Model, { kind, joins, at }: LogEntry): boolean {
  if (state.last === null || visitor.moments.length === 0) return state.last !== null || visitor.moments.length > 0;
  if (joins !== undefined || kind === "unlink" || state.visitor.userId !== visitor.userId) return true;
  const before = segmentAt(state.visitor, model, state.walkedTo);
  const after = segmentAt(visitor, model, Math.max(at, state.walkedTo));
  return !sameStanding(before, after) || hasOtherMoney(before, after);
}

/** Whether orders or their money differ: where nothing was told of an order, the lists are the very same. */
function hasOtherMoney(before: Standing, after: Standing): boolean {
  return before.activity.orders !== after.activity.orders && moneyOf(before) !== moneyOf(after);
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
