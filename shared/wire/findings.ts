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

export const findingCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/findings",
    summary: "Reads what was refused of what visitors sent, newest first: at most one of a kind for each id and hour.",
    access: "viewer",
    answer: v.object({ findings: v.array(FindingSchema) }),
  }),
};
