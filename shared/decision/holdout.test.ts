import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, isHeldOut } from "./holdout.ts";

/** Pearson’s statistic of a hundred buckets over texts that differ only at the end, as ids do. */
function chiSquared(texts: readonly string[]): number {
  const counts = new Array<number>(100).fill(0);
  for (const text of texts) counts[Math.floor(bucketOf(text))] = (counts[Math.floor(bucketOf(text))] ?? 0) + 1;
  const expected = texts.length / 100;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

describe("bucketOf", () => {
  it("never changes: visitors stay held out across releases", () => {
    expect(["", "demo/hero/visitor-1", "demo/hero/visitor-2", "démo/héro/訪客"].map(bucketOf)).toEqual([
      66.89, 91.97, 48.29, 33.71,
    ]);
  });

  it("is a hundredth from 0 to below 100 for every text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bucket = bucketOf(text);
        expect(bucket).toBeGreaterThanOrEqual(0);
        expect(bucket).toBeLessThan(100);
        expect(Math.abs(bucket * 100 - Math.round(bucket * 100))).toBeLessThan(1e-9);
      }),
    );
  });

  it.each(["demo/hero/", "demo/banner/", "a", ""])("spreads ids after %j evenly", (prefix) => {
    const texts = Array.from({ length: 50_000 }, (_, index) => `${prefix}${index}`);
    // 99 degrees of freedom: beyond 148.2 once in a thousand.
    expect(chiSquared(texts)).toBeLessThan(148.2);
  });

  it("puts one visitor into unrelated buckets of two slots", () => {
    const both = Array.from(
      { length: 20_000 },
      (_, index) => bucketOf(`demo/hero/${index}`) < 10 && bucketOf(`demo/banner/${index}`) < 10,
    );
    const share = both.filter(Boolean).length / both.length;
    expect(Math.abs(share - 0.01)).toBeLessThan(4 * Math.sqrt((0.01 * 0.99) / both.length));
  });
});

describe("isHeldOut", () => {
  it("holds nobody out at 0 and everybody at 100", () => {
    expect(isHeldOut(0, 0)).toBe(false);
    expect(isHeldOut(99.99, 100)).toBe(true);
  });
});
