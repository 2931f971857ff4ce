import type { VisitorRow } from "#shared/figures/row";
import type { Score } from "#shared/scoring/score";
import type { Scores } from "#shared/scoring/scoresAt";

/** The instant at which test rows begin. */
export const ROW_AT = Date.parse("2026-03-01T00:00:00Z");

const NONE = { value: null, score: null, tier: null } as const;
const NO_SCORES: Scores = {
  rfm: { recency: NONE, frequency: NONE, monetary: NONE },
  rfe: { recency: NONE, frequency: NONE, engagement: NONE },
  rfd: { recency: NONE, frequency: NONE, duration: NONE },
};

const AT = { value: 1, score: 1, tier: "low" } as const;

/** Scores of somebody with an order, who has these RFM scores and the least of all others. */
export function someScores(recency: Score, frequency: Score, monetary: Score): Scores {
  const times = { ...AT, tier: "occasional" } as const;
  return {
    rfm: {
      recency: { value: 100 - recency, score: recency, tier: recency > 3 ? "short" : recency > 1 ? "medium" : "long" },
      frequency: { value: frequency, score: frequency, tier: frequency > 3 ? "often" : "occasional" },
      monetary: { value: 10 * monetary, score: monetary, tier: monetary > 3 ? "premium" : "thrifty" },
    },
    rfe: { recency: { ...AT, tier: "long" }, frequency: times, engagement: AT },
    rfd: { recency: { ...AT, tier: "long" }, frequency: times, duration: AT },
  };
}

/** A directory row of a test's own visitor: an anonymous prospect, but for what is given. */
export function aRow(row: Partial<VisitorRow> = {}): VisitorRow {
  return {
    id: aVisitorId(),
    revision: 1,
    at: ROW_AT,
    segment: "anonymous-prospect",
    since: ROW_AT,
    cause: "event",
    kind: (row.orders ?? 0) > 0 ? "customer" : "prospect",
    anonymousIds: [],
    userId: null,
    traits: {},
    name: null,
    email: null,
    audiences: [],
    firstSeenAt: ROW_AT,
    lastSeenAt: ROW_AT,
    scores: NO_SCORES,
    orders: 0,
    products: 0,
    revenueMinor: 0,
    lastOrderAt: null,
    lastOrderMinor: null,
    sessions: 1,
    pageViews: 1,
    engagedSeconds: 0,
    nextTransition: null,
    nextChangeAt: null,
    modelVersion: 1,
    lastInteractionAt: ROW_AT,
    segments: [[row.since ?? ROW_AT, row.segment ?? "anonymous-prospect"]],
    pastOrders: [],
    events: {},
    group: {},
    campaigns: { first: null, last: null },
    exposures: [],
    ...row,
  };
}

/** A visitor id like those of the platform, 64 hex digits. */
export function aVisitorId(): string {
  return `${crypto.randomUUID()}${crypto.randomUUID()}`.replaceAll("-", "");
}
