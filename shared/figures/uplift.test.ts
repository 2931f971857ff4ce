import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { addSamples, boundaryAt, intervalOf, meanOf, NO_SAMPLE, type Sample, withValue } from "./uplift.ts";

const sampleOf = (values: readonly number[]): Sample => values.reduce(withValue, NO_SAMPLE);
const share = (count: number, yes: number): Sample => ({ count, nonZero: yes, sum: yes, squares: yes });

const values = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: -500, max: 100_000 })), { maxLength: 30 });

describe("a sample", () => {
  test.prop([values, values])("of two parts is the sample of all their values", (one, other) => {
    const whole = sampleOf([...one, ...other]);
    expect(addSamples([sampleOf(one), sampleOf(other)])).toEqual(whole);
    expect(meanOf(whole)).toBe(whole.count === 0 ? null : whole.sum / whole.count);
  });
});

describe("intervalOf", () => {
  it("says nothing of fewer than a hundred in a group, or ten of the rarer kind", () => {
    const enough = share(1_000, 100);
    expect(intervalOf(enough, enough)).not.toBeNull();
    for (const few of [share(99, 50), share(1_000, 9), share(1_000, 991)]) {
      expect(intervalOf(enough, few)).toBeNull();
      expect(intervalOf(few, enough)).toBeNull();
    }
  });

  it("takes sums for sums: of money all may be something", () => {
    const paid = { count: 100, nonZero: 100, sum: 4_000, squares: 200_000 };
    expect(intervalOf(paid, paid)?.difference).toBe(0);
  });

  it("finds what is there, and its opposite the other way round", () => {
    const interval = intervalOf(share(9_000, 900), share(1_000, 60));
    expect(interval?.low).toBeGreaterThan(0);
    const turned = intervalOf(share(1_000, 60), share(9_000, 900));
    expect(turned?.high).toBeCloseTo(-(interval?.low ?? 0), 12);
  });

  it("does not take a small group for steady because it has met no great value yet", () => {
    const great = { count: 9_000, nonZero: 900, sum: 45_000, squares: 9_000_000 };
    const lucky = { count: 1_000, nonZero: 100, sum: 3_000, squares: 100_000 };
    const own = Math.sqrt((100_000 - 3_000 ** 2 / 1_000) / 999 / 1_000);
    const interval = intervalOf(great, lucky);
    expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(4 * own * boundaryAt(10_000));
  });
});

describe("boundaryAt", () => {
  it("is wider than that of a single look, always, and narrowest about 5,000 visitors", () => {
    const widths = [200, 1_000, 5_000, 25_000, 1_000_000].map((visitors) => boundaryAt(visitors));
    expect(Math.min(...widths)).toBe(widths[2]);
    expect(Math.min(...widths)).toBeGreaterThan(1.96);
  });
});
