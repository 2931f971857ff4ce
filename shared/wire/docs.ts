import * as v from "valibot";
import { call } from "./call.ts";

/** What the Worker stands on: the four kinds of objects, and KV. */
export const PARTS = ["site", "identity", "directory", "visitor", "kv"] as const;
export type Part = (typeof PARTS)[number];

const StandingSchema = v.picklist(["ok", "failing"]);

const PartsSchema = v.object({
  /** `failing`: at least one part is. */
  status: StandingSchema,
  parts: v.object({
    site: StandingSchema,
    identity: StandingSchema,
    directory: StandingSchema,
    visitor: StandingSchema,
    kv: StandingSchema,
  }),
});
export type PartsAnswer = v.InferOutput<typeof PartsSchema>;

export const docsCalls = {
  health: call({
    method: "GET",
    path: "/healthz",
    summary: "Says that the Worker answers.",
    access: "open",
    answer: v.object({ status: v.literal("ok") }),
  }),
  parts: call({
    method: "GET",
    path: "/healthz/parts",
    summary:
      "Asks one of each part that the Worker stands on: 503 where one fails, or has not answered within two seconds. An answer stands for five seconds.",
    access: "open",
    answer: PartsSchema,
  }),
};
