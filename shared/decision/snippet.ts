import * as v from "valibot";
import { parseInstant } from "../events/clock.ts";
import { RuleSchema } from "../rules/rule.ts";
import { KeySchema } from "../segments/key.ts";
import { measureEntries } from "./measures.ts";

/** The most one snippet's content may weigh, in bytes of UTF-8. */
export const MAX_CONTENT_BYTES = 64 * 1024;

export const CONTENT_TYPES = ["text/html", "text/plain", "application/json"] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

const Instant = v.pipe(
  v.string("must be an ISO 8601 instant or null"),
  v.check((text) => parseInstant(text) !== null, "must be an ISO 8601 instant or null"),
);

/** One piece of content, the rule under which it is shown, and when: from `from` on, until just before `until`. */
export const SnippetSchema = v.pipe(
  v.strictObject({
    key: KeySchema,
    rule: RuleSchema,
    content: v.pipe(
      v.string("must be text"),
      v.maxBytes(MAX_CONTENT_BYTES, `must be at most ${MAX_CONTENT_BYTES} bytes`),
    ),
    contentType: v.optional(v.picklist(CONTENT_TYPES, `must be one of ${CONTENT_TYPES.join(", ")}`), "text/html"),
    from: v.optional(v.nullable(Instant), null),
    until: v.optional(v.nullable(Instant), null),
    ...measureEntries,
  }),
  v.forward(
    v.check(({ experiment, weight }) => weight === undefined || experiment != null, "is for snippets of an experiment"),
    ["weight"],
  ),
  v.forward(
    v.check(
      ({ from, until }) => instantOf(from, Number.NEGATIVE_INFINITY) < instantOf(until, Number.POSITIVE_INFINITY),
      "must be later than from",
    ),
    ["until"],
  ),
  v.forward(
    v.check(
      ({ contentType, content }) => contentType !== "application/json" || isJson(content),
      "must be JSON, as contentType says",
    ),
    ["content"],
  ),
);
export type Snippet = v.InferOutput<typeof SnippetSchema>;

/** Whether an instant lies in a snippet's schedule. */
export function isScheduledAt({ from, until }: Pick<Snippet, "from" | "until">, at: number): boolean {
  return instantOf(from, Number.NEGATIVE_INFINITY) <= at && at < instantOf(until, Number.POSITIVE_INFINITY);
}

function instantOf(text: string | null, otherwise: number): number {
  return text === null ? otherwise : (parseInstant(text) ?? otherwise);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
