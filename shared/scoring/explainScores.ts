import { topShare } from "../quantiles/topShare.ts";
import type { Activity } from "../visitor/activity.ts";
import { type Dimension, FAMILIES, type Family } from "./families.ts";
import { type Lift, liftOf } from "./liftOf.ts";
import { type FamilyPopulation, type Population, SMALLEST_POPULATION } from "./populationCuts.ts";
import { type Cuts, type Measure, scoresAt } from "./scoresAt.ts";
import type { TrialRule } from "./trial.ts";

/** A measure with what made it: the cuts in force, its place in the population, and what raises it next. */
export interface ExplainedMeasure extends Measure {
  readonly family: Family;
  readonly dimension: Dimension;
  readonly cuts: Cuts;
  /** The share of the population that does at least as well, from 0 to 1; null without a value or a known population. */
  readonly top: number | null;
  /** null: at its best, or out of the visitor's hands. */
  readonly lift: Lift | null;
}

/**
 * The nine measures of someone, explained: RFM, RFE, RFD; in each recency, frequency, then the third.
 *
 * @param activity of everything up to `at`
 * @param population as it was last measured; null: never. Shares of fewer than a hundred people are not told
 */
export function explainScores(
  activity: Activity,
  rule: TrialRule,
  at: number,
  population: Population | null,
): ExplainedMeasure[] {
  const scores = scoresAt(activity, rule, at);
  return MEASURES.flatMap(({ family, dimension }) => {
    const cuts = inFamily(rule.cuts, family, dimension);
    const measure = inFamily<Measure>(scores, family, dimension);
    if (cuts === undefined || measure === undefined) return [];
    const top = topOf(measure.value, dimension, population?.families[family]);
    const lift = liftOf({ activity, rule, now: at, family, dimension, cuts, ...measure });
    return [{ family, dimension, ...measure, cuts, top, lift }];
  });
}

const MEASURES = (Object.keys(FAMILIES) as Family[]).flatMap((family) =>
  FAMILIES[family].map((dimension) => ({ family, dimension })),
);

function topOf(value: number | null, dimension: Dimension, people: FamilyPopulation | undefined): number | null {
  const known = people?.cuts[dimension]?.percentiles ?? [];
  if (value === null || people === undefined || people.population < SMALLEST_POPULATION || known.length === 0)
    return null;
  return topShare(known, value, dimension === "recency");
}

function inFamily<T>(
  table: { readonly [F in Family]: { readonly [D in Dimension]?: T } },
  family: Family,
  dimension: Dimension,
): T | undefined {
  return table[family][dimension];
}
