import * as v from "valibot";
import { call } from "./call.ts";
import { CauseSchema, RecordedEventSchema, rateEntries, servedEntries } from "./visitors.ts";

/** The subprotocol the Worker answers with. */
export const LIVE_PROTOCOL = "rfedge";

/** The subprotocol that carries the marketer token: `bearer.<token>`; a browser can set no header on a WebSocket. */
export const BEARER_PREFIX = "bearer.";

const InstantSchema = v.pipe(v.string(), v.isoTimestamp());
const SeqSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** A visitor did something. */
export const LiveEventSchema = v.object({
  type: v.literal("event"),
  seq: SeqSchema,
  at: InstantSchema,
  event: RecordedEventSchema,
});

/** At least one of the nine scores changed. */
export const LiveScoresSchema = v.object({
  type: v.literal("scores"),
  seq: SeqSchema,
  at: InstantSchema,
  recordedAt: InstantSchema,
  cause: CauseSchema,
  ...rateEntries,
});

/** The segment changed; `from` is null for a visitor not seen before, `visitor` is there when a whole site is watched. */
export const LiveSegmentSchema = v.object({
  type: v.literal("segment"),
  seq: SeqSchema,
  at: InstantSchema,
  recordedAt: InstantSchema,
  cause: CauseSchema,
  segment: v.string(),
  from: v.nullable(v.string()),
  visitor: v.optional(v.string()),
});

/** What a page view was answered with, where that is kept; `snippet` is null for whoever is held out. */
export const LiveDecisionSchema = v.object({
  type: v.literal("decision"),
  seq: SeqSchema,
  at: InstantSchema,
  ...servedEntries,
  configVersion: SeqSchema,
});

/** One message of the live conversation; `seq` grows and is what `after` resumes from. */
export const LiveMessageSchema = v.variant("type", [
  LiveEventSchema,
  LiveScoresSchema,
  LiveSegmentSchema,
  LiveDecisionSchema,
]);
export type LiveMessage = v.InferOutput<typeof LiveMessageSchema>;

/** The WebSocket upgrade; the answer describes each message. */
export const liveCalls = {
  watch: call({
    method: "GET",
    path: "/v1/sites/:site/live",
    summary: "Follows one visitor, or the whole site's segment changes, by WebSocket.",
    access: "viewer",
    query: v.object({ visitor: v.optional(v.string()), after: v.optional(v.string()) }),
    answer: LiveMessageSchema,
  }),
};
