import { factNamesOf } from "#shared/rules/comparisons";
import { isPageFact } from "#shared/rules/factNames";
import type { Rule } from "#shared/rules/rule";

/** Whether a rule asks for the page or the moment, which a count of visitors knows nothing of. */
export function asksForPage(rule: Rule): boolean {
  return factNamesOf(rule).some(isPageFact);
}

/**
 * What a rule asks of the visitor alone: whoever the whole rule matches on some page, at some time, is matched by this.
 *
 * @param isFulfilled what a question about the page is taken for: fulfilled, or beneath a `not` the contrary
 * @example visitorPart({ all: [{ fact: "orders", gt: 1 }, { fact: "device", eq: "mobile" }] }); // => { all: [{ fact: "orders", gt: 1 }, { all: [] }] }
 */
export function visitorPart(rule: Rule, isFulfilled = true): Rule {
  if ("all" in rule) return { all: rule.all.map((one) => visitorPart(one, isFulfilled)) };
  if ("any" in rule) return { any: rule.any.map((one) => visitorPart(one, isFulfilled)) };
  if ("not" in rule) return { not: visitorPart(rule.not, !isFulfilled) };
  if (!isPageFact(rule.fact)) return rule;
  return isFulfilled ? { all: [] } : { any: [] };
}
