import type { Dimension } from "#shared/scoring/families";
import { TIERS } from "#shared/scoring/tier";
import type { Spoken } from "../../words/spoken.ts";

/** Cuts part values into scores or tiers. */
export type StepKind = "scores" | "tiers";

/** One step: its number, 1 the worst, and how it is called. */
export interface Step {
  readonly step: number;
  readonly name: string;
}

/** The steps in the order of their values, the lowest values first: of recency the best. */
export function stepsByValue(dimension: Dimension, kind: StepKind, spoken: Spoken): Step[] {
  const names =
    kind === "scores"
      ? [1, 2, 3, 4, 5].map((step) => spoken.exact(step))
      : TIERS[dimension].map((tier) => spoken.words.tiers[tier] ?? tier);
  const worstFirst = names.map((name, index) => ({ step: index + 1, name }));
  return dimension === "recency" ? worstFirst.reverse() : worstFirst;
}

/** How strong a step's colour is, in percent of the accent. */
export function warmthOfStep(step: number, steps: number): number {
  return Math.round(20 + (70 * (step - 1)) / Math.max(1, steps - 1));
}
