import * as v from "valibot";
import { call } from "./call.ts";
import { ExplanationSchema } from "./explain.ts";
import { FindingSchema } from "./findings.ts";
import { LinkSchema } from "./links.ts";
import { ModelSchema } from "./models.ts";
import { OrderSchema } from "./orders.ts";
import { SightingSchema } from "./sightings.ts";
import { HistorySchema, RecordedEventSchema, VisitorSchema } from "./visitors.ts";

const InstantSchema = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How much an erasure removed of each kind. */
const RemovedSchema = v.object({
  visitors: Count,
  anonymousIds: Count,
  userIds: Count,
  events: Count,
  orders: Count,
  exposures: Count,
  history: Count,
});

/** What is left to show of an erasure. Asked for again it is the same, but that what was still under way is complete in the end. */
export const ReceiptSchema = v.object({
  /** The visitor id, which names nobody any more. */
  visitor: v.string(),
  erasedAt: InstantSchema,
  /** False while a part of the system has not answered yet: what is left is tried again until it is done. */
  complete: v.boolean(),
  removed: RemovedSchema,
  /** Until then nothing that was said before the erasure is taken in again. */
  replaysRefusedUntil: InstantSchema,
  /** The platform's own point-in-time recovery may restore what was erased until then; nobody reads it otherwise. */
  backupsFadeBy: InstantSchema,
});
export type Receipt = v.InferOutput<typeof ReceiptSchema>;

/** A log as it is stored: instants are epoch milliseconds, and each entry says by which model it was scored. */
const LogSchema = v.object({
  visitor: v.string(),
  entries: v.array(v.looseObject({ seq: Count, kind: v.string(), at: v.number(), model: v.number() })),
});

/** The part of a configuration that visitors are scored by. */
const ScoringPartSchema = v.object({
  version: v.number(),
  site: v.record(v.string(), v.unknown()),
  scoring: v.record(v.string(), v.unknown()),
  segments: v.array(v.unknown()),
  audiences: v.array(v.unknown()),
  privacy: v.record(v.string(), v.unknown()),
});

/** All that is held about one person, and how what is said of them came about. */
export const ExportSchema = v.object({
  site: v.string(),
  exportedAt: InstantSchema,
  visitor: VisitorSchema,
  ids: v.object({
    visitors: v.array(v.string()),
    anonymousIds: v.array(v.string()),
    userIds: v.array(v.string()),
    /** User ids that were proved to be theirs. */
    provenIds: v.array(v.string()),
  }),
  links: v.array(LinkSchema),
  /** Visitors who were taken apart from this one. */
  apart: v.array(v.string()),
  /** What they had chosen by purpose, and when. */
  consent: v.array(v.object({ at: InstantSchema, purposes: v.record(v.string(), v.boolean()) })),
  orders: v.array(OrderSchema),
  history: HistorySchema,
  /** Why they score so and are where they are: values, cuts, and the rules with all their comparisons. */
  explanation: ExplanationSchema,
  /** What they were shown, where that is kept, and what was withheld from them to measure it by. */
  served: v.array(
    v.object({
      at: InstantSchema,
      configVersion: v.number(),
      segment: v.string(),
      slots: v.array(
        v.object({ slot: v.string(), snippet: v.string(), withheld: v.boolean(), draws: v.array(v.string()) }),
      ),
    }),
  ),
  retention: v.object({
    behaviourDays: v.number(),
    customerDays: v.number(),
    /** When the first message goes, and when all is gone if no more is heard; null: no message goes by itself. */
    nextGoesAt: v.nullable(InstantSchema),
    endsAt: v.nullable(InstantSchema),
  }),
  /** Who receives this data, by kind. */
  recipients: v.array(v.object({ kind: v.string(), who: v.string() })),
  /** What people of the site did to this visitor: links, exports. */
  deeds: v.array(
    v.object({ at: InstantSchema, actor: v.string(), action: v.string(), detail: v.nullable(v.unknown()) }),
  ),
  /** Who has looked at this visitor, a day at a time. */
  sightings: v.array(SightingSchema),
  findings: v.array(FindingSchema),
  /** Of whoever was here before and was erased. */
  erasures: v.array(v.object({ erasedAt: InstantSchema, replaysRefusedUntil: InstantSchema, removed: RemovedSchema })),
  /** The rows by which lists and figures know them, as stored. */
  directory: v.array(v.record(v.string(), v.unknown())),
  /** Which visitor has each user id, and to which user ids theirs came within the hour. */
  identity: v.object({
    claims: v.array(v.object({ userId: v.string(), visitorId: v.string() })),
    comings: v.array(v.object({ userId: v.string(), visitorId: v.string(), at: InstantSchema })),
  }),
  /** Every message as received, newest first, with the points it earned. */
  events: v.array(RecordedEventSchema),
  /** The logs that all this follows from: replayed in order by the models below, they give the same scores, segment and history. */
  logs: v.array(LogSchema),
  models: v.array(ModelSchema),
  configurations: v.array(ScoringPartSchema),
});
export type Export = v.InferOutput<typeof ExportSchema>;

/** What somebody has a right to; `:id` is a visitor id, an anonymous id or a user id. */
export const privacyCalls = {
  export: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id/export",
    summary: "Answers all that is held about a person, with the logic of their scores, as one JSON document.",
    access: "admin",
    answer: ExportSchema,
  }),
  erase: call({
    method: "DELETE",
    path: "/v1/sites/:site/visitors/:id",
    summary:
      "Erases a person everywhere, for good, with all that was linked to them; asked again, it answers the same receipt.",
    access: "admin",
    answer: ReceiptSchema,
  }),
};
