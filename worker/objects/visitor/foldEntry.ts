import type { PastSegment } from "#shared/figures/row";
import type { HistoryEntry } from "#shared/segments/history";
import { applyEvents, freshOf } from "#shared/visitor/applyEvents";
import { mergeVisitors, splitVisitor } from "#shared/visitor/mergeVisitors";
import type { Moment } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import {
  type Apart,
  type Ends,
  type Forward,
  type LogEntry,
  momentOfStored,
  type Part,
  unseen,
  type VisitorState,
} from "./visitorLog.ts";

const HOUR_MS = 3_600_000;

/** The state after one more entry. */
export function foldEntry(
  state: VisitorState,
  seq: number,
  entry: LogEntry,
  conversions: readonly string[],
): VisitorState {
  const moments = (entry.messages ?? []).map((stored) => momentOfStored(stored, { seq, at: entry.at }, conversions));
  return afterEntry(state, seq, entry, moments);
}

/** The same where the entry's messages have been condensed before. */
export function afterEntry(
  state: VisitorState,
  seq: number,
  entry: LogEntry,
  moments: readonly Moment[],
): VisitorState {
  if (entry.ends !== undefined) return ended(state, seq, entry, entry.ends);
  const { own, parts, visitor, apart } = whoAfter(state, entry, moments);
  return withHistory(
    {
      ...state,
      own,
      parts,
      visitor,
      apart,
      seq,
      bornAt: entry.bornAt ?? (state.bornAt === 0 ? Math.max(entry.at, state.erasedRevision) : state.bornAt),
      walkedTo: Math.max(state.walkedTo, entry.at),
      model: entry.model,
      delivered: Math.max(state.delivered, entry.delivered ?? 0),
      forward: forwardAfter(state.forward, seq, entry),
      reclaim: reclaimAfter(state, entry),
      linkedAt: linkedAfter(state.linkedAt, entry),
      leftAt: leftAfter(state.leftAt, entry),
    },
    entry,
  );
}

/** What an entry's history, and that it changes something, add to the state after it; the very same state where that is nothing. */
export function withHistory(state: VisitorState, { history = [], changes, at }: LogEntry): VisitorState {
  if (history.length === 0 && !changes) return state;
  return {
    ...state,
    last: history.at(-1) ?? state.last,
    since: history.reduce((since, next) => (since?.segment === next.segment ? since : next), state.since),
    segments: segmentsAfter(state.segments, history),
    changed: changes ? state.seq : state.changed,
    changedAt: changes ? at : state.changedAt,
  };
}

/** The segments of a visitor once these entries have been added to their history. */
export function segmentsAfter(
  segments: readonly PastSegment[],
  entries: readonly HistoryEntry[],
): readonly PastSegment[] {
  let last = segments.at(-1)?.[1];
  const added: PastSegment[] = [];
  for (const { at, segment } of entries) {
    if (segment !== last) added.push([at, segment]);
    last = segment;
  }
  return added.length === 0 ? segments : [...segments, ...added];
}

/** All parts as one visitor: the fold of their united logs. */
export function unitedOf(own: Visitor, parts: readonly Part[]): Visitor {
  return parts.reduce((whole, { visitor }) => mergeVisitors(whole, visitor), own);
}

type Who = Pick<VisitorState, "own" | "parts" | "visitor" | "apart">;

function whoAfter(state: VisitorState, entry: LogEntry, moments: readonly Moment[]): Who {
  const apart = apartAfter(state.apart, entry);
  const moved = movedParts(state.parts, entry);
  const own = entry.part === undefined ? contributed(state.own, entry, moments) : state.own;
  const parts =
    entry.part === undefined
      ? moved
      : moved.map((part) =>
          part.id === entry.part ? { ...part, visitor: contributed(part.visitor, entry, moments) } : part,
        );
  if (parts.length === 0) return { own, parts, visitor: own, apart };
  // A page view of a linked device adds to the whole what it adds to its part: nothing is put together anew.
  const isPlain =
    moved === state.parts &&
    entry.userId === undefined &&
    entry.anonymousIds === undefined &&
    entry.heardAt === undefined &&
    freshOf(state.visitor, moments).length === moments.length;
  return { own, parts, visitor: isPlain ? applyEvents(state.visitor, moments) : unitedOf(own, parts), apart };
}

