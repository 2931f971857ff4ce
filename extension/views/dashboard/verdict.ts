import type { ResultRow, Results } from "#shared/wire/results";

/** How much more, and between what it lies. */
export type Interval = NonNullable<ResultRow["roi"]>;

/** What a difference in the share who buy says, in percentage points: only an interval that leaves zero out says anything. */
export type Difference =
  | { readonly kind: "tooFew" }
  | { readonly kind: "helps" | "harms" | "undecided"; readonly low: number; readonly high: number };

/** What can be said of a slot's content. */
export type Verdict = Difference | { readonly kind: "noComparison" };

/**
 * @param interval shares from 0 to 1; null while too few were seen
 * @example differenceOf({ difference: 0.5, low: 0.25, high: 0.75 }); // => { kind: "helps", low: 25, high: 75 }
 */
export function differenceOf(interval: Interval | null): Difference {
  if (interval === null) return { kind: "tooFew" };
  const [low, high] = [interval.low * 100, interval.high * 100];
  if (low > 0) return { kind: "helps", low, high };
  return high < 0 ? { kind: "harms", low: -high, high: -low } : { kind: "undecided", low, high };
}

/** The plain sentence of a slot's results. */
export function verdictOf({ comparedWith, results }: Pick<Results, "comparedWith" | "results">): Verdict {
  if (comparedWith === null) return { kind: "noComparison" };
  return differenceOf(wholeOf(results)?.uplift?.conversionRate ?? null);
}

/** Everybody who was shown anything of the slot. */
export function wholeOf(results: readonly ResultRow[]): ResultRow | undefined {
  return results.find(({ snippet, segment, holdout }) => snippet === null && segment === null && !holdout);
}
