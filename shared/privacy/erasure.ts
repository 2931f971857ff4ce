import type { Message } from "../events/event.ts";
import { orderOf } from "../events/order.ts";
import type { Moment } from "../visitor/moment.ts";
import type { Retention } from "./retention.ts";
import { sha256 } from "./sha256.ts";

/** How much an erasure took away, each by its number. */
export interface Removed {
  /** The visitors who were one person: the one that was asked for, and all who were linked to it. */
  readonly visitors: number;
  readonly anonymousIds: number;
  readonly userIds: number;
  /** Messages, of which some are about orders or say what was shown. */
  readonly events: number;
  readonly orders: number;
  /** Page views that were answered with content of which it was kept what it was. */
  readonly exposures: number;
  /** Entries of the history. */
  readonly history: number;
}

/** What stays of somebody who was erased: nothing of them, but enough to know their old messages when they are sent again. */
export interface Erasure {
  readonly visitor: string;
  /** Epoch milliseconds. Nothing stamped by then is taken in again. */
  readonly at: number;
  /** When this, too, goes: as long as the site keeps a customer, nobody else should hold a copy for longer. */
  readonly until: number;
  readonly salt: string;
  /** What `markOf` answers for each message and order, so that one that is sent again without its instant is known. */
  readonly marks: readonly string[];
  readonly removed: Removed;
}

/** A row of storage takes 2 MB: of somebody with more messages than this the newest are marked. */
const MOST_MARKS = 20_000;
const MARK_DIGITS = 16;
const MOST_ERASURES = 3;

/** An id that cannot be read back: whoever does not have it cannot make it out, for the salt is the erasure's own. */
export function markOf(salt: string, kind: "message" | "order" | "user", id: string): string {
  return sha256(`${salt}/${kind}/${id}`).slice(0, MARK_DIGITS);
}

/** What is kept of messages that are being erased: their orders first. */
export function marksOf(salt: string, moments: readonly Moment[]): string[] {
  const orders = new Set(moments.flatMap(({ order }) => order?.orderId ?? []));
  const newest = moments.slice(-MOST_MARKS);
  const marks = [...orders].map((id) => markOf(salt, "order", id));
  return [...marks, ...newest.map(({ id }) => markOf(salt, "message", id))].slice(0, MOST_MARKS);
}

/** The erasures that still count, the newest last; what an older one knows by instant a newer one knows too. */
export function standingErasures(erasures: readonly Erasure[], now: number): readonly Erasure[] {
  return erasures.filter(({ until }) => until >= now).slice(-MOST_ERASURES);
}

/** Until when an erasure is remembered, by what a site keeps for how long. */
export function rememberedUntil(at: number, { behaviourMs, customerMs }: Retention): number {
  return at + Math.max(behaviourMs, customerMs);
}

/**
 * Whether a message was erased before it came, or came again: by its instant, its id or its order. What is said after the erasure is somebody
 * new's.
 *
 * @param conversions the site's conversion events
 */
export function isErased(message: Message, erasures: readonly Erasure[], conversions: readonly string[]): boolean {
  return erasures.some(({ at, salt, marks }) => {
    if (message.at <= at) return true;
    if (marks.includes(markOf(salt, "message", message.messageId))) return true;
    const read = orderOf(message, conversions);
    const order = "order" in read ? read.order : null;
    return order !== null && marks.includes(markOf(salt, "order", order.orderId));
  });
}
