import { DAY_MS } from "#shared/events/clock";
import type { Erasure } from "#shared/privacy/erasure";
import { endsAt, firstGoing } from "#shared/privacy/retention";
import type { Model } from "#shared/segments/model";
import { userIdsOf } from "#shared/visitor/visitor";
import { foldEntry } from "./foldEntry.ts";
import type { NextEntry } from "./nextEntry.ts";
import { type LogEntry, revisionOf, type VisitorState } from "./visitorLog.ts";

/** What has gone counts no more from its instant on; out of the log it is taken once a day, for every row that is written is paid for. */
const COMPACTION_DELAY_MS = DAY_MS;

/**
 * The first instant at which nothing is left of a visitor, with no further message; `Infinity`: there is no such instant. Whoever was linked
 * away lives as long as those who hold them, and nobody ends while messages of theirs are still away.
 */
export function endOf({ seq, forward, reclaim, visitor, walkedTo }: VisitorState, model: Model): number {
  if (seq === 0 || forward !== null || reclaim !== null) return Number.POSITIVE_INFINITY;
  // All parts have left: of this one nothing but its log is left.
  if (visitor.moments.length === 0) return walkedTo + model.retention.behaviourMs + 1;
  return endsAt(visitor.moments, model, visitor.heardAt);
}

/** Whether nothing is left of a visitor at an instant. */
export function isOver(state: VisitorState, model: Model, now: number): boolean {
  const at = Math.max(now, state.walkedTo);
  if (state.ending?.seq === state.seq || isAliveUntil(state, model, at)) return false;
  return endOf(state, model) <= at;
}

/** Silence is no longer than since the last of the messages: mostly there is no need to look at all of them. */
function isAliveUntil({ visitor }: VisitorState, { retention }: Model, at: number): boolean {
  const last = visitor.moments.at(-1);
  return last !== undefined && at <= last.at + Math.min(retention.behaviourMs, retention.customerMs);
}

/** When the log is to be rid of what has gone; `Infinity`: nothing in it goes. */
export function compactionOf({ visitor, leftAt }: VisitorState, model: Model): number {
  const first = Math.min(
    firstGoing(visitor.moments, model),
    (leftAt ?? Number.POSITIVE_INFINITY) + model.retention.behaviourMs,
  );
  return first + COMPACTION_DELAY_MS;
}

/** The next instant at which retention asks for the object; `Infinity`: none before `until`. */
export function nextRetention(state: VisitorState, model: Model, until: number): number {
  // After an end others are to be told first; whatever comes of that, the object is asked again.
  if (state.ending?.seq === state.seq) return Number.POSITIVE_INFINITY;
  const end = isAliveUntil(state, model, until) ? Number.POSITIVE_INFINITY : endOf(state, model);
  return Math.min(end, compactionOf(state, model));
}

/**
 * The entry with which a visitor ends: whatever is said after it is said by somebody new.
 *
 * @param erasure what is to be remembered, where they do not end by retention
 */
export function endEntry(state: VisitorState, model: Model, now: number, erasure?: Erasure): NextEntry {
  const seq = state.seq + 1;
  const erased = [...(state.ending?.erased ?? []), ...(erasure === undefined ? [] : [erasure])];
  const entry: LogEntry = {
    kind: "end",
    at: Math.max(now, state.walkedTo),
    model: model.version,
    delivered: state.delivered,
    ends: {
      parts: [...new Set([...state.parts.map(({ id }) => id), ...(state.ending?.parts ?? [])])],
      userIds: [...new Set([...userIdsOf(state.visitor), ...(state.ending?.userIds ?? [])])],
      revision: revisionOf({ ...state, seq }),
      ...(erased.length > 0 && {
        erased,
        anonymousIds: [...new Set([...state.visitor.anonymousIds, ...(state.ending?.anonymousIds ?? [])])],
      }),
    },
  };
  return { entry, state: foldEntry(state, seq, entry, model.conversions), accepted: [] };
}
