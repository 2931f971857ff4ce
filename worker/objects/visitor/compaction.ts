import { goesAt, withoutGone } from "#shared/privacy/retention";
import type { Model } from "#shared/segments/model";
import type { Moment } from "#shared/visitor/moment";
import { foldEntry, unitedOf } from "./foldEntry.ts";
import { type LogEntry, momentOfStored, type StoredMessage, type VisitorState } from "./visitorLog.ts";

interface Kept {
  readonly seq: number;
  readonly entry: LogEntry;
}

/** What a log comes to without what has gone. */
export interface Compaction {
  /** Entries of which something has gone. */
  readonly changed: readonly Kept[];
  /** Entries of which nothing is left. */
  readonly dropped: readonly number[];
  /** What is appended, and the state after it. */
  readonly added: readonly Kept[];
  readonly state: VisitorState;
}

/**
 * Takes what has gone out of a log: the fold of what is left is the fold of all of it without those messages. Orders, memberships, links and
 * history stay where they are.
 *
 * @param state the fold of `entries`, all of it delivered
 * @param now a later going than this stays
 */
export function compacted(state: VisitorState, model: Model, now: number, entries: Iterable<Kept>): Compaction {
  const isGone = goneBy(state, model, now);
  const changed: Kept[] = [];
  const dropped: number[] = [];
  for (const { seq, entry } of entries) {
    const left = entry.messages?.filter((message) => !isGone(message, { seq, entry })) ?? [];
    const { messages = [], ...rest } = entry;
    const after: LogEntry = left.length > 0 ? { ...rest, messages: left } : rest;
    const isOld = left.length < messages.length || entry.at + model.retention.behaviourMs < now;
    if (isOld && isSpent(after)) dropped.push(seq);
    else if (left.length < messages.length) changed.push({ seq, entry: after });
  }
  return { changed, dropped, ...added(state, model, now) };
}

type IsGone = (message: StoredMessage, row: Kept) => boolean;

function goneBy({ own, parts }: VisitorState, model: Model, now: number): IsGone {
  const known = new Map<string | undefined, ReadonlyMap<string, Moment>>();
  for (const { id, visitor } of [{ id: undefined, visitor: own }, ...parts])
    known.set(id, new Map(visitor.moments.map((moment) => [moment.id, moment])));
  return (message, { seq, entry }) => {
    const theirs = known.get(entry.part);
    // A part that has left has its messages, whatever they are.
    if (theirs === undefined) return message.at + model.retention.behaviourMs < now;
    const moment = theirs.get(message.id) ?? momentOfStored(message, { seq, at: entry.at }, model.conversions);
    return (goesAt(moment, model) ?? Number.POSITIVE_INFINITY) <= now;
  };
}

/** Whether an entry says nothing that the fold, or the history, still needs: what `added` says is said again. */
function isSpent({ kind, at, model, delivered, changes, part, by, bornAt, heardAt, ...said }: LogEntry): boolean {
  return (
    kind !== "forward" && kind !== "withdraw" && kind !== "end" && kind !== "unlink" && Object.keys(said).length === 0
  );
}

function added(before: VisitorState, model: Model, now: number): Pick<Compaction, "added" | "state"> {
  const own = withoutGone(before.own, model, now);
  const parts = before.parts.map((part) => ({ ...part, visitor: withoutGone(part.visitor, model, now) }));
  let state: VisitorState = { ...before, own, parts, visitor: parts.length === 0 ? own : unitedOf(own, parts) };
  // Whoever was linked away goes on with their own history where they left it.
  const at = before.forward === null ? Math.max(now, before.walkedTo) : before.walkedTo;
  const shared = { kind: "retention", at, model: model.version, delivered: before.delivered } as const;
  const said: LogEntry[] = [{ ...shared, bornAt: before.bornAt, ...heardOf(own) }];
  for (const { id, visitor } of parts)
    if (visitor.heardAt !== undefined) said.push({ ...shared, part: id, ...heardOf(visitor) });
  const entries: Kept[] = [];
  for (const entry of said) {
    const seq = state.seq + 1;
    state = foldEntry(state, seq, entry, model.conversions);
    entries.push({ seq, entry });
  }
  return { added: entries, state };
}

function heardOf({ heardAt }: { readonly heardAt?: number }): Pick<LogEntry, "heardAt"> {
  return heardAt === undefined ? {} : { heardAt };
}
