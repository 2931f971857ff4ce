import * as v from "valibot";
import { parseInstant } from "../events/clock.ts";
import { RuleSchema } from "../rules/rule.ts";
import { KeySchema } from "../segments/key.ts";
import { contentEntries, writtenFaults } from "./content.ts";
import { faultsAt } from "./faultsAt.ts";
import { measureEntries } from "./measures.ts";

const Instant = v.pipe(
  v.string("must be an ISO 8601 instant or null"),
  v.check((text) => parseInstant(text) !== null, "must be an ISO 8601 instant or null"),
);

/** One piece of content, the rule under which it is shown, and when: from `from` on, until just before `until`. */
export const SnippetSchema = v.pipe(
  v.strictObject({
    key: KeySchema,
    rule: RuleSchema,
    ...contentEntries,
    /** Shows a piece of the library, whose content, type and languages it takes, in place of content of its own. */
    library: v.optional(KeySchema),
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
  v.rawCheck(faultsAt((snippet) => writtenFaults(snippet, ["content", "image", "library"]))),
);
export type Snippet = v.InferOutput<typeof SnippetSchema>;

/** Whether an instant lies in a snippet's schedule. */
export function isScheduledAt({ from, until }: Pick<Snippet, "from" | "until">, at: number): boolean {
  return instantOf(from, Number.NEGATIVE_INFINITY) <= at && at < instantOf(until, Number.POSITIVE_INFINITY);
}

function instantOf(text: string | null, otherwise: number): number {
  return text === null ? otherwise : (parseInstant(text) ?? otherwise);
}
