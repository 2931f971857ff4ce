import type { Dimension } from "#shared/scoring/families";

/** The values that have one score or tier. */
export interface Rung {
  /** 1 is the worst. */
  readonly step: number;
  /** A count begins with it, all else strictly above it; left out: no lower end. */
  readonly from?: number;
  /** Included; left out: no upper end. */
  readonly to?: number;
  readonly isCount: boolean;
  /** Cuts that are equal leave steps that no value has. */
  readonly isEmpty: boolean;
}

/**
 * Which values have which score or tier, the best first.
 *
 * @param cuts ascending: four make scores, two make tiers
 * @example ladderOf([1, 4], "frequency").map(({ from, to }) => [from, to]); // => [[5, undefined], [2, 4], [undefined, 1]]
 * @example ladderOf([30, 90], "recency").map(({ step, from, to }) => [step, from, to]); // => [[3, undefined, 30], [2, 30, 90], [1, 90, undefined]]
 */
export function ladderOf(cuts: readonly number[], dimension: Dimension): Rung[] {
  const isCount = dimension === "frequency";
  const rungs = Array.from({ length: cuts.length + 1 }, (_, below): Rung => {
    const [under, cut] = [cuts[below - 1], cuts[below]];
    const from = isCount && under !== undefined ? Math.floor(under) + 1 : under;
    const to = isCount && cut !== undefined ? Math.floor(cut) : cut;
    return {
      step: dimension === "recency" ? cuts.length + 1 - below : below + 1,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      isCount,
      isEmpty: from !== undefined && to !== undefined && (isCount ? from > to : from >= to),
    };
  });
  return dimension === "recency" ? rungs : rungs.reverse();
}
