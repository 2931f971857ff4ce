import * as v from "valibot";
import { call } from "./call.ts";

/**
 * One person's imported messages: exactly one of the two ids.
 * A message is a Segment message with `messageId` and `timestamp`; each is checked by itself, so that a bad one costs no other.
 */
export const ImportedVisitorSchema = v.pipe(
  v.strictObject({
    userId: v.optional(v.string()),
    anonymousId: v.optional(v.string()),
    messages: v.array(v.unknown()),
  }),
  v.check(
    ({ userId, anonymousId }) => (userId === undefined) !== (anonymousId === undefined),
    "names either a userId or an anonymousId",
  ),
);
export type ImportedVisitor = v.InferOutput<typeof ImportedVisitorSchema>;

export const ImportBodySchema = v.strictObject({ visitors: v.array(ImportedVisitorSchema) });
export type ImportBody = v.InferOutput<typeof ImportBodySchema>;

/** A message that was not taken: its visitor's place in the body, its own place among that visitor's messages, and why. */
export const ImportRejectionSchema = v.object({
  visitor: v.number(),
  index: v.number(),
  errors: v.array(v.object({ path: v.string(), message: v.string() })),
});
export type ImportRejection = v.InferOutput<typeof ImportRejectionSchema>;

/** `accepted` are new, `duplicates` were known by their `messageId` and changed nothing. */
export const ImportAnswerSchema = v.object({
  success: v.literal(true),
  accepted: v.number(),
  duplicates: v.number(),
  rejected: v.array(ImportRejectionSchema),
});
export type ImportAnswer = v.InferOutput<typeof ImportAnswerSchema>;

export const importVisitors = call({
  method: "POST",
  path: "/v1/sites/:site/import",
  summary:
    "Takes past messages, grouped by visitor, with the history they would have made at their own instants; at most 1 MB.",
  access: "import",
  body: ImportBodySchema,
  answer: ImportAnswerSchema,
});
