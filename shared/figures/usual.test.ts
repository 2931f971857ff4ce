import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { madOf, usualOf } from "./usual.ts";

const whole = fc.integer({ min: -1_000_000, max: 1_000_000 });
const values = fc.array(whole, { minLength: 8, maxLength: 90 });

describe("usualOf", () => {
  test.prop([values, whole])("moves with its values", (list, by) => {
    const [here, there] = [
      usualOf(list, 1),
      usualOf(
        list.map((value) => value + by),
        1,
      ),
    ];
    expect((there?.low ?? 0) - (here?.low ?? 0)).toBeCloseTo(by, 3);
    expect((there?.high ?? 0) - (here?.high ?? 0)).toBeCloseTo(by, 3);
  });

  test.prop([values])("does not depend on their order", (list) => {
    expect(usualOf(list.toReversed(), 1)).toEqual(usualOf(list, 1));
  });

  test.prop([values, fc.integer({ min: 2, max: 9 })])("grows with their unit", (list, times) => {
    expect(madOf(list.map((value) => value * times))).toBeCloseTo(madOf(list) * times, 2);
  });

  test.prop([fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 9, maxLength: 40 }), fc.infiniteStream(whole)])(
    "stays within the values whatever fewer than half of them become",
    (list, wild) => {
      const broken = Math.ceil(list.length / 2) - 1;
      const median = usualOf([...list.slice(broken), ...wild.take(broken)], 1)?.median;
      expect(median).toBeGreaterThanOrEqual(0);
      expect(median).toBeLessThanOrEqual(50);
    },
  );

  test.prop([values])("holds at least half of its own values", (list) => {
    const { low, high } = usualOf(list, 1) ?? { low: 0, high: 0 };
    expect(list.filter((value) => value >= low && value <= high).length).toBeGreaterThanOrEqual(list.length / 2);
  });

  it("says nothing of fewer than eight values, nor where most are the same and nothing finer is known", () => {
    expect(usualOf([1, 2, 3, 4, 5, 6, 7], 1)).toBeNull();
    expect(usualOf([0, 0, 0, 0, 0, 90, 20, 30], 0)).toBeNull();
  });

  it("finds three more than a constant count no news", () => {
    expect(usualOf([2, 2, 2, 2, 2, 2, 2, 2], 1)).toEqual({ median: 2, low: -1, high: 5 });
  });
});
