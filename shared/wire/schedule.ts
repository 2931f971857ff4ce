import * as v from "valibot";
import { call } from "./call.ts";

/**
 * A publication that waits for `publishAt`. What is published is `config`, the draft as it was when it was scheduled. Where something else
 * is published first it lapses, at `lapsedAt`, and is not published.
 */
export const ScheduleSchema = v.object({
  publishAt: v.string(),
  baseVersion: v.number(),
  author: v.string(),
  at: v.string(),
  note: v.string(),
  digest: v.string(),
  lapsedAt: v.nullable(v.string()),
  config: v.record(v.string(), v.unknown()),
});

export const scheduleCalls = {
  read: call({
    method: "GET",
    path: "/v1/sites/:site/config/schedule",
    summary: "Reads the publication that waits, or has lapsed.",
    access: "editor",
    answer: v.object({ schedule: v.nullable(ScheduleSchema) }),
  }),
  create: call({
    method: "POST",
    path: "/v1/sites/:site/config/schedule",
    summary:
      "Schedules the draft, as it is now, to be published at an instant; without an offset that is the site’s local time. One at a time.",
    access: "editor",
    body: v.strictObject({
      at: v.string(),
      baseVersion: v.pipe(v.number(), v.integer(), v.minValue(1)),
      note: v.optional(v.pipe(v.string(), v.maxLength(500))),
    }),
    answer: ScheduleSchema,
    status: 201,
  }),
  cancel: call({
    method: "DELETE",
    path: "/v1/sites/:site/config/schedule",
    summary: "Takes back what is scheduled; the draft stays as it is.",
    access: "editor",
    answer: v.object({ schedule: v.null() }),
  }),
};
