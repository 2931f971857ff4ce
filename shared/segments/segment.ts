import * as v from "valibot";
import { isPageFact } from "../rules/factNames.ts";
import { ruleSchema } from "../rules/rule.ts";
import { KeySchema, NameSchema } from "./key.ts";

/** An audience may ask for the segment, so a segment that asked for an audience could turn in a circle. */
function refusal(fact: string): string | null {
  if (fact === "segment" || fact === "audience") return `may not ask for the ${fact}: this rule decides the segment`;
  return isPageFact(fact) ? "is a fact of the page: only snippets may use it" : null;
}

/** One stage of the lifecycle: the first in the list whose rule matches is the visitor's. */
export const SegmentSchema = v.strictObject({
  key: KeySchema,
  name: v.optional(NameSchema, {}),
  rule: ruleSchema(refusal),
});
export type Segment = v.InferOutput<typeof SegmentSchema>;
