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
  for (const told of log) {
    const model = modelOf(told.model);
    if (model.conversions.join("\n") !== conversions.join("\n")) {
      conversions = model.conversions;
      state = made.reduce((before, entry, index) => foldEntry(before, index + 1, entry, conversions), unseen(site));
    }
    const next = again({ ...state, delivered: told.delivered ?? state.delivered }, model, told);
    made.push(next.entry);
    state = next.state;
  }
  return { state, history: made.flatMap(({ history = [] }) => history) };
}

function again(state: VisitorState, model: Model, told: LogEntry): Pick<NextEntry, "entry" | "state"> {
  const { history: _, changes: __, delivered: ___, model: ____, at: now, messages = [], ...said } = told;
  const isAddress = told.kind === "forward" || told.kind === "withdraw";
  const next =
    told.kind === "tick"
      ? tickEntry(state, model, now)
      : isAddress
        ? null
        : nextEntry(state, model, { ...said, messages, now });
  return next ?? { entry: told, state: foldEntry(state, state.seq + 1, told, model.conversions) };
}
