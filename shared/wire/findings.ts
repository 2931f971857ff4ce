import * as v from "valibot";
import { call } from "./call.ts";

/** Something that was not done with what visitors sent, and that a marketer may want to put right. */
export const FindingSchema = v.object({
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** `refused-id`: an id that names nobody. `too-many-links`: over `identity.maxLinksPerHour`. `too-old`: behaviour that is no longer kept when it
   * comes. `two-users`: an alias of two users. `unproven`: what `identity.requireProof` left out. `refused-proof`: an identity token that proves
   * nothing, and why. */
  kind: v.picklist(["refused-id", "too-many-links", "too-old", "two-users", "unproven", "refused-proof"]),
  /** The id concerned. */
  id: v.string(),
  detail: v.string(),
});

/** What may become of something sent that changes nobody: refused, too old or without the proof that is demanded, or nobody's. */
export const TALLIED = ["rejected", "setAside", "uncounted"] as const;
export type Tallied = (typeof TALLIED)[number];

const ReasonsSchema = v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(0)));

/** How often on a day (UTC), by reason. */
export const TallySchema = v.object({
  day: v.pipe(v.string(), v.isoDate()),
  /** Messages, by the field that is wrong (`revenue`), `structure`, `size` or `message`; whole requests by `request.too-many` and `request.forbidden`. */
  rejected: ReasonsSchema,
  /** Messages: `too-old`, `unproven`. */
  setAside: ReasonsSchema,
  /** Messages and proxied pages of nobody in particular: `bot`, `prefetch`; messages of whoever may not be known: `consent`. */
  uncounted: ReasonsSchema,
});

export const findingCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/findings",
    summary:
      "Reads what was refused of what visitors sent, newest first: at most one of a kind for each id and hour, kept for `privacy.retentionDays`.",
    access: "viewer",
    answer: v.object({ findings: v.array(FindingSchema) }),
  }),
  counts: call({
    method: "GET",
    path: "/v1/sites/:site/findings/counts",
    summary:
      "Counts what was refused or left out, by day (UTC) and reason, newest day first: the last 30 days, or as many as are asked for. Isolates tell what they have counted once a minute.",
    access: "viewer",
    query: v.object({
      days: v.optional(v.pipe(v.string(), v.regex(/^(?:[1-9]\d?|[1-3]\d\d|400)$/, "is a whole number from 1 to 400"))),
    }),
    answer: v.object({ days: v.array(TallySchema) }),
  }),
};
