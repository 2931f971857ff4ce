import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { ticksOf, trendLineOf } from "./trendLine.ts";

const SIZE = { width: 300, height: 100 };

describe("ticksOf", () => {
  it.each([
    [0, 1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0, 47, [0, 10, 20, 30, 40, 50]],
    [-30, 70, [-40, -20, 0, 20, 40, 60, 80]],
    [0, 0, [0, 1]],
    [-5e-324, 5e-324, [-5e-324, 1]],
  ])("from %d to %d are round", (low, high, ticks) => {
    expect(ticksOf(low, high)).toEqual(ticks);
  });
});

describe("trendLineOf", () => {
  it("goes from the left edge to the right, zero on the ground", () => {
    expect(trendLineOf([0, 10, 5], SIZE).line).toBe("M0 100L150 0L300 50");
  });

  it("has no line without days, and one point in the middle for a single day", () => {
    expect(trendLineOf([], SIZE)).toMatchObject({ line: "", area: "", points: [] });
    expect(trendLineOf([1], SIZE).points).toEqual([{ x: 150, y: 0 }]);
  });

  property.prop([fc.array(fc.double({ noNaN: true, min: -1e8, max: 1e8 }), { minLength: 1 })])(
    "keeps every day in its room",
    (values) => {
      for (const { x, y } of trendLineOf(values, SIZE).points) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(SIZE.width);
        expect(y).toBeGreaterThanOrEqual(-0.1);
        expect(y).toBeLessThanOrEqual(SIZE.height + 0.1);
      }
    },
  );
});
