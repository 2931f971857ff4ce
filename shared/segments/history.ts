import { keptActivityAt } from "../privacy/retention.ts";
import { countUpTo, type Moment } from "../visitor/moment.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { causeAmong } from "./cause.ts";
import type { Model } from "./model.ts";
import { nextStanding } from "./nextTransition.ts";
import { measuresOf } from "./sameStanding.ts";
import { type Standing, standingOf } from "./segmentAt.ts";

/** Why an entry was written. */
export type Cause = "event" | "time" | "model" | "link" | "unlink" | "refund" | "import";

/** One line of a visitor's append-only history: where they stood from `at` on. */
export interface HistoryEntry {
  readonly at: number;
  /** When it was learnt. */
  readonly recordedAt: number;
  readonly cause: Cause;
  readonly segment: string;
  /** The nine scores as one digit each, RFM RFE RFD, `-` for none: `"511321---"`. */
  readonly scores: string;
}

/** The nine scores of a standing, a digit each. */
export function digitsOf(standing: Standing): string {
  return measuresOf(standing.scores)
    .map(({ score }) => score ?? "-")
    .join("");
}

export interface Stretch {
  readonly visitor: Visitor;
  readonly model: Model;
  /** The last entry so far; null: the history begins. */
  readonly last: HistoryEntry | null;
  /** The stretch of time to walk: after `from`, up to and including `to`. */
  readonly from: number;
  readonly to: number;
  readonly recordedAt: number;
  /** Where the standing at `from` itself may be new: why. */
  readonly startCause?: Cause;
}

/**
 * The entries that a stretch of a visitor's life adds: one for each instant at which the segment or a score came to differ,
 * by an event of theirs or by time alone.
 */
export function historyOf({ visitor, model, last, from, to, recordedAt, startCause }: Stretch): HistoryEntry[] {
  const entries: HistoryEntry[] = [];
  let latest = last;
  const note = (standing: Standing, cause: Cause) => {
    const scores = digitsOf(standing);
    if (latest !== null && latest.segment === standing.segment && latest.scores === scores) return;
    latest = { at: standing.at, recordedAt, cause, segment: standing.segment, scores };
    entries.push(latest);
  };
  const ahead = visitor.moments.slice(countUpTo(visitor.moments, from), countUpTo(visitor.moments, to));
  let at = from;
  let activity = keptActivityAt(visitor, model, at);
  if (startCause !== undefined && activity.moments.length > 0) note(standingOf(activity, model, at), startCause);
  const passTime = (until: number) => {
    if (activity.moments.length === 0) return;
    for (;;) {
      const standing = nextStanding({ activity, model, at, until }, "scores");
      if (standing === null) return;
      note(standing, "time");
      at = standing.at;
      activity = standing.activity;
    }
  };
  let moments: Moment[] = [];
  for (const [index, moment] of ahead.entries()) {
    moments.push(moment);
    if (moment.at === ahead[index + 1]?.at) continue;
    passTime(moment.at - 1);
    at = moment.at;
    activity = keptActivityAt(visitor, model, at);
    note(standingOf(activity, model, at), causeAmong({ visitor, moments, model, at }));
    moments = [];
  }
  passTime(to);
  return entries;
}
