import type { Operation } from "#shared/wire/operations";

/**
 * Dollars for a million, beyond what the plan of $5 a month includes.
 *
 * @see https://developers.cloudflare.com/workers/platform/pricing/
 * @see https://developers.cloudflare.com/durable-objects/platform/pricing/
 */
export const PER_MILLION: Readonly<Record<Operation, number>> = {
  workerRequests: 0.3,
  visitorRequests: 0.15,
  directoryRequests: 0.15,
  identityRequests: 0.15,
  siteRequests: 0.15,
  alarms: 0.15,
  rowsWritten: 1,
  rowsRead: 0.001,
  kvReads: 0.5,
  kvWrites: 5,
};

/** Processor time, which no Worker can measure of itself: milliseconds a request, as measured from outside, and dollars for a million of them. */
export const PROCESSOR = { msPerRequest: 4, perMillionMs: 0.02 } as const;

/** The time an object is awake for a request: seconds, the gigabytes it is billed for, and dollars for a million gigabyte-seconds. */
export const AWAKE = { secondsPerRequest: 0.005, gigabytes: 0.128, perMillionGbSeconds: 12.5 } as const;

/** What things are called on a bill. */
export const NAMES: Readonly<Record<Operation, string>> = {
  workerRequests: "Worker requests",
  visitorRequests: "object requests: visitors",
  directoryRequests: "object requests: directory",
  identityRequests: "object requests: identities",
  siteRequests: "object requests: site",
  alarms: "object requests: alarms",
  rowsWritten: "rows written, alarms set",
  rowsRead: "rows read",
  kvReads: "KV reads",
  kvWrites: "KV writes, deletes, lists",
};
