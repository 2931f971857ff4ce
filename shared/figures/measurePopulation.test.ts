import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../config/defaults.ts";
import { FamilyMeasure } from "./measurePopulation.ts";

const DAY_MS = 86_400_000;
const NOW = 1_000 * DAY_MS;
const { scoring } = DEFAULTS;

/** Values that are of so many days ago. */
const delivered = (daysAgo: number, values: readonly (number | null)[]) => ({
  id: `v${daysAgo}`,
  at: NOW - daysAgo * DAY_MS,
  values,
});
const measured = (family: "rfm" | "rfe" | "rfd", ...visitors: ReturnType<typeof delivered>[]) => {
  const measure = new FamilyMeasure(family, scoring, NOW);
  for (const visitor of visitors) measure.add(visitor);
  return measure.result();
};
const largest = (cuts: { percentiles: readonly number[] } | undefined) => cuts?.percentiles.at(-1);

describe("FamilyMeasure", () => {
  it("takes customers for RFM, and lets their recency grow", () => {
    const { population, cuts } = measured(
      "rfm",
      delivered(10, [5, 2, 40, 0, 1, 3, 0, 1, 9]),
      delivered(0, [null, null, null, 0, 1, 3, 0, 1, 9]),
    );
    expect(population).toBe(1);
    expect(largest(cuts.recency)).toBe(15);
    expect(largest(cuts.monetary)).toBe(40);
  });

  it("takes whoever was seen in the window for RFE and RFD, and lets engagement decay", () => {
    const within = delivered(30, [null, null, null, 60, 2, 8, 60, 2, 9]);
    const beyond = delivered(31, [null, null, null, 60, 2, 8, 60, 2, 9]);
    const { population, cuts } = measured("rfe", within, beyond);
    expect(population).toBe(1);
    expect(largest(cuts.recency)).toBe(90);
    expect(largest(cuts.engagement)).toBeCloseTo(4, 12);
    expect(measured("rfd", within, beyond)).toMatchObject({
      population: 1,
      cuts: { duration: { scores: [9, 9, 9, 9] } },
    });
  });

  it("keeps a recency that never happened out of its dimension", () => {
    const { population, cuts } = measured("rfe", delivered(0, [null, null, null, null, 1, 0, 3, 1, 0]));
    expect(population).toBe(1);
    expect(cuts.recency).toBeUndefined();
    expect(largest(cuts.frequency)).toBe(1);
  });
});
