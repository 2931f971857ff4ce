import * as v from "valibot";
import { call } from "./call.ts";

/** One thing that somebody did to a site, or was refused. */
export const AuditEntrySchema = v.object({
  seq: v.number(),
  at: v.string(),
  actor: v.string(),
  action: v.string(),
  target: v.string(),
  detail: v.nullable(v.record(v.string(), v.unknown())),
  /** Over the entry and the hash before it, as `chainHash` computes it. */
  hash: v.string(),
});
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>;

export const auditCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/audit",
    summary: "Reads what was done, newest first.",
    access: "admin",
    query: v.object({ cursor: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, "is not a cursor of this list"))) }),
    answer: v.object({ entries: v.array(AuditEntrySchema), cursor: v.nullable(v.string()) }),
  }),
  chain: call({
    method: "GET",
    path: "/v1/sites/:site/audit/chain",
    summary:
      "Follows the log's chain of hashes from its first entry: how many follow, the last one's hash, and where it breaks, if it does.",
    access: "admin",
    answer: v.object({ entries: v.number(), hash: v.string(), brokenAt: v.nullable(v.number()) }),
  }),
};
