import { type Explained, explain } from "../rules/explain.ts";
import { matches } from "../rules/matches.ts";
import type { Rule } from "../rules/rule.ts";
import type { Model } from "./model.ts";
import { factOf, type Standing } from "./segmentAt.ts";

/** A segment or audience whose rule was asked, and what each of its comparisons met. */
export interface AskedRule {
  readonly key: string;
  readonly result: boolean;
  readonly comparisons: readonly Explained[];
}

/**
 * Why someone is in their segment: the rules asked, in order, the last of which matched.
 *
 * @param standing by the same model
 */
export function explainSegment(standing: Standing, model: Model): AskedRule[] {
  const ask = asking(standing, model);
  const at = model.segments.findIndex(({ key }) => key === standing.segment);
  return model.segments.slice(0, at + 1).map(ask);
}

/** Why someone is in each audience, or is not. */
export function explainAudiences(standing: Standing, model: Model): AskedRule[] {
  return model.audiences.map(asking(standing, model));
}

function asking(standing: Standing, model: Model) {
  const read = factOf(standing, model);
  return ({ key, rule }: { readonly key: string; readonly rule: Rule }): AskedRule => ({
    key,
    result: matches(rule, read),
    comparisons: explain(rule, read),
  });
}
