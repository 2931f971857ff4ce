import * as v from "valibot";
import { call } from "./call.ts";

/** `write` and `server` are the site's two API keys, `identity` the secret that its back end signs identity tokens with, `decision` what decision tokens are made with. */
export const KEY_KINDS = ["write", "server", "decision", "identity"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];

/** How long both keys work, in hours, where nothing is said. */
export const OVERLAP_HOURS = 24;
const MOST_HOURS = 30 * 24;

export const keyCalls = {
  rotate: call({
    method: "POST",
    path: "/v1/sites/:site/keys/rotate",
    summary: `Puts a new key in the place of a kind's; the one before works for another ${OVERLAP_HOURS} hours, or as many as \`overlapHours\` says. A new secret is in this answer only.`,
    access: "admin",
    body: v.strictObject({
      kind: v.picklist(KEY_KINDS, `must be one of ${KEY_KINDS.join(", ")}`),
      overlapHours: v.optional(
        v.pipe(
          v.number("must be a number"),
          v.minValue(0, "must be 0 or more"),
          v.maxValue(MOST_HOURS, `must be at most ${MOST_HOURS}`),
        ),
      ),
    }),
    answer: v.object({
      kind: v.picklist(KEY_KINDS),
      /** Null for `decision`: nobody holds that but the Worker. */
      key: v.nullable(v.string()),
      /** Until when the one before works. */
      previousEndsAt: v.pipe(v.string(), v.isoTimestamp()),
    }),
  }),
};
