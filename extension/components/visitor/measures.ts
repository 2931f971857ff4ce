import type { Dimension, FAMILIES, Family } from "#shared/scoring/families";
import type { Visitor } from "#shared/wire/visitors";
import type { SiteFacts } from "../../messages.ts";
import type { Spoken } from "../../words/spoken.ts";
import { amountInWords } from "../amountInWords.ts";
import { nextStep } from "./nextStep.ts";

/** The dimensions of each family. Said again, and checked: importing them would bring the schemas of scoring into every page. */
export const DIMENSIONS = {
  rfm: ["recency", "frequency", "monetary"],
  rfe: ["recency", "frequency", "engagement"],
  rfd: ["recency", "frequency", "duration"],
} as const satisfies typeof FAMILIES;

/** The families in the order of their tabs. */
export const FAMILY_KEYS = ["rfm", "rfe", "rfd"] as const satisfies readonly Family[];

const DAY_MS = 86_400_000;

/** Dimensions whose unit is more than a noun. */
const NAMED: readonly Dimension[] = ["monetary", "duration"];

interface Measured {
  readonly value: number | null;
  readonly score: number | null;
  readonly tier: string | null;
}

/** One line of the card's table, in words. */
export interface Measure {
  readonly dimension: Dimension;
  readonly value: string;
  readonly score: number | null;
  readonly tier: string | null;
  /** What leads to the next score; null where the cut is not known or there is none. */
  readonly next: string | null;
}

/** The family that matters: purchases for who has bought, else engagement. */
export function familyOf(visitor: Visitor): Family {
  return visitor.kind === "customer" ? "rfm" : "rfe";
}

/** The first letter of a dimension, which stands for it in `R5 F3 M4`. */
export function letterOf(dimension: Dimension): string {
  return dimension.charAt(0).toUpperCase();
}

/** Each dimension of a family with its measure. */
export function measuredOf(scores: Visitor["scores"], family: Family): [Dimension, Measured][] {
  const measured: Readonly<Record<string, Measured>> = scores[family];
  return DIMENSIONS[family].map((dimension) => [
    dimension,
    measured[dimension] ?? { value: null, score: null, tier: null },
  ]);
}

/**
 * A family as the card's table shows it.
 *
 * @param age milliseconds since the visitor was read: recency grows meanwhile
 */
export function measuresOf(
  visitor: Visitor,
  family: Family,
  facts: SiteFacts | null,
  spoken: Spoken,
  age: number,
): Measure[] {
  return measuredOf(visitor.scores, family).map(([dimension, { value: read, score, tier }]) => {
    const value = read !== null && dimension === "recency" ? read + age / DAY_MS : read;
    const inWords = (amount: number) => amountInWords(amount, dimension, family, facts, spoken);
    // What is counted needs no noun here: it stands in the value above.
    const gapInWords = (gap: number) =>
      dimension === "recency"
        ? spoken.words.after(inWords(gap))
        : spoken.words.more(NAMED.includes(dimension) ? inWords(gap) : spoken.number(gap));
    const step =
      value === null || score === null
        ? null
        : nextStep(value, score, facts?.cuts[`${family}.${dimension}`], dimension);
    return {
      dimension,
      value: value === null ? spoken.words.none : inWords(value),
      score,
      tier: tier === null ? null : (spoken.words.tiers[tier] ?? tier),
      next: step === null ? null : spoken.words.next(gapInWords(step.gap), spoken.number(step.score)),
    };
  });
}
