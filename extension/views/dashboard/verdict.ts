import type { Results } from "#shared/wire/results";

/** What can be said of a slot's content, in percentage points of those who buy. */
export type Verdict =
  | { readonly kind: "noComparison" }
  | { readonly kind: "tooFew" }
  | { readonly kind: "helps" | "harms" | "undecided"; readonly low: number; readonly high: number };

/** The plain sentence of a slot's results: only an interval that leaves zero out says that anything helps or harms. */
export function verdictOf({ comparedWith, results }: Pick<Results, "comparedWith" | "results">): Verdict {
  if (comparedWith === null) return { kind: "noComparison" };
  const whole = results.find(({ snippet, segment, holdout }) => snippet === null && segment === null && !holdout);
  const interval = whole?.uplift?.conversionRate ?? null;
  if (interval === null) return { kind: "tooFew" };
  const [low, high] = [interval.low * 100, interval.high * 100];
  if (low > 0) return { kind: "helps", low, high };
  return high < 0 ? { kind: "harms", low: -high, high: -low } : { kind: "undecided", low, high };
}