function apartAfter(known: readonly Apart[], { apart = [], leaves }: LogEntry): readonly Apart[] {
  if (apart.length === 0 && leaves === undefined) return known;
  const gone = new Set(leaves?.parts.map(({ id }) => id));
  const isReplaced = (one: Apart) => apart.some(({ id, of }) => id === one.id && of === one.of);
  return [...known.filter((one) => !(isReplaced(one) || (one.of !== undefined && gone.has(one.of)))), ...apart];
}

function contributed(visitor: Visitor, entry: LogEntry, moments: readonly Moment[]): Visitor {
  const { anonymousIds = visitor.anonymousIds, userId = visitor.userId, formerUserIds, provenIds, heardAt } = entry;
  const known =
    heardAt === undefined ? visitor : { ...visitor, heardAt: Math.max(visitor.heardAt ?? heardAt, heardAt) };
  const after = applyEvents(known, moments);
  const isNamed = anonymousIds !== visitor.anonymousIds || userId !== visitor.userId;
  if (!isNamed && formerUserIds === undefined && provenIds === undefined) return after;
  return { ...after, anonymousIds, userId, ...(formerUserIds && { formerUserIds }), ...(provenIds && { provenIds }) };
}

function movedParts(parts: readonly Part[], { joins = [], leaves, keeps }: LogEntry): readonly Part[] {
  let moved = parts;
  for (const joint of joins) {
    const known = moved.find(({ id }) => id === joint.id);
    if (known === undefined) moved = [...moved, { ...joint, visitor: NOBODY }];
    else moved = moved.map((part) => (part.id === joint.id ? { ...part, ...joint } : part));
  }
  if (leaves !== undefined) moved = splitVisitor(moved, leaves.id).stay;
  return keeps === undefined ? moved : moved.filter(({ id }) => keeps.includes(id));
}

function forwardAfter(forward: Forward | null, seq: number, entry: LogEntry): Forward | null {
  if (entry.kind === "withdraw") return null;
  if (entry.kind !== "forward" || entry.to === undefined) return forward;
  if (entry.absorbed && forward !== null) return { ...forward, absorbed: true };
  return { to: entry.to, link: seq, by: entry.by ?? "identify", at: entry.at, absorbed: entry.absorbed ?? false };
}

function reclaimAfter({ forward, reclaim }: VisitorState, entry: LogEntry): VisitorState["reclaim"] {
  if (entry.kind === "withdraw" && entry.reclaims && forward !== null) return { to: forward.to, link: forward.link };
  return entry.kind === "unlink" && entry.leaves === undefined ? null : reclaim;
}

function linkedAfter(linkedAt: readonly number[], { kind, absorbed, by, at }: LogEntry): readonly number[] {
  if (kind !== "forward" || absorbed || by === "marketer") return linkedAt;
  return [...linkedAt.filter((before) => before > at - HOUR_MS), at];
}

function leftAfter(leftAt: number | null, { kind, leaves, at }: LogEntry): number | null {
  if (kind === "retention") return null;
  return leaves === undefined || leaves.parts.length === 0 ? leftAt : (leftAt ?? at);
}

/** Nobody is left; the numbers of entries go on. */
function ended(
  { site, delivered, remembered, erasedRevision }: VisitorState,
  seq: number,
  { at, model }: LogEntry,
  ends: Ends,
): VisitorState {
  return { ...unseen(site), seq, model, delivered, walkedTo: at, ending: { ...ends, seq }, remembered, erasedRevision };
}
