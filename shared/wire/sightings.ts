import * as v from "valibot";
import { call } from "./call.ts";
import { isoOf } from "./visitorAnswers.ts";

/**
 * How somebody was seen. `opened`: their own data, by any call that names them. `listed`: on a page of the list. `watched`: a socket upon them
 * was opened. `followed`: a socket upon the whole site's changes, which is of nobody in particular.
 */
export const SIGHTINGS = ["opened", "listed", "watched", "followed"] as const;

/** Who saw whom on one day (UTC): one for each actor, visitor and way, however often. */
export const SightingSchema = v.object({
  /** As the audit log calls them: a token's name and id, `server` or `root`. */
  actor: v.string(),
  /** A visitor id; null: of nobody in particular, or of those who have been erased since. */
  visitor: v.nullable(v.string()),
  how: v.picklist(SIGHTINGS),
  /** The first time on that day. */
  first: v.pipe(v.string(), v.isoTimestamp()),
  /** The last time on that day, to the hour. */
  last: v.pipe(v.string(), v.isoTimestamp()),
});
export type Sighting = v.InferOutput<typeof SightingSchema>;

/**
 * Who saw whom, as it is answered; instants are epoch milliseconds, and the empty text is no visitor.
 *
 * @example sightingAnswer({ actor: "root", visitor: "", how: "followed", first: 0, last: 0 }).visitor; // => null
 */
export function sightingAnswer(
  row: Pick<Sighting, "actor" | "how"> & { readonly visitor: string; readonly first: number; readonly last: number },
): Sighting {
  const { actor, visitor, how, first, last } = row;
  return { actor, visitor: visitor === "" ? null : visitor, how, first: isoOf(first), last: isoOf(last) };
}

export const sightingCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/sightings",
    summary:
      "Reads who saw which visitors, newest day first, within a day by who: of one visitor by any of their ids, or of one actor. Kept for `privacy.retentionDays`.",
    access: "admin",
    query: v.object({
      visitor: v.optional(v.pipe(v.string(), v.maxLength(255))),
      actor: v.optional(v.pipe(v.string(), v.maxLength(400))),
      cursor: v.optional(v.string()),
    }),
    answer: v.object({ sightings: v.array(SightingSchema), cursor: v.nullable(v.string()) }),
  }),
};
