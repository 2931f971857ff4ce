import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { surpriseOf } from "./surprise.ts";

const daysOf = (values: readonly number[]) =>
  values.map((value, index) => ({ day: new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10), value }));

/** A shop that is closed on one day of the week. */
const weeks = (count: number) => Array.from({ length: count }, () => [10, 12, 11, 13, 12, 14, 0]).flat();

describe("surpriseOf", () => {
  it("tells a day that has far fewer from one that is as always, and from one with far more", () => {
    const before = [9, 12, 11, 13, 12, 14, 10, 12, 11, 12];
    expect(surpriseOf(daysOf([...before, 3]), 1)).toMatchObject({ kind: "fewer", value: 3, day: "2026-01-11" });
    expect(surpriseOf(daysOf([...before, 14]), 1)).toMatchObject({ kind: "usual" });
    expect(surpriseOf(daysOf([...before, 40]), 1)).toMatchObject({ kind: "more", ofWeekday: false });
  });

  it("says how many days there are while they are too few", () => {
    expect(surpriseOf([], 1)).toEqual({ kind: "tooFew", days: 0 });
    expect(surpriseOf(daysOf([1, 2, 3, 4, 5, 6, 7, 8]), 1)).toEqual({ kind: "tooFew", days: 7 });
    expect(surpriseOf(daysOf([1, 2, 3, 4, 5, 6, 7, 8, 9]), 1).kind).not.toBe("tooFew");
  });

  it("does not wonder at the weekday that is always quiet, but at a busy one that is", () => {
    expect(surpriseOf(daysOf(weeks(10)), 1)).toMatchObject({ kind: "usual", value: 0, ofWeekday: true });
    const quietSaturday = [...weeks(9), 10, 12, 11, 13, 12, 0];
    expect(surpriseOf(daysOf(quietSaturday), 1)).toMatchObject({
      kind: "fewer",
      ofWeekday: true,
      usual: { median: 14 },
    });
  });

  it("cannot say whether a sale is unusual where most days have none", () => {
    expect(surpriseOf(daysOf([0, 0, 90, 0, 0, 0, 20, 0, 0, 70]), 0)).toEqual({ kind: "tooEven" });
  });

  it("names what it compares with such that the day lies in it exactly when it is usual", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 9, maxLength: 95 }), (values) => {
        const found = surpriseOf(daysOf(values), 1);
        if (found.kind === "tooFew" || found.kind === "tooEven") throw new Error(found.kind);
        const isIn = found.value >= found.usual.low && found.value <= found.usual.high;
        expect(found.kind === "usual").toBe(isIn);
      }),
    );
  });
});
