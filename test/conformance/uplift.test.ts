import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { FALSE_ALARMS, sampleRatioOf } from "#shared/figures/sampleRatio";
import { boundaryAt, intervalOf, MISSES, NO_SAMPLE, type Sample, withValue } from "#shared/figures/uplift";
import { type Chance, chanceOf } from "../support/chance.ts";

interface Reference {
  readonly boundaries: { visitors: number; misses: number; standardErrors: number }[];
  readonly intervals: { samples: [Sample, Sample]; difference: number; low: number; high: number }[];
  readonly ratios: { shares: number[]; counts: number[]; pValue: number }[];
}
const reference: Reference = JSON.parse(
  readFileSync(new URL("../data/reference/uplift.json", import.meta.url), "utf8"),
);

describe("against numpy and scipy, by other formulas", () => {
  it.each(reference.boundaries)("$visitors visitors, $misses misses: the boundary", (told) => {
    expect(boundaryAt(told.visitors, told.misses) / told.standardErrors).toBeCloseTo(1, 9);
  });

  it.each(reference.intervals)("a difference of $difference: the interval", ({ samples, ...told }) => {
    const interval = intervalOf(...samples);
    for (const key of ["difference", "low", "high"] as const) expect(interval?.[key]).toBeCloseTo(told[key], 8);
  });

  it.each(reference.ratios)("$counts dealt as $shares: the sample ratio", ({ shares, counts, pValue }) => {
    const told = sampleRatioOf(shares.map((share, index) => ({ share, visitors: counts[index] ?? 0 })));
    expect(told.pValue).toBeCloseTo(pValue, 6);
  });
});

const EXPERIMENTS = 1_000;
const VISITORS = 8_000;
const printed: string[] = [];
afterAll(() => console.log(["Looked at after every visitor:", ...printed].join("\n  ")));

/** What one visitor of a group came to. */
type Draw = (chance: Chance, isShown: boolean) => number;
const buys =
  (shown: number, others: number): Draw =>
  (chance, isShown) =>
    chance.next() < (isShown ? shown : others) ? 1 : 0;
/** Orders whose logarithm is normal, as those of shops about are: one in a hundred is ten times the median. */
const spends =
  (shown: number, others: number): Draw =>
  (chance, isShown) =>
    chance.next() < (isShown ? shown : others) ? 40 * Math.exp(chance.normal()) : 0;
const MEAN_ORDER = 40 * Math.exp(0.5);

/** How many of so many simulated tests have an interval without the truth after any of their visitors, and how many could be read at all. */
function missed(seed: number, holdout: number, draw: Draw, truth: number): { misses: number; read: number } {
  const chance = chanceOf(seed);
  let [misses, read] = [0, 0];
  for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
    let [shown, others, isMissed, isRead] = [NO_SAMPLE, NO_SAMPLE, false, false];
    for (let visitor = 0; visitor < VISITORS && !isMissed; visitor++) {
      const isShown = chance.next() >= holdout;
      const value = draw(chance, isShown);
      if (isShown) shown = withValue(shown, value);
      else others = withValue(others, value);
      const interval = intervalOf(shown, others);
      if (interval === null) continue;
      isRead = true;
      isMissed = truth < interval.low || truth > interval.high;
    }
    if (isMissed) misses += 1;
    if (isRead) read += 1;
  }
  return { misses, read };
}

