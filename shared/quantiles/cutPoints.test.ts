import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutPoints } from "./cutPoints.ts";

describe("cutPoints", () => {
  it("parts a population into five by four cuts and into three by two", () => {
    expect(cutPoints([0, 10, 20, 30, 40, 50], 5)).toEqual([10, 20, 30, 40]);
    expect(cutPoints([0, 30, 60, 90], 3)).toEqual([30, 60]);
  });

  it("meets a member of the population exactly wherever the parts come out even", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.constantFrom(3, 5), (each, parts) => {
        const sorted = Array.from({ length: each * parts + 1 }, (_, index) => index);
        expect(cutPoints(sorted, parts)).toEqual(Array.from({ length: parts - 1 }, (_, index) => (index + 1) * each));
      }),
    );
  });

  it("gives sorted cuts, all the same where all values are", () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const cuts = cutPoints(
          values.sort((a, b) => a - b),
          5,
        );
        expect(cuts).toEqual([...cuts].sort((a, b) => a - b));
      }),
    );
    expect(cutPoints([4, 4, 4], 5)).toEqual([4, 4, 4, 4]);
  });

  it("refuses fewer than two parts", () => {
    expect(() => cutPoints([1], 1)).toThrow("cutPoints requires two or more parts");
  });
});
