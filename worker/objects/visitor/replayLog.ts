import type { HistoryEntry } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { foldEntry } from "./foldEntry.ts";
import { type NextEntry, nextEntry, tickEntry } from "./nextEntry.ts";
import { type LogEntry, unseen, type VisitorState } from "./visitorLog.ts";

/** A visitor built anew from what their log was told. */
export interface Replayed {
  readonly state: VisitorState;
  readonly history: readonly HistoryEntry[];
}

/**
 * Lives a visitor's log again: messages, links, model changes and ticks in the order in which they were received. The history that the log
 * holds is not read but made again (the replay law).
 *
 * @param modelOf the model of a version that the log names
 */
export function replayLog(site: string, log: readonly LogEntry[], modelOf: (version: number) => Model): Replayed {
  const made: LogEntry[] = [];
  let state = unseen(site);
  let conversions: readonly string[] = [];
  // What had gone by then cannot tell its history again: up to there it stands as it was written.
  const retold = log.findLastIndex(({ kind }) => kind === "retention");
  for (const [index, told] of log.entries()) {
    const model = modelOf(told.model);
    if (model.conversions.join("\n") !== conversions.join("\n")) {
      conversions = model.conversions;
      state = made.reduce((before, entry, index) => foldEntry(before, index + 1, entry, conversions), unseen(site));
    }
    const before = { ...state, delivered: told.delivered ?? state.delivered };
    const next = index <= retold ? asTold(before, model, told) : again(before, model, told);
    made.push(next.entry);
    state = next.state;
  }
  return { state, history: made.flatMap(({ history = [] }) => history) };
}

function again(state: VisitorState, model: Model, told: LogEntry): Pick<NextEntry, "entry" | "state"> {
  const { history: _, changes: __, delivered: ___, model: ____, at: now, messages = [], ...said } = told;
  const isAddress = told.kind === "forward" || told.kind === "withdraw" || told.kind === "end";
  const next =
    told.kind === "tick"
      ? tickEntry(state, model, now)
      : isAddress
        ? null
        : nextEntry(state, model, { ...said, messages, now });
  return next ?? asTold(state, model, told);
}

function asTold(state: VisitorState, model: Model, told: LogEntry): Pick<NextEntry, "entry" | "state"> {
  return { entry: told, state: foldEntry(state, state.seq + 1, told, model.conversions) };
}
