import { causeAmong } from "#shared/segments/cause";
import { digitsOf, type HistoryEntry, historyOf } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { segmentAt } from "#shared/segments/segmentAt";
import type { Moment } from "#shared/visitor/moment";
import type { Visitor } from "#shared/visitor/visitor";
import type { LogEntry, VisitorState } from "./visitorLog.ts";

/** What an entry makes of a visitor. */
export interface Outcome {
  readonly visitor: Visitor;
  /** What was not known before. */
  readonly fresh: readonly Moment[];
  readonly kind: LogEntry["kind"];
  readonly now: number;
}

/** The history that an entry adds. What was said comes at its own instant; a link and its end at the instant they were made. */
export function historyAfter(state: VisitorState, model: Model, outcome: Outcome): HistoryEntry[] {
  const { kind, now, visitor } = outcome;
  if (kind === "reclaim") return [];
  if (kind === "unlink") {
    const standing = segmentAt(visitor, model, now);
    const { segment, activity } = standing;
    const apart: HistoryEntry = { at: now, recordedAt: now, cause: "unlink", segment, scores: digitsOf(standing) };
    return [...historyBefore(state, model, now - 1, now), ...(activity.moments.length > 0 ? [apart] : [])];
  }
  if (kind !== "absorb" || state.last === null) return told(state, model, outcome);
  const before = historyBefore(state, model, now - 1, now);
  const last = before.at(-1) ?? state.last;
  return [...before, ...historyOf({ visitor, model, last, from: now, to: now, recordedAt: now, startCause: "link" })];
}

/** What happened by time, or by a new model, before anything new. */
export function historyBefore(state: VisitorState, model: Model, to: number, recordedAt: number): HistoryEntry[] {
  const { visitor, last, walkedTo } = state;
  if (last === null || to < walkedTo) return [];
  const from = Math.max(walkedTo, last.at);
  if (state.model === model.version) return historyOf({ visitor, model, last, from, to, recordedAt });
  // What a model changes, it changes from the instant at which it came into force.
  const start = Math.max(from, Math.min(model.at, to));
  return historyOf({ visitor, model, last, from: start, to, recordedAt, startCause: "model" });
}

/** The history from the first of the new moments on: time that passed before it, then what it changed, then all after it up to now. */
function told(state: VisitorState, model: Model, { visitor, fresh, now }: Outcome): HistoryEntry[] {
  const first = fresh.reduce<Moment | null>(
    (earliest, moment) => (earliest === null || moment.at < earliest.at ? moment : earliest),
    null,
  );
  const instant = first?.at ?? now;
  const before = state.last === null || instant <= state.walkedTo ? [] : historyBefore(state, model, instant - 1, now);
  const last = before.at(-1) ?? state.last;
  const from = Math.max(instant, last?.at ?? instant);
  const moments = fresh.filter(({ at }) => at <= from);
  const startCause = causeAmong({ visitor, moments, model, at: from });
  return [...before, ...historyOf({ visitor, model, last, from, to: now, recordedAt: now, startCause })];
}
