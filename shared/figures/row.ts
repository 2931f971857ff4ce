import type { Scores } from "../scoring/scoresAt.ts";
import type { Cause } from "../segments/history.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Held } from "../visitor/exposures.ts";

/**
 * What the directory holds of one visitor: enough to list, search, sort and count without asking the visitor's object.
 * Instants are epoch milliseconds, money minor units of the site's currency; scores as `scoresAt` answers them.
 */
export interface VisitorRow {
  /** The visitor's id, 64 hex digits. */
  readonly id: string;
  /** Grows with every delivery of this visitor; an older or equal one changes nothing. */
  readonly revision: number;
  /** True where the visitor was linked away, erased or ended by retention: counted and listed no more. */
  readonly removed?: true;
  /** The instant the values below are of. */
  readonly at: number;
  readonly segment: string;
  /** Since when the visitor is in the segment, and why. */
  readonly since: number;
  readonly cause: Cause;
  readonly kind: "prospect" | "customer";
  readonly anonymousIds: readonly string[];
  readonly userId: string | null;
  readonly traits: Readonly<Record<string, unknown>>;
  /** Searched beside the ids; null where the traits do not say. */
  readonly name: string | null;
  readonly email: string | null;
  readonly audiences: readonly string[];
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly scores: Scores;
  readonly orders: number;
  /** Quantity of products over all orders. */
  readonly products: number;
  readonly revenueMinor: number;
  readonly lastOrderAt: number | null;
  readonly lastInteractionAt: number | null;
  readonly lastOrderMinor: number | null;
  readonly sessions: number;
  readonly pageViews: number;
  readonly engagedSeconds: number;
  readonly nextTransition: { readonly at: number; readonly segment: string } | null;
  readonly nextChangeAt: number | null;
  readonly modelVersion: number;
  /** The segment from each instant on, oldest first; at most `MOST_PAST`, of which the first is always kept. */
  readonly segments: readonly PastSegment[];
  /** Every order that stands, oldest first; at most the newest `MOST_PAST`. */
  readonly pastOrders: readonly PastOrder[];
  /** Per event name how often, and when last; at most `MOST_NAMES`, the latest. */
  readonly events: Readonly<Record<string, readonly [count: number, lastAt: number]>>;
  readonly group: Readonly<Record<string, unknown>>;
  readonly campaigns: Activity["campaigns"];
  /** How they first took part in each draw of a holdout or an experiment; at most `MOST_DRAWS`, the latest. */
  readonly exposures: readonly PastExposure[];
}

export type PastSegment = readonly [at: number, segment: string];
export type PastOrder = readonly [at: number, netMinor: number];
/** The draw, the first exposure's instant, snippet and segment, whether it was withheld, by snippet how often it was shown since, and 1 where they were dealt otherwise later. */
export type PastExposure = readonly [
  draw: string,
  at: number,
  snippet: string,
  held: Held,
  segment: string,
  shown: Readonly<Record<string, number>>,
  mixed: 0 | 1,
];

/** A row stays far below the 2 MB that storage takes, whatever a visitor does. */
export const MOST_PAST = 1_000;
export const MOST_NAMES = 100;
export const MOST_DRAWS = 50;

/** A visitor went from one segment to another, as the whole site's live channel tells it. */
export interface SegmentChange {
  readonly visitor: string;
  /** The revision that brought the change: with `visitor` the change's identity, so that a repeat is known. */
  readonly revision: number;
  readonly from: string;
  readonly to: string;
  readonly at: number;
  readonly cause: Cause;
}
