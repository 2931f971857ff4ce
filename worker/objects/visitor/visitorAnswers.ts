import type { Decision } from "#shared/decision/decide";
import { partOf } from "#shared/events/event";
import type { VisitorRow } from "#shared/figures/row";
import { removedRow, rowOf } from "#shared/figures/rowOf";
import { keptActivityAt, remainingAt } from "#shared/privacy/retention";
import { isMovingFact } from "#shared/rules/factNames";
import { earnings } from "#shared/scoring/engagement";
import type { HistoryEntry } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { nextChange, nextTransition, steadyStandingAt } from "#shared/segments/nextTransition";
import { factOf, segmentAt, standingOf } from "#shared/segments/segmentAt";
import { steadyUntil } from "#shared/segments/steadyUntil";
import { activityAt } from "#shared/visitor/activity";
import type { lastServed } from "#shared/visitor/exposures";
import { byInstant } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import type { PastEvent } from "#shared/wire/visitorAnswers";
import { segmentsAfter } from "./foldEntry.ts";
import { historyBefore } from "./historyAfter.ts";
import { isProvenTo } from "./linking.ts";
import type { NextEntry } from "./nextEntry.ts";
import { type LogEntry, momentOfStored, revisionOf, type StoredMessage, type VisitorState } from "./visitorLog.ts";
import type { KnownRequest, RecordAnswer, RecordRequest } from "./visitorRequests.ts";
import type { VisitorStore } from "./visitorStore.ts";

/** What a decision needs of a visitor. */
export interface Known {
  readonly id: string;
  /** What holdouts are drawn by: it stays with the person when visitors are linked. */
  readonly bucket: string;
  readonly segment: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** What was decided and recorded together with the page view. */
  readonly decided?: Readonly<Record<string, Decision>>;
  /** The snippets that are not to be shown again for now, by slot and key; left out: none. */
  readonly capped?: readonly string[];
  /** What was last served in the slot that was asked about. */
  readonly served?: ReturnType<typeof lastServed>;
  /** Whoever asks has proved to be this visitor: only then may content hold personal traits. */
  readonly proven: boolean;
  /** Until when, with no further event, every decision stays the same; left out where nobody asked. */
  readonly steadyUntil?: number;
}

/** What is shown of a message is the same, whether or not it is an order. */
const NO_CONVERSIONS: readonly string[] = [];

export interface EventsPage {
  readonly events: readonly PastEvent[];
  readonly cursor: string | null;
}

/** What messages ask to be known once they are stored; null: nothing. */
export function askedWith(request: RecordRequest): KnownRequest | null {
  const { site, version, now, facts, anonymousId, isProven, userId, steadyTo } = request;
  return facts === undefined
    ? null
    : { site, version, now, facts, anonymousId, provenId: isProven ? userId : null, steadyTo };
}

export function knownOf(id: string, state: VisitorState, model: Model, request: KnownRequest): Known {
  const { facts, now, anonymousId, steadyTo } = request;
  const at = Math.max(now, state.walkedTo);
  const { visitor } = state;
  const standing = facts.some(isMovingFact) ? segmentAt(visitor, model, at) : steadyStandingAt(visitor, model, at);
  const read = factOf(standing, model);
  return {
    id,
    bucket: bucketIdOf(id, state),
    segment: standing.segment,
    facts: Object.fromEntries(facts.map((name) => [name, read(name)])),
    proven: isProvenTo(state, request),
    // Only the visitor that an anonymous id leads to can be foreseen for it: messages may belong to another user.
    ...(steadyTo !== undefined && anonymousId != null && { steadyUntil: steadyUntil(visitor, model, at, steadyTo) }),
  };
}

/** How recording ended, and what the request wanted to be known then. */
export function recordedAnswer(
  id: string,
  state: VisitorState,
  model: Model,
  request: RecordRequest,
  { next, decided }: { readonly next: NextEntry | null; readonly decided: NonNullable<Known["decided"]> },
): RecordAnswer {
  const asked = askedWith(request);
  const known = asked && { ...knownOf(id, state, model, asked), decided };
  const row = request.imported && state.changed > state.delivered ? rowFor(id, state, model, request.now) : null;
  return { kind: "recorded", id, accepted: next?.accepted.length ?? 0, known, row };
}

