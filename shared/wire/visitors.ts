import * as v from "valibot";
import type { Dimension } from "../scoring/families.ts";
import { TIERS } from "../scoring/tier.ts";
import { call } from "./call.ts";
import { lackEntries } from "./lack.ts";

/** An instant on the wire: ISO 8601, UTC. */
const InstantSchema = v.pipe(v.string(), v.isoTimestamp());

const RateSchema = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)));
const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Why a history entry was written. */
export const CauseSchema = v.picklist(["event", "time", "model", "link", "unlink", "refund", "import"]);
export type Cause = v.InferOutput<typeof CauseSchema>;

/** One dimension as `value`, `score` (1 to 5) and `tier`: all three null where there is no data. */
const measured = <const T extends (typeof TIERS)[Dimension]>(tiers: T) =>
  v.object({ value: v.nullable(v.number()), score: RateSchema, tier: v.nullable(v.picklist(tiers)) });

const RecencySchema = measured(TIERS.recency);
const FrequencySchema = measured(TIERS.frequency);

/** The nine measures of a visitor. Recency is in days, money in the site's currency, duration in seconds (tenure: days). */
export const ScoresSchema = v.object({
  rfm: v.object({ recency: RecencySchema, frequency: FrequencySchema, monetary: measured(TIERS.monetary) }),
  rfe: v.object({ recency: RecencySchema, frequency: FrequencySchema, engagement: measured(TIERS.engagement) }),
  rfd: v.object({ recency: RecencySchema, frequency: FrequencySchema, duration: measured(TIERS.duration) }),
});
export type Scores = v.InferOutput<typeof ScoresSchema>;

/** The nine scores alone, as history and live messages carry them. */
export const rateEntries = {
  rfm: v.object({ recency: RateSchema, frequency: RateSchema, monetary: RateSchema }),
  rfe: v.object({ recency: RateSchema, frequency: RateSchema, engagement: RateSchema }),
  rfd: v.object({ recency: RateSchema, frequency: RateSchema, duration: RateSchema }),
};

const TotalsSchema = v.object({
  orders: CountSchema,
  products: v.number(),
  revenue: v.number(),
  averageOrderValue: v.nullable(v.number()),
  lastOrder: v.nullable(v.object({ at: InstantSchema, value: v.number() })),
  sessions: CountSchema,
  pageViews: CountSchema,
  engagedSeconds: v.number(),
});

const PredictionsSchema = v.object({
  pAlive: v.nullable(v.number()),
  expectedOrders: v.record(v.string(), v.number()),
  expectedValue: v.record(v.string(), v.number()),
  conversion: v.nullable(v.number()),
});

/** How somebody stands to one purpose, and since when. `outweighsGpc`: they grant it although their browser sends Global Privacy Control. */
const ConsentSchema = v.object({
  purpose: v.string(),
  state: v.picklist(["granted", "denied"]),
  since: InstantSchema,
  outweighsGpc: v.optional(v.literal(true)),
});

/** One visitor, as read at one instant. */
export const VisitorSchema = v.object({
  id: v.string(),
  anonymousIds: v.array(v.string()),
  userId: v.nullable(v.string()),
  traits: v.record(v.string(), v.unknown()),
  kind: v.picklist(["prospect", "customer"]),
  firstSeenAt: InstantSchema,
  lastSeenAt: InstantSchema,
  segment: v.object({ key: v.string(), since: InstantSchema, cause: CauseSchema }),
  audiences: v.array(v.string()),
  scores: ScoresSchema,
  totals: TotalsSchema,
  predictions: v.nullable(PredictionsSchema),
  nextTransition: v.nullable(v.object({ at: InstantSchema, segment: v.string() })),
  nextChange: v.nullable(v.object({ at: InstantSchema })),
  modelVersion: v.pipe(v.number(), v.integer()),
  /** What they have chosen by purpose, where they were read by themselves; a purpose that is not in it is unknown. */
  consent: v.optional(v.array(ConsentSchema)),
});
export type Visitor = v.InferOutput<typeof VisitorSchema>;

