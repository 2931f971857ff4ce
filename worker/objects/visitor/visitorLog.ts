import { type Bag, saidIn } from "#shared/events/event";
import type { HistoryEntry } from "#shared/segments/history";
import { applyEvents } from "#shared/visitor/applyEvents";
import { type Moment, momentOf } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";

/** A message as the log keeps it: what it says, and what only its arrival could tell. */
export interface StoredMessage {
  readonly at: number;
  readonly id: string;
  readonly body: Bag;
  /** When it arrived, where that was before its log entry: it came with a linked visitor. */
  readonly receivedAt?: number;
  readonly imported?: true;
}

/** One row of a visitor's log. The log is the truth; the state in memory is its fold. */
export interface LogEntry {
  readonly kind: "events" | "tick" | "absorb" | "forward";
  /** When it was written. */
  readonly at: number;
  /** The model in force. */
  readonly model: number;
  readonly messages?: readonly StoredMessage[];
  /** What this entry added to the history. */
  readonly history?: readonly HistoryEntry[];
  readonly anonymousIds?: readonly string[];
  readonly userId?: string;
  /** The highest entry whose standing the directory has acknowledged. */
  readonly delivered?: number;
  /** On `forward`: the visitor who holds everything from now on. */
  readonly to?: string;
  /** On `forward`: that visitor has taken all of it. */
  readonly absorbed?: true;
  /** On `absorb`: whose messages these were. */
  readonly from?: string;
  /** Something changed that figures are kept of. */
  readonly changes?: true;
}

/** What is known of a visitor after a log entry. */
export interface VisitorState {
  readonly site: string;
  readonly visitor: Visitor;
  /** The last log entry. */
  readonly seq: number;
  readonly last: HistoryEntry | null;
  /** The entry with which the present segment began. */
  readonly since: HistoryEntry | null;
  /** Up to when the history has been walked. */
  readonly walkedTo: number;
  readonly model: number;
  /** The last entry that changed what figures are kept of. */
  readonly changed: number;
  readonly changedAt: number;
  readonly delivered: number;
  readonly forward: { readonly to: string; readonly absorbed: boolean } | null;
}

/** A visitor of whom the log says nothing yet. */
export function unseen(site: string): VisitorState {
  return {
    site,
    visitor: NOBODY,
    seq: 0,
    last: null,
    since: null,
    walkedTo: 0,
    model: 0,
    changed: 0,
    changedAt: 0,
    delivered: 0,
    forward: null,
  };
}

/** The state after one more entry. */
export function foldEntry(
  state: VisitorState,
  seq: number,
  entry: LogEntry,
  conversions: readonly string[],
): VisitorState {
  const moments = (entry.messages ?? []).map((stored) => momentOfStored(stored, seq, conversions));
  const visitor = applyEvents(state.visitor, moments);
  return afterEntry(state, seq, entry, {
    ...visitor,
    anonymousIds: entry.anonymousIds ?? visitor.anonymousIds,
    userId: entry.userId ?? visitor.userId,
  });
}

/** The same where the entry has only now been made, and what it makes of the visitor is known. */
export function afterEntry(state: VisitorState, seq: number, entry: LogEntry, visitor: Visitor): VisitorState {
  const last = entry.history?.at(-1) ?? state.last;
  return {
    ...state,
    visitor,
    seq,
    last,
    since: (entry.history ?? []).reduce((since, next) => (since?.segment === next.segment ? since : next), state.since),
    walkedTo: Math.max(state.walkedTo, entry.at),
    model: entry.model,
    changed: entry.changes ? seq : state.changed,
    changedAt: entry.changes ? entry.at : state.changedAt,
    delivered: Math.max(state.delivered, entry.delivered ?? 0),
    forward:
      entry.kind === "forward" && entry.to !== undefined
        ? { to: entry.to, absorbed: entry.absorbed ?? false }
        : state.forward,
  };
}

export function momentOfStored(stored: StoredMessage, seq: number, conversions: readonly string[]): Moment {
  const { at, id, body, imported } = stored;
  return momentOf(saidIn(body, { messageId: id, at }), conversions, seq, imported === true);
}
