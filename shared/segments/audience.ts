import * as v from "valibot";
import { audiencesNamedIn, comparisons } from "../rules/comparisons.ts";
import { type Rule, VisitorRuleSchema } from "../rules/rule.ts";
import { KeySchema, NameSchema } from "./key.ts";

/** A saved rule; a visitor may be in any number of audiences. */
export const AudienceSchema = v.strictObject({ key: KeySchema, name: v.optional(NameSchema, {}), rule: VisitorRuleSchema });
export type Audience = v.InferOutput<typeof AudienceSchema>;

/**
 * The audiences in an order in which each comes after those its rule asks for, otherwise as they were; null where some ask for one another in a circle.
 *
 * @example audiencesInOrder([{ key: "a", name: {}, rule: { fact: "audience", contains: "a" } }]); // => null
 */
export function audiencesInOrder(audiences: readonly Audience[]): Audience[] | null {
  const ordered = new Map<string, Audience>();
  let waiting = [...audiences];
  while (waiting.length > 0) {
    const ready = waiting.filter(({ rule }) => asksFor(rule, audiences).every((key) => ordered.has(key)));
    if (ready.length === 0) return null;
    for (const audience of ready) ordered.set(audience.key, audience);
    waiting = waiting.filter(({ key }) => !ordered.has(key));
  }
  return [...ordered.values()];
}

/** To ask whether the list exists is to ask for all of it. */
function asksFor(rule: Rule, audiences: readonly Audience[]): string[] {
  const every = audiences.map(({ key }) => key);
  const asksForAll = comparisons(rule).some(({ fact, operator }) => fact === "audience" && operator === "exists");
  const named = audiencesNamedIn(rule);
  return asksForAll ? every : every.filter((key) => named.includes(key));
}