describe("an interval that is looked at after every visitor", { timeout: 120_000 }, () => {
  it.each([
    ["conversion, half held out, no effect", 0.5, buys(0.05, 0.05), 0],
    ["conversion, half held out, a third more", 0.5, buys(0.08, 0.06), 0.02],
    ["conversion, a tenth held out, no effect", 0.1, buys(0.1, 0.1), 0],
    ["revenue, half held out, a third more", 0.5, spends(0.08, 0.06), 0.02 * MEAN_ORDER],
    ["revenue, a tenth held out, no effect", 0.1, spends(0.1, 0.1), 0],
    ["revenue, a tenth held out, half more", 0.1, spends(0.15, 0.1), 0.05 * MEAN_ORDER],
  ])("holds the truth: %s", (name, holdout, draw, truth) => {
    const { misses, read } = missed(20_261_126, holdout, draw, truth);
    printed.push(`${name}: held ${EXPERIMENTS - misses} of ${EXPERIMENTS} times (${read} could be read)`);
    expect(read).toBeGreaterThan(0.95 * EXPERIMENTS);
    expect(misses / EXPERIMENTS).toBeLessThanOrEqual(MISSES);
  });

  it("holds the truth though orders come days after the first view", () => {
    const chance = chanceOf(4);
    let misses = 0;
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      const groups: [Sample, Sample] = [NO_SAMPLE, NO_SAMPLE];
      const due: (0 | 1)[][] = [];
      let isMissed = false;
      for (let visitor = 0; visitor < VISITORS && !isMissed; visitor++) {
        const place = chance.next() < 0.5 ? 0 : 1;
        groups[place] = withValue(groups[place], 0);
        const orderedAt = visitor + Math.ceil(3_000 * chance.next());
        if (chance.next() < 0.06) due[orderedAt] = [...(due[orderedAt] ?? []), place];
        for (const group of due[visitor] ?? []) {
          const { count, nonZero } = groups[group];
          groups[group] = { count, nonZero: nonZero + 1, sum: nonZero + 1, squares: nonZero + 1 };
        }
        const interval = intervalOf(...groups);
        isMissed = interval !== null && (interval.low > 0 || interval.high < 0);
      }
      if (isMissed) misses += 1;
    }
    printed.push(
      `conversion days later, half held out, no effect: held ${EXPERIMENTS - misses} of ${EXPERIMENTS} times`,
    );
    expect(misses / EXPERIMENTS).toBeLessThanOrEqual(MISSES);
  });

  it("would not hold it, were it the interval of a single look", () => {
    const chance = chanceOf(5);
    let misses = 0;
    for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
      let [shown, others, isMissed] = [NO_SAMPLE, NO_SAMPLE, false];
      for (let visitor = 0; visitor < VISITORS && !isMissed; visitor++) {
        const value = chance.next() < 0.2 ? 1 : 0;
        if (visitor % 2 === 0) shown = withValue(shown, value);
        else others = withValue(others, value);
        const interval = intervalOf(shown, others);
        if (interval === null) continue;
        const half = ((interval.high - interval.low) / 2) * (1.96 / boundaryAt(visitor + 1));
        isMissed = Math.abs(interval.difference) > half;
      }
      if (isMissed) misses += 1;
    }
    printed.push(`the interval of a single look, no effect: held ${EXPERIMENTS - misses} of ${EXPERIMENTS} times`);
    expect(misses / EXPERIMENTS).toBeGreaterThan(5 * MISSES);
  });

  it("finds an effect of a third soon, and the more often the longer it waits", () => {
    const found = [1_000, 4_000, 16_000].map((visitors) => {
      const chance = chanceOf(6);
      let finds = 0;
      for (let experiment = 0; experiment < 200; experiment++) {
        let [shown, others] = [NO_SAMPLE, NO_SAMPLE];
        for (let visitor = 0; visitor < visitors; visitor++)
          if (visitor % 2 === 0) shown = withValue(shown, chance.next() < 0.08 ? 1 : 0);
          else others = withValue(others, chance.next() < 0.06 ? 1 : 0);
        if ((intervalOf(shown, others)?.low ?? 0) > 0) finds += 1;
      }
      return finds / 200;
    });
    printed.push(`an effect of a third found after 1,000, 4,000, 16,000 visitors: ${found.join(", ")}`);
    expect(found[2]).toBeGreaterThan(0.9);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });
});

/** In how many of so many simulated tests the alarm rings after any of their visitors. */
function alarms(seed: number, shares: readonly number[], dealtAs: readonly number[]): number {
  const chance = chanceOf(seed);
  let rung = 0;
  for (let experiment = 0; experiment < EXPERIMENTS; experiment++) {
    const arms = shares.map((share) => ({ share, visitors: 0 }));
    for (let visitor = 0; visitor < VISITORS; visitor++) {
      let [place, left] = [0, chance.next()];
      while (left >= (dealtAs[place] ?? 1) && place < arms.length - 1) left -= dealtAs[place++] ?? 0;
      const arm = arms[place];
      if (arm !== undefined) arm.visitors += 1;
      if (!sampleRatioOf(arms).alarm) continue;
      rung += 1;
      break;
    }
  }
  return rung;
}

describe("the alarm of the sample ratio, looked at after every visitor", { timeout: 120_000 }, () => {
  it.each([
    ["a tenth held out", [0.9, 0.1]],
    ["three arms", [0.3334, 0.3333, 0.3333]],
  ])("rings in at most one in a hundred tests that deal rightly: %s", (name, shares) => {
    const rung = alarms(7, shares, shares);
    printed.push(`alarm of the sample ratio, ${name}: rang in ${rung} of ${EXPERIMENTS} tests that dealt rightly`);
    expect(rung / EXPERIMENTS).toBeLessThanOrEqual(FALSE_ALARMS);
  });

  it("rings in nearly every test that loses a tenth of one arm", () => {
    const rung = alarms(8, [0.5, 0.5], [0.5 / 0.95, 0.45 / 0.95]);
    printed.push(`alarm of the sample ratio, a tenth of one arm lost: rang in ${rung} of ${EXPERIMENTS} tests`);
    expect(rung / EXPERIMENTS).toBeGreaterThan(0.9);
  });
});