/** The id of whoever of a visitor's parts existed first: the same in whichever order they were linked, and each part's own again once it leaves. */
export function bucketIdOf(id: string, { bornAt, parts }: Pick<VisitorState, "bornAt" | "parts">): string {
  return parts.reduce(
    (first, part) =>
      part.bornAt < first.bornAt || (part.bornAt === first.bornAt && part.id < first.id) ? part : first,
    { id, bornAt },
  ).id;
}

/** Stands for a visitor all of whose parts have left, in the row that takes them out of the directory. */
const STAND_IN: Visitor = { ...NOBODY, moments: [{ at: 0, id: "", name: "page", type: "page", seq: 0 }] };

/** The visitor as the directory and every reader see them: as of now, whether or not the alarm has run. */
export function rowFor(id: string, state: VisitorState, model: Model, now: number): VisitorRow {
  const at = Math.max(now, state.walkedTo);
  const isEmpty = remainingAt(state.visitor, model, at).moments.length === 0;
  const standing = isEmpty
    ? standingOf(activityAt(STAND_IN, model, at), model, at)
    : segmentAt(state.visitor, model, at);
  const due = historyBefore(state, model, at, at);
  const since = due.reduce((entry, next) => (entry?.segment === next.segment ? entry : next), state.since);
  const row = rowOf({
    id,
    revision: revisionOf(state),
    standing,
    since: { at: since?.at ?? at, cause: since?.cause ?? "event" },
    nextTransition: isEmpty ? null : nextTransition(state.visitor, model, at),
    nextChangeAt: isEmpty ? null : nextChange(state.visitor, model, at),
    modelVersion: model.version,
    segments: segmentsAfter(state.segments, due),
  });
  return state.forward === null && !isEmpty ? row : removedRow(row, row.revision);
}

export function historyUpTo(store: VisitorStore, state: VisitorState, model: Model, now: number): HistoryEntry[] {
  const recorded = [...store.entries()].flatMap(({ entry }) => entry.history ?? []);
  return [...recorded, ...historyBefore(state, model, Math.max(now, state.walkedTo), now)];
}

export function eventsOf(
  store: VisitorStore,
  state: VisitorState,
  model: Model,
  { cursor, limit, now }: { readonly cursor: string | null; readonly limit: number; readonly now: number },
): EventsPage {
  const remaining = remainingAt(state.visitor, model, Math.max(now, state.walkedTo));
  const newest = remaining.moments.toReversed();
  const [at, ...id] = (cursor ?? "").split(" ");
  const start =
    cursor === null
      ? 0
      : newest.findIndex((moment) => byInstant(moment, { ...moment, at: Number(at), id: id.join(" ") }) < 0);
  const page = start < 0 ? [] : newest.slice(start, start + limit);
  const entries = store.entriesAt([...new Set(page.map(({ seq }) => seq))]);
  const last = page.at(-1);
  const earned = earnedBy(remaining, model);
  return {
    events: page.flatMap((moment) => {
      const entry = entries.get(moment.seq);
      const stored = entry?.messages?.find(({ id }) => id === moment.id);
      return entry === undefined || stored === undefined ? [] : [eventOf(stored, entry, moment.seq, earned)];
    }),
    cursor: last === undefined || start + limit >= newest.length ? null : `${last.at} ${last.id}`,
  };
}

/** What each message of a visitor earned, by its id: a page view may earn by its place in the visit. */
export function earnedBy(visitor: Visitor, model: Model): ReadonlyMap<string, number> {
  const activity = keptActivityAt(visitor, model, visitor.moments.at(-1)?.at ?? 0);
  const earned = earnings(activity, model.scoring.rfe.points);
  return new Map(activity.moments.map(({ id }, index) => [id, earned[index] ?? 0]));
}

/** A stored message as it is shown, with the points that it earned. */
export function eventOf(
  stored: StoredMessage,
  entry: LogEntry,
  seq: number,
  earned: ReadonlyMap<string, number>,
): PastEvent {
  const moment = momentOfStored(stored, { seq, at: entry.at }, NO_CONVERSIONS);
  const pageName = stored.body["name"] ?? partOf(stored, "properties")["name"];
  return {
    at: moment.at,
    receivedAt: stored.receivedAt ?? entry.at,
    type: moment.type,
    name: moment.type === "track" ? moment.name : typeof pageName === "string" ? pageName : null,
    messageId: moment.id,
    points: earned.get(moment.id) ?? 0,
    message: stored.body,
    ...(stored.served && { served: stored.served }),
  };
}
