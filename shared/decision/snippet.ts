import * as v from "valibot";
import { hasOffset, parseInstant } from "../events/clock.ts";
import { RuleSchema } from "../rules/rule.ts";
import { KeySchema } from "../segments/key.ts";
import { contentEntries, writtenFaults } from "./content.ts";
import { faultsAt } from "./faultsAt.ts";
import { measureEntries } from "./measures.ts";
import { endsLater } from "./schedule.ts";

const Instant = v.pipe(
  v.string("must be an ISO 8601 instant or null"),
  v.check((text) => parseInstant(text) !== null, "must be an ISO 8601 instant or null"),
);

/**
 * One piece of content, the rule under which it is shown, and when: from `from` on, until just before `until`; without an offset
 * both are read from the site's own clocks.
 */
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
    v.check((schedule) => !isComparable(schedule) || endsLater(schedule), "must be later than from"),
    ["until"],
  ),
  v.rawCheck(faultsAt((snippet) => writtenFaults(snippet, ["content", "image", "library"]))),
);
export type Snippet = v.InferOutput<typeof SnippetSchema>;

/** A local time is comparable to an instant only by the site's clocks, which `scheduleBy` asks. */
function isComparable({ from, until }: { from: string | null; until: string | null }): boolean {
  return from === null || until === null || hasOffset(from) === hasOffset(until);
}
