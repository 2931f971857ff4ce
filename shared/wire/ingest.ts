import * as v from "valibot";
import { call } from "./call.ts";
import { DecisionsSchema } from "./decide.ts";

/** Every address of the Segment HTTP API, long and short, and what its body is. */
export const INGEST_PATHS = {
  track: "track",
  t: "track",
  page: "page",
  p: "page",
  screen: "screen",
  s: "screen",
  identify: "identify",
  i: "identify",
  alias: "alias",
  a: "alias",
  group: "group",
  g: "group",
  batch: "batch",
  b: "batch",
  m: "metrics",
} as const;
export type IngestKind = (typeof INGEST_PATHS)[keyof typeof INGEST_PATHS];

/** A message of a batch that was not taken; the others were. */
export const RejectedSchema = v.object({
  index: v.number(),
  errors: v.array(v.object({ path: v.string(), message: v.string() })),
});

/** Answered once every accepted message is durable. A page view that asked for decisions carries them too. */
export const IngestAnswerSchema = v.object({
  success: v.literal(true),
  rejected: v.optional(v.array(RejectedSchema)),
  ...v.partial(DecisionsSchema).entries,
});
export type IngestAnswer = v.InferOutput<typeof IngestAnswerSchema>;

/** A batch: its `context`, `integrations` and `sentAt` hold for each message that has none of its own. */
export const BatchSchema = v.looseObject({
  batch: v.array(v.unknown(), "must be a list of messages"),
  writeKey: v.optional(v.string()),
  context: v.optional(v.record(v.string(), v.unknown())),
  integrations: v.optional(v.unknown()),
  sentAt: v.nullish(v.unknown()),
});

const MessageBodySchema = v.looseObject({
  writeKey: v.optional(v.string()),
  messageId: v.optional(v.string()),
  anonymousId: v.optional(v.string()),
  userId: v.optional(v.string()),
  timestamp: v.optional(v.string()),
  sentAt: v.optional(v.string()),
  context: v.optional(v.record(v.string(), v.unknown())),
});

const ingest = <const P extends string>(path: P, summary: string, body: v.GenericSchema) =>
  call({ method: "POST", path, summary, access: "site", body, answer: IngestAnswerSchema });

/** The calls by their long addresses; each has the short one of Segment's browser library too. */
export const ingestCalls = {
  track: ingest("/v1/track", "Takes one event.", v.looseObject({ ...MessageBodySchema.entries, event: v.string() })),
  page: ingest(
    "/v1/page",
    "Takes one page view; with `decide` it answers the decisions made with that view counted.",
    v.looseObject({ ...MessageBodySchema.entries, decide: v.optional(v.union([v.boolean(), v.array(v.string())])) }),
  ),
  screen: ingest("/v1/screen", "Takes one screen view of an app.", MessageBodySchema),
  identify: ingest(
    "/v1/identify",
    "Says who someone is.",
    v.looseObject({ ...MessageBodySchema.entries, traits: v.optional(v.record(v.string(), v.unknown())) }),
  ),
  alias: ingest(
    "/v1/alias",
    "Says that two ids are one person.",
    v.looseObject({ ...MessageBodySchema.entries, previousId: v.string() }),
  ),
  group: ingest(
    "/v1/group",
    "Says which group someone belongs to.",
    v.looseObject({ ...MessageBodySchema.entries, groupId: v.string() }),
  ),
  batch: ingest("/v1/batch", "Takes many messages; a bad one does not cost the others.", BatchSchema),
};
