import { type Bag, saidIn } from "#shared/events/event";
import type { PastSegment } from "#shared/figures/row";
import type { Erasure } from "#shared/privacy/erasure";
import type { HistoryEntry } from "#shared/segments/history";
import type { Served } from "#shared/visitor/exposures";
import type { Branch } from "#shared/visitor/mergeVisitors";
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
  /** What a page view was answered with, where that must be kept. */
  readonly served?: Served;
}

/** What made a link: something a visitor said, or a marketer. */
export type LinkedBy = "identify" | "alias" | "marketer";

/** A visitor id that belongs to this visitor because of a link, and the link. */
export interface Joint extends Branch {
  /** The linked visitor's own number of the link: a later one of the same visitor is greater. */
  readonly link: number;
  readonly by: LinkedBy;
  readonly at: number;
  /** When that visitor was first written. */
  readonly bornAt: number;
}

/** All that one id has contributed. */
export interface Part extends Joint {
  readonly visitor: Visitor;
}

/** Who a part is, without what it did. */
export type PartSeed = Joint & Omit<Visitor, "moments">;

/** Somebody who was taken apart from this visitor: nothing they say joins them again. */
export interface Apart {
  readonly id: string;
  /** The link that was undone. */
  readonly link: number;
  /** The user ids that are theirs. */
  readonly userIds: readonly string[];
  /** The part that this concerns; left out: the visitor's own id. */
  readonly of?: string;
}

/** One row of a visitor's log. The log is the truth; the state in memory is its fold. What is `undefined` is not written. */
export interface LogEntry {
  /**
   * `withdraw`: the forwarding address is given up. `reclaim`: messages that came under this visitor's ids meanwhile. `unlink`: from here on apart.
   * `retention`: what had gone by then has been taken out of the entries before. `end`: all before was another life, of which nothing is left.
   */
  readonly kind: "events" | "tick" | "absorb" | "forward" | "withdraw" | "reclaim" | "unlink" | "retention" | "end";
  /** When it was written. */
  readonly at: number;
  /** The model in force. */
  readonly model: number;
  readonly messages?: readonly StoredMessage[] | undefined;
  /** What this entry added to the history. */
  readonly history?: readonly HistoryEntry[] | undefined;
  /** The part under whose id all this came; left out: the visitor's own. */
  readonly part?: string | undefined;
  /** All anonymous ids of that part. */
  readonly anonymousIds?: readonly string[] | undefined;
  readonly userId?: string | undefined;
  readonly formerUserIds?: readonly string[] | undefined;
  /** All user ids that were proved under that part's ids. */
  readonly provenIds?: readonly string[] | undefined;
  /** Ids that belong to this visitor from here on. */
  readonly joins?: readonly Joint[] | undefined;
  /** On a holder's `unlink`: the id that was taken out, by which link, and all that went with it. */
  readonly leaves?: { readonly id: string; readonly link: number; readonly parts: readonly PartSeed[] } | undefined;
  /** On the other's `unlink`: the parts that are still with it. */
  readonly keeps?: readonly string[] | undefined;
  readonly apart?: readonly Apart[] | undefined;
  /** The highest entry whose standing the directory has acknowledged. */
  readonly delivered?: number | undefined;
  /** On `forward`: the visitor who holds everything from now on. */
  readonly to?: string | undefined;
  readonly by?: LinkedBy | undefined;
  /** On `forward`: that visitor has taken all of it. */
  readonly absorbed?: true | undefined;
  /** On `withdraw`: what came meanwhile is still to be asked for. */
  readonly reclaims?: true | undefined;
  /** Something changed that figures are kept of. */
  readonly changes?: true | undefined;
  /** On `retention`: when the first entry was written, which may be gone. */
  readonly bornAt?: number | undefined;
  /** On `retention`, and with a part that moves: the last instant at which anything was heard that is gone. */
  readonly heardAt?: number | undefined;
  /** On `end`: who is to hear of it. */
  readonly ends?: Ends | undefined;
}

/** What an end leaves to do elsewhere. */
export interface Ends {
  /** The visitors who were part of this one. */
  readonly parts: readonly string[];
  /** The user ids that named it. */
  readonly userIds: readonly string[];
  /** The directory's row is removed at this revision. */
  readonly revision: number;
  /** What is to be remembered; left out: the end was by retention. */
  readonly erased?: readonly Erasure[];
  /** The anonymous ids that named it, where it was erased. */
  readonly anonymousIds?: readonly string[];
}

/** A link as the visitor who was linked away knows it. */
export interface Forward {
  readonly to: string;
  readonly link: number;
  readonly by: LinkedBy;
  readonly at: number;
  readonly absorbed: boolean;
}

/** What is known of a visitor after a log entry. */
export interface VisitorState {
  readonly site: string;
  /** All parts together. */
  readonly visitor: Visitor;
  /** What came under this visitor's own id; without parts the visitor itself. */
  readonly own: Visitor;
  readonly parts: readonly Part[];
  readonly apart: readonly Apart[];
  /** When the first entry was written. */
  readonly bornAt: number;
  /** The last log entry. */
  readonly seq: number;
  readonly last: HistoryEntry | null;
  /** The entry with which the present segment began. */
  readonly since: HistoryEntry | null;
  /** Each segment so far and its first instant, oldest first. */
  readonly segments: readonly PastSegment[];
  /** Up to when the history has been walked. */
  readonly walkedTo: number;
  readonly model: number;
  /** The last entry that changed what figures are kept of. */
  readonly changed: number;
  readonly changedAt: number;
  readonly delivered: number;
  readonly forward: Forward | null;
  /** A link that was given up, while what came by it is still with the former holder. */
  readonly reclaim: Pick<Forward, "to" | "link"> | null;
  /** When this visitor's own words last made a link, within an hour of the newest. */
  readonly linkedAt: readonly number[];
  /** An end that others are still to hear of, and the entry that says so; what came after it is a new visitor's. */
  readonly ending: (Ends & { readonly seq: number }) | null;
  /** When a part left of which the log still holds messages; null: none. */
  readonly leftAt: number | null;
  /** Erasures that are done: the log knows nothing of them. */
  readonly remembered: readonly Erasure[];
  /** The last revision of whoever was erased here. */
  readonly erasedRevision: number;
}

/** What the directory knows a visitor's state by. It grows with every entry, and whoever comes back after an end begins above: no log grows by an entry a millisecond. */
export function revisionOf({ bornAt, seq }: Pick<VisitorState, "bornAt" | "seq">): number {
  return bornAt + seq;
}

/** A visitor of whom the log says nothing yet. */
export function unseen(site: string): VisitorState {
  return {
    site,
    visitor: NOBODY,
    own: NOBODY,
    parts: [],
    apart: [],
    bornAt: 0,
    seq: 0,
    last: null,
    since: null,
    segments: [],
    walkedTo: 0,
    model: 0,
    changed: 0,
    changedAt: 0,
    delivered: 0,
    forward: null,
    reclaim: null,
    linkedAt: [],
    ending: null,
    leftAt: null,
    remembered: [],
    erasedRevision: 0,
  };
}

/** @param entry the log entry that holds it */
export function momentOfStored(
  stored: StoredMessage,
  entry: { readonly seq: number; readonly at: number },
  conversions: readonly string[],
): Moment {
  const { at, id, body, imported, served, receivedAt = entry.at } = stored;
  const said = saidIn(body, { messageId: id, at });
  const moment = momentOf(said, conversions, entry.seq, imported === true, receivedAt);
  return served === undefined ? moment : { ...moment, served };
}