/** Segments and scores over time, oldest first; the last segment has `to: null`. */
export const HistorySchema = v.object({
  segments: v.array(
    v.object({
      segment: v.string(),
      from: InstantSchema,
      to: v.nullable(InstantSchema),
      recordedAt: InstantSchema,
      cause: CauseSchema,
    }),
  ),
  scores: v.array(v.object({ at: InstantSchema, recordedAt: InstantSchema, cause: CauseSchema, ...rateEntries })),
});
export type History = v.InferOutput<typeof HistorySchema>;

/** What a slot was filled with; `snippet` is null for whoever is held out. */
export const servedEntries = {
  slot: v.string(),
  snippet: v.nullable(v.string()),
  reason: v.picklist(["match", "holdout"]),
};

/** One accepted event with the engagement points it earned when it happened. */
export const RecordedEventSchema = v.object({
  at: InstantSchema,
  receivedAt: InstantSchema,
  type: v.picklist(["page", "screen", "track", "identify", "alias", "group"]),
  name: v.nullable(v.string()),
  messageId: v.string(),
  points: v.number(),
  message: v.record(v.string(), v.unknown()),
  /** What a page view was answered with, where that is kept. */
  served: v.optional(v.array(v.object(servedEntries))),
});
export type RecordedEvent = v.InferOutput<typeof RecordedEventSchema>;

/** A page of events, newest first. */
export const EventsSchema = v.object({ events: v.array(RecordedEventSchema), cursor: v.nullable(v.string()) });
export type Events = v.InferOutput<typeof EventsSchema>;

/** A page of visitors and how many there are in all. */
export const VisitorListSchema = v.object({
  visitors: v.array(VisitorSchema),
  cursor: v.nullable(v.string()),
  total: CountSchema,
  ...lackEntries,
});
export type VisitorList = v.InferOutput<typeof VisitorListSchema>;

const text = v.optional(v.string());
/** Where a page of what happened to one visitor goes on: behind an instant and an id, as the page before said it. */
export const MomentCursorSchema = v.optional(
  v.pipe(v.string(), v.regex(/^-?\d{1,16} ./su, "is not a cursor that a page has given")),
);
/** Keeps a list to one step of a dimension, as a matrix's cell does. */
const stepEntries = {
  ...{ "score.rfm.recency": text, "score.rfm.frequency": text, "score.rfm.monetary": text },
  ...{ "score.rfe.recency": text, "score.rfe.frequency": text, "score.rfe.engagement": text },
  ...{ "score.rfd.recency": text, "score.rfd.frequency": text, "score.rfd.duration": text },
  ...{ "tier.rfm.recency": text, "tier.rfm.frequency": text, "tier.rfm.monetary": text },
  ...{ "tier.rfe.recency": text, "tier.rfe.frequency": text, "tier.rfe.engagement": text },
  ...{ "tier.rfd.recency": text, "tier.rfd.frequency": text, "tier.rfd.duration": text },
};

/** The calls that read visitors; `:id` is a visitor id, an anonymous id or a user id. */
export const visitorCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/visitors",
    summary: "Lists and searches visitors.",
    access: "viewer",
    query: v.object({
      ...{ q: text, segment: text, audience: text, rule: text, ...stepEntries },
      ...{ sort: text, cursor: text, limit: text },
    }),
    answer: VisitorListSchema,
  }),
  get: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id",
    summary: "Reads one visitor as of now.",
    access: "server",
    answer: VisitorSchema,
  }),
  history: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id/history",
    summary: "Reads a visitor's segments and scores over time.",
    access: "viewer",
    query: v.object({ asOf: text }),
    answer: HistorySchema,
  }),
  events: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id/events",
    summary: "Reads a visitor's events, newest first.",
    access: "viewer",
    query: v.object({ cursor: MomentCursorSchema }),
    answer: EventsSchema,
  }),
};
