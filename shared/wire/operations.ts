import * as v from "valibot";
import { call } from "./call.ts";

/** What is billed, by kind. A row set by `setAlarm` is a row written; an object's alarm that goes off is a request. */
export const OPERATIONS = [
  "workerRequests",
  "visitorRequests",
  "directoryRequests",
  "identityRequests",
  "siteRequests",
  "alarms",
  "rowsWritten",
  "rowsRead",
  "kvReads",
  "kvWrites",
] as const;
export type Operation = (typeof OPERATIONS)[number];

const CountsSchema = v.object(v.entriesFromList(OPERATIONS, v.number()));

/** Counted in one instance of the Worker since it started: locally that is all there is, deployed it is one of many. */
export const OperationsSchema = v.object({
  /** Since when: the first request of a visitor; null: there was none yet. */
  since: v.nullable(v.string()),
  /** Page views that were taken in. */
  pageViews: v.number(),
  /** What they cost, and all else that visitors and time set off. */
  operations: CountsSchema,
  /** What marketers, imports and new models cost. */
  aside: CountsSchema,
});
export type Operations = v.InferOutput<typeof OperationsSchema>;

export const operationsCalls = {
  counted: call({
    method: "GET",
    path: "/v1/operations",
    summary: "Says what is billed, as this instance has counted it since it started.",
    access: "root",
    answer: OperationsSchema,
  }),
};
