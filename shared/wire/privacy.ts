import * as v from "valibot";
import { call } from "./call.ts";

const InstantSchema = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** What is left to show of an erasure. Asked for again it is the same, but that what was still under way is complete in the end. */
export const ReceiptSchema = v.object({
  /** The visitor id, which names nobody any more. */
  visitor: v.string(),
  erasedAt: InstantSchema,
  /** False while a part of the system has not answered yet: what is left is tried again until it is done. */
  complete: v.boolean(),
  /** How much was removed of each kind. */
  removed: v.object({
    visitors: Count,
    anonymousIds: Count,
    userIds: Count,
    events: Count,
    orders: Count,
    exposures: Count,
    history: Count,
  }),
  /** Until then nothing that was said before the erasure is taken in again. */
  replaysRefusedUntil: InstantSchema,
  /** The platform's own point-in-time recovery may restore what was erased until then; nobody reads it otherwise. */
  backupsFadeBy: InstantSchema,
});
export type Receipt = v.InferOutput<typeof ReceiptSchema>;

/** What somebody has a right to; `:id` is a visitor id, an anonymous id or a user id. */
export const privacyCalls = {
  erase: call({
    method: "DELETE",
    path: "/v1/sites/:site/visitors/:id",
    summary:
      "Erases a person everywhere, for good, with all that was linked to them; asked again, it answers the same receipt.",
    access: "admin",
    answer: ReceiptSchema,
  }),
};
