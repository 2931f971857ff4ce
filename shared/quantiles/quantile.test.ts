import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quantile } from "./quantile.ts";

const populations = fc
  .array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 60 })
  .map((values) => values.sort((a, b) => a - b));
const shares = fc.double({ min: 0, max: 1, noNaN: true });

describe("quantile", () => {
  // R 4.4: quantile(x, p, type = 7); numpy.quantile gives the same.
  it.each([
    [[1, 3, 7, 30], 0.5, 5],
    [[1, 2, 3, 4, 5], 0.2, 1.8],
    [[1, 2, 3, 4, 5], 0.8, 4.2],
    [[10, 20], 1 / 3, 13.333333333333334],
    [[-5, -1, 0, 0, 2, 8], 0.6, 0],
    [[7], 0.4, 7],
  ])("is of type 7: of %j at %d it is %d", (sorted, share, expected) => {
    expect(quantile(sorted, share)).toBeCloseTo(expected, 12);
  });

  it("begins at the least and ends at the greatest", () => {
    fc.assert(
      fc.property(populations, (sorted) => {
        expect(quantile(sorted, 0) === sorted[0]).toBe(true);
        expect(quantile(sorted, 1) === sorted.at(-1)).toBe(true);
      }),
    );
  });

  it("never falls as the share grows", () => {
    fc.assert(
      fc.property(populations, shares, shares, (sorted, a, b) => {
        expect(quantile(sorted, Math.min(a, b))).toBeLessThanOrEqual(quantile(sorted, Math.max(a, b)));
      }),
    );
  });

  it("is the tied value itself where neighbours are tied", () => {
    expect(quantile([0.1, 0.1, 0.1], 0.7)).toBe(0.1);
  });

  it("refuses an empty population and a share outside 0 to 1", () => {
    expect(() => quantile([], 0.5)).toThrow("quantile requires one or more values");
    expect(() => quantile([1], 1.01)).toThrow("quantile requires a share from 0 to 1");
    expect(() => quantile([1], Number.NaN)).toThrow(RangeError);
  });
});
