import type { LiveMessage } from "#shared/wire/live";
import type { RecordedEvent, Visitor } from "#shared/wire/visitors";
import type { SiteFacts } from "../../extension/messages.ts";

/** The instant at which these visitors were read. */
export const READ_AT = "2026-11-03T12:00:00.000Z";

const NOTHING = { value: null, score: null, tier: null };

/** A prospect of one session, as the Worker answers; `changes` replace whole keys. */
export function aWireVisitor(changes: Partial<Visitor> = {}): Visitor {
  const seen = {
    recency: { value: 2, score: 5, tier: "short" as const },
    frequency: { value: 1, score: 1, tier: "occasional" as const },
  };
  return {
    id: "ab".repeat(32),
    anonymousIds: ["a-1"],
    userId: null,
    traits: {},
    kind: "prospect",
    firstSeenAt: "2026-11-01T12:00:00.000Z",
    lastSeenAt: "2026-11-01T12:00:00.000Z",
    segment: { key: "anonymous-prospect", since: "2026-11-01T12:00:00.000Z", cause: "event" },
    audiences: [],
    scores: {
      rfm: { recency: NOTHING, frequency: NOTHING, monetary: NOTHING },
      rfe: { ...seen, engagement: { value: 3, score: 1, tier: "low" } },
      rfd: { ...seen, duration: { value: 0, score: 1, tier: "low" } },
    },
    totals: {
      orders: 0,
      products: 0,
      revenue: 0,
      averageOrderValue: null,
      lastOrder: null,
      sessions: 1,
      pageViews: 3,
      engagedSeconds: 0,
    },
    predictions: null,
    nextTransition: null,
    nextChange: null,
    modelVersion: 1,
    ...changes,
  };
}

/** What an overlay knows of a site that sells in pounds, with the segments and windows of the defaults. */
export function aSite(changes: Partial<SiteFacts> = {}): SiteFacts {
  const windowDays = { rfm: 365, rfe: 90, rfd: 90 };
  return {
    currency: "GBP",
    segments: {},
    cuts: {},
    durationUnit: "seconds",
    sessionGapMinutes: 30,
    windowDays,
    ...changes,
  };
}

/** An event as history tells it: a page view worth one point. */
export function aWireEvent(changes: Partial<RecordedEvent> = {}): RecordedEvent {
  return {
    at: READ_AT,
    receivedAt: READ_AT,
    type: "page",
    name: null,
    messageId: "m-1",
    points: 1,
    message: { properties: { path: "/" } },
    ...changes,
  };
}

/** The live message that an order brings: all three families' scores. */
export function aScoresMessage(seq = 1): Extract<LiveMessage, { type: "scores" }> {
  return {
    type: "scores",
    seq,
    at: READ_AT,
    recordedAt: READ_AT,
    cause: "event",
    rfm: { recency: 5, frequency: 1, monetary: 2 },
    rfe: { recency: 5, frequency: 1, engagement: 3 },
    rfd: { recency: 5, frequency: 1, duration: 1 },
  };
}

/** The live message of a new segment. */
export function aSegmentMessage(seq = 2, segment = "new"): Extract<LiveMessage, { type: "segment" }> {
  return {
    type: "segment",
    seq,
    at: READ_AT,
    recordedAt: READ_AT,
    cause: "event",
    segment,
    from: "anonymous-prospect",
  };
}
