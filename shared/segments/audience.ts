import * as v from "valibot";
import { audiencesNamedIn, comparisons } from "../rules/comparisons.ts";
import { type Rule, VisitorRuleSchema } from "../rules/rule.ts";
import { KeySchema, NameSchema } from "./key.ts";

/** A saved rule; a visitor may be in any number of audiences. */
export const AudienceSchema = v.strictObject({
  key: KeySchema,
  name: v.optional(NameSchema, {}),
  rule: VisitorRuleSchema,
});
export type Audience = v.InferOutput<typeof AudienceSchema>;

/**
 * The audiences that can never be settled, as their rules ask for one another in a circle or for such a one.
 *
 * @example circularAudiences([{ key: "a", rule: { fact: "audience", contains: "a" } }]); // => ["a"]
 */
export function circularAudiences(audiences: readonly Pick<Audience, "key" | "rule">[]): string[] {
  const keys = audiences.map(({ key }) => key);
  const asked = audiences.map(({ key, rule }) => ({ key, others: asksFor(rule, keys) }));
  const settled = new Set<string>();
  for (let before = -1; before < settled.size; ) {
    before = settled.size;
    for (const { key, others } of asked) if (others.every((other) => settled.has(other))) settled.add(key);
  }
  return keys.filter((key) => !settled.has(key));
}

/** To ask whether the list exists is to ask for all of it. */
function asksFor(rule: Rule, keys: readonly string[]): readonly string[] {
  const asksForAll = comparisons(rule).some(({ fact, operator }) => fact === "audience" && operator === "exists");
  return asksForAll ? keys : audiencesNamedIn(rule).filter((key) => keys.includes(key));
}
