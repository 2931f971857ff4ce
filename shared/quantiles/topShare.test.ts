import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { quantile } from "./quantile.ts";
import { topShare } from "./topShare.ts";

const percentilesOf = (population: readonly number[]) => {
  const sorted = population.toSorted((a, b) => a - b);
  return Array.from({ length: 101 }, (_, percent) => quantile(sorted, percent / 100));
};

const PEOPLE = { minLength: 200, maxLength: 400 };
const populations = fc.oneof(
  fc.array(fc.double({ min: -1_000, max: 1_000, noNaN: true }), PEOPLE),
  fc.array(fc.integer({ min: 0, max: 3 }), PEOPLE),
  fc.array(fc.integer({ min: 0, max: 40 }), PEOPLE),
  fc.array(
    fc.integer({ min: 0, max: 12 }).map((power) => 2 ** power),
    PEOPLE,
  ),
  fc.array(fc.constant(7), PEOPLE),
);

describe("topShare", () => {
  test.prop([populations, fc.nat(), fc.boolean(), fc.constantFrom(0, 0, 0.5, -3)], { numRuns: 1_000 })(
    "is that of a count within 1 %, ties counted, for members and others",
    (population, pick, fewIsGood, off) => {
      const value = (population[pick % population.length] ?? 0) + off;
      const asGood = population.filter((other) => (fewIsGood ? other <= value : other >= value)).length;
      const share = topShare(percentilesOf(population), value, fewIsGood);
      expect(Math.abs(share - asGood / population.length)).toBeLessThanOrEqual(0.01);
    },
  );

  it("is written with three decimals at most, whatever the value", () => {
    const percentiles = Array.from({ length: 101 }, (_, percent) => percent);
    for (let value = -1; value <= 102; value += 0.5)
      expect(String(topShare(percentiles, value, false))).toMatch(/^[01](\.\d{1,3})?$/);
  });

  it("is everybody for the worst and nobody beyond the best", () => {
    const percentiles = percentilesOf([1, 2, 2, 3]);
    expect([1, 3.1].map((value) => topShare(percentiles, value, false))).toEqual([1, 0]);
    expect([3, 0.9].map((value) => topShare(percentiles, value, true))).toEqual([1, 0]);
    expect(() => topShare([1], 1, true)).toThrow(RangeError);
  });
});
