import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { madOf, usualOf } from "#shared/figures/usual";

interface Reference {
  readonly series: { readonly values: number[]; readonly median: number; readonly mad: number }[];
}
const { series }: Reference = JSON.parse(
  readFileSync(new URL("../data/reference/outliers.json", import.meta.url), "utf8"),
);

describe("the median absolute deviation", () => {
  // The first two stand in R's help page of `mad`, the third in Leys et al. (2013), page 765.
  it.each([
    [[1, 2, 3, 4, 5, 6, 7, 8, 9], 2.9652],
    [[1, 2, 3, 4, 5, 6, 7, 8, 100], 2.9652],
    [[1, 3, 3, 6, 8, 10, 10, 1000], 5.1891],
  ])("of %j is as published", (values, mad) => {
    expect(madOf(values)).toBeCloseTo(mad, 10);
  });

  it.each(series)("of $values.length values is scipy's: $mad", ({ values, median, mad }) => {
    expect(madOf(values)).toBeCloseTo(mad, 9);
    const usual = usualOf(values, 0);
    if (mad === 0) expect(usual).toBeNull();
    else {
      expect(usual?.median).toBe(median);
      expect(usual?.low).toBeCloseTo(median - 3 * mad, 9);
      expect(usual?.high).toBeCloseTo(median + 3 * mad, 9);
    }
  });
});
