import * as v from "valibot";
import type { LogEntry } from "./visitorLog.ts";

const AtSchema = v.pipe(v.number(), v.safeInteger());
const TextsSchema = v.array(v.string());

const MessageSchema = v.looseObject({
  at: AtSchema,
  id: v.string(),
  body: v.record(v.string(), v.unknown()),
  receivedAt: v.optional(AtSchema),
  imported: v.optional(v.literal(true)),
  served: v.optional(
    v.looseObject({
      version: v.number(),
      segment: v.string(),
      slots: v.array(v.tupleWithRest([v.string(), v.string(), v.picklist([0, 1, 2])], v.string())),
    }),
  ),
});

const HistorySchema = v.looseObject({
  at: AtSchema,
  recordedAt: AtSchema,
  cause: v.picklist(["event", "time", "model", "link", "unlink", "refund", "import"]),
  segment: v.string(),
  scores: v.string(),
});

const LinkedBySchema = v.picklist(["identify", "alias", "marketer"]);
const JointSchema = v.looseObject({
  id: v.string(),
  under: v.string(),
  link: v.number(),
  by: LinkedBySchema,
  at: AtSchema,
  bornAt: AtSchema,
});
const SeedSchema = v.looseObject({
  ...JointSchema.entries,
  anonymousIds: TextsSchema,
  userId: v.nullable(v.string()),
  formerUserIds: v.optional(TextsSchema),
  provenIds: v.optional(TextsSchema),
  heardAt: v.optional(AtSchema),
});

const ErasureSchema = v.looseObject({
  visitor: v.string(),
  at: AtSchema,
  until: AtSchema,
  salt: v.string(),
  marks: TextsSchema,
  removed: v.record(v.string(), v.number()),
});

const EntrySchema = v.looseObject({
  kind: v.picklist(["events", "tick", "absorb", "forward", "withdraw", "reclaim", "unlink", "retention", "end"]),
  at: AtSchema,
  model: v.number(),
  messages: v.optional(v.array(MessageSchema)),
  history: v.optional(v.array(HistorySchema)),
  part: v.optional(v.string()),
  anonymousIds: v.optional(TextsSchema),
  userId: v.optional(v.string()),
  formerUserIds: v.optional(TextsSchema),
  provenIds: v.optional(TextsSchema),
  joins: v.optional(v.array(JointSchema)),
  leaves: v.optional(v.looseObject({ id: v.string(), link: v.number(), parts: v.array(SeedSchema) })),
  keeps: v.optional(TextsSchema),
  apart: v.optional(
    v.array(v.looseObject({ id: v.string(), link: v.number(), userIds: TextsSchema, of: v.optional(v.string()) })),
  ),
  delivered: v.optional(v.number()),
  to: v.optional(v.string()),
  by: v.optional(LinkedBySchema),
  absorbed: v.optional(v.literal(true)),
  reclaims: v.optional(v.literal(true)),
  changes: v.optional(v.literal(true)),
  bornAt: v.optional(AtSchema),
  heardAt: v.optional(AtSchema),
  ends: v.optional(
    v.looseObject({
      parts: TextsSchema,
      userIds: TextsSchema,
      revision: v.number(),
      erased: v.optional(v.array(ErasureSchema)),
      anonymousIds: v.optional(TextsSchema),
    }),
  ),
});

/** An entry of a log that comes from outside; null: none that a log of ours ever had, so that folding it would fail or mean something else. */
export function readEntry(value: unknown): LogEntry | null {
  return isEntry(value) ? value : null;
}

function isEntry(value: unknown): value is LogEntry {
  return v.is(EntrySchema, value);
}
