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
  /** From where, by ISO 3166-1 alpha-2 (`T1`: Tor); null: nobody knows. */
  country: v.nullable(v.string()),
  /** Over the entry and the hash before it, as `chainHash` computes it. */
  hash: v.string(),
});
export type AuditEntry = v.InferOutput<typeof AuditEntrySchema>;

const AuditListSchema = v.object({ entries: v.array(AuditEntrySchema), cursor: v.nullable(v.string()) });
export type AuditList = v.InferOutput<typeof AuditListSchema>;

const SeqSchema = v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/, "is not a cursor of this list")));
const SoughtSchema = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200)));

export const auditCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/audit",
    summary:
      "Reads what was done, newest first: by whoever has `actor` in their name, of an `action` or a family of them (`config`). With `after`, oldest first what follows upon that seq (0: all). A part of a search may be short, even empty, and the log go on: `cursor` says so, and goes in the place of `cursor` or `after`.",
    access: "admin",
    query: v.pipe(
      v.object({ cursor: SeqSchema, after: SeqSchema, actor: SoughtSchema, action: SoughtSchema }),
      v.check(({ cursor, after }) => cursor === undefined || after === undefined, "has either cursor or after"),
    ),
    answer: AuditListSchema,
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
