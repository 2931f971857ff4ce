/** What a marketer can set a target for, and whether it is a least or a most. Shares are 0 to 1, money is in the site's currency. */
export const TARGETS = {
  newCustomersPerWeek: "least",
  revenuePerDay: "least",
  boughtAgainShare: "least",
  atRiskShare: "most",
} as const;
export type Target = keyof typeof TARGETS;

/** The targets that are set. */
export type Targets = Readonly<Partial<Record<Target, number>>>;

/** A target and what came of it; unknown where there is no figure yet. */
export interface Judgement {
  readonly target: Target;
  readonly wanted: number;
  readonly actual: number | null;
  readonly kind: "met" | "missed" | "unknown";
}

/**
 * What came of each target that is set, in the order of `TARGETS`; as much as was wanted is enough.
 *
 * @param actual null where there is no figure
 * @example judge({ atRiskShare: 0.2 }, () => 0.25)[0]?.kind; // => "missed"
 */
export function judge(targets: Targets, actual: (target: Target) => number | null): Judgement[] {
  const judgements: Judgement[] = [];
  for (const target of ["newCustomersPerWeek", "revenuePerDay", "boughtAgainShare", "atRiskShare"] as const) {
    const wanted = targets[target];
    if (wanted === undefined) continue;
    const figure = actual(target);
    const isMet = figure !== null && (TARGETS[target] === "least" ? figure >= wanted : figure <= wanted);
    judgements.push({ target, wanted, actual: figure, kind: figure === null ? "unknown" : isMet ? "met" : "missed" });
  }
  return judgements;
}
