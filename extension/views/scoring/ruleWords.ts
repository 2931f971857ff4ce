import { comparisons } from "#shared/rules/comparisons";
import type { Rule } from "#shared/rules/rule";
import { expectedInWords, factInWords, type Telling } from "../../components/explanation/factWords.ts";
import type { ScoringWords } from "../../words/scoring/en.ts";

/** A rule in one sentence: `Orders exactly 1 and Since the last order at most 30 d`. */
export function ruleInWords(rule: Rule, telling: Telling, said: ScoringWords): string {
  const { spoken } = telling;
  const several = (rules: readonly Rule[], type: "conjunction" | "disjunction") => {
    const parts = rules.map((one) => (isGroup(one) && rules.length > 1 ? `(${sentence(one)})` : sentence(one)));
    return spoken.list(parts, type);
  };
  const sentence = (one: Rule): string => {
    if ("all" in one) return one.all.length === 0 ? said.everyone : several(one.all, "conjunction");
    if ("any" in one) return one.any.length === 0 ? said.nobody : several(one.any, "disjunction");
    if ("not" in one) return said.not(sentence(one.not));
    const [asked] = comparisons(one);
    if (asked === undefined) return "";
    const { fact, operator, expected } = asked;
    // What it met belongs to somebody's explanation: here nobody was asked.
    const words = expectedInWords({ fact, operator, expected, actual: null, result: false }, telling);
    return `${factInWords(fact, telling)} ${words}`;
  };
  return sentence(rule);
}

function isGroup(rule: Rule): boolean {
  return ("all" in rule && rule.all.length > 1) || ("any" in rule && rule.any.length > 1);
}
