import { fc, it as property } from "@fast-check/vitest";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { binsOf, edgesOf } from "#shared/figures/distribution";
import { percentiles } from "#shared/quantiles/percentiles";
import { FAMILIES, type Method, methodOf, ScoringSchema } from "#shared/scoring/families";
import { scoreOf } from "#shared/scoring/score";
import { changedAt } from "../../state/scoringEdits.ts";
import {
  barsOf,
  countsBetween,
  cutByKey,
  methodIn,
  movedCut,
  onGrid,
  partsOf,
  reachOf,
  scaleOf,
  shareUpTo,
  stepAcross,
  withMethod,
} from "./cuts.ts";

const amount = fc.double({ min: 0, max: 5_000, noNaN: true });
const sorted = (length: number) =>
  fc.array(amount, { minLength: length, maxLength: length }).map((list) => list.sort((a, b) => a - b));
const scoring = v.parse(ScoringSchema, DEFAULTS.scoring);

describe("movedCut", () => {
  property.prop([sorted(4), fc.nat(3), fc.double()])(
    "keeps the order, and every other cut, wherever it is moved to",
    (cuts, place, to) => {
      const after = movedCut(cuts, place, to);
      expect(after.toSorted((a, b) => a - b)).toEqual(after);
      expect(after.filter((_, index) => index !== place)).toEqual(cuts.filter((_, index) => index !== place));
      const saved = v.safeParse(ScoringSchema, changedAt(scoring, ["rfm", "thresholds", "monetary"], after));
      expect(saved.success).toBe(true);
    },
  );

  property.prop([sorted(4), fc.nat(3), amount])("goes just there where nothing is in its way", (cuts, place, to) => {
    fc.pre(to >= (cuts[place - 1] ?? 0) && to <= (cuts[place + 1] ?? Number.POSITIVE_INFINITY));
    expect(movedCut(cuts, place, to)[place]).toBe(to);
  });
});

describe("a cut that is moved by keys", () => {
  it.each([
    [{ least: 0, most: 370, isCount: false }, 5],
    [{ least: 0, most: 1, isCount: false }, 0.01],
    [{ least: 0, most: 40, isCount: true }, 1],
    [{ least: 0, most: 100_000, isCount: true }, 1_000],
  ])("goes over %j by %d", (reach, step) => {
    expect(stepAcross(reach)).toBe(step);
    expect(cutByKey("ArrowRight", step, reach)).toBe(onGrid(2 * step, step));
    expect(cutByKey("PageDown", 20 * step, reach)).toBe(onGrid(10 * step, step));
    expect(cutByKey("End", step, reach)).toBe(reach.most);
    expect(cutByKey("Tab", step, reach)).toBeNull();
  });
});

describe("scaleOf", () => {
  property.prop([
    sorted(4),
    fc.double({ min: 1, max: 9_000, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ])("leads back to where it came from, and keeps the order", (cuts, most, place) => {
    const { placeOf, valueAt } = scaleOf({ least: 0, most, isCount: false }, cuts);
    expect(placeOf(valueAt(place))).toBeCloseTo(place, 9);
    expect(placeOf(0)).toBe(0);
    expect(placeOf(most)).toBe(1);
    expect(valueAt(place)).toBeGreaterThanOrEqual(valueAt(place / 2));
  });
});

const bins = fc.array(fc.nat(50), { minLength: 20, maxLength: 20 });

describe("partsOf", () => {
  property.prop([bins, sorted(4)])("is everybody, each once", (counts, cuts) => {
    const list = counts.map((visitors, index) => ({ from: index * 100, to: (index + 1) * 100, visitors }));
    for (const isCount of [true, false]) {
      const parts = partsOf(list, cuts, isCount);
      expect(parts).toHaveLength(5);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(
        counts.reduce((sum, count) => sum + count, 0),
        6,
      );
    }
  });

  property.prop([
    fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
    fc.array(fc.nat(25), { minLength: 4, maxLength: 4 }),
  ])("is exact for what is counted, as the scores are", (values, unsorted) => {
    const cuts = unsorted.toSorted((a, b) => a - b);
    const edges = edgesOf({
      ...{ visitors: values.length, least: Math.min(...values), greatest: Math.max(...values) },
      ...{ unscored: 0, outside: 0 },
    });
    const query = { family: "rfm", dimension: "frequency", windowDays: 365, now: 0 } as const;
    const counts = binsOf(
      values.map((value) => ({ value, visitDays: 0 })),
      edges,
      query,
    );
    const list = counts.map((visitors, index) => ({ from: edges[index] ?? 0, to: edges[index + 1] ?? 0, visitors }));
    const expected = [1, 2, 3, 4, 5].map(
      (score) => values.filter((value) => scoreOf(value, cuts, false) === score).length,
    );
    expect(partsOf(list, cuts, true)).toEqual(expected);
  });

  it("has room for every bar and every cut", () => {
    const bin = { from: 3, to: 8, visitors: 1 };
    const population = { bins: [bin], visitors: 1, percentiles: null };
    expect(reachOf(population, [1, 100], false)).toMatchObject({ least: 0, most: 110.00000000000001 });
    expect(reachOf({ ...population, bins: [] }, [], true)).toEqual({ least: 0, most: 1, isCount: true });
  });
});

describe("a population that is known by its percentiles", () => {
  const values = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 100, maxLength: 400 });
  const known = (list: readonly number[]) => ({
    bins: [],
    visitors: list.length,
    percentiles: percentiles(Float64Array.from(list).sort()),
  });

  property.prop([values, sorted(4)])("has about as many between its cuts as have those values", (list, wide) => {
    const cuts = wide.map((cut) => cut / 80);
    const counts = countsBetween(known(list), cuts, true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeCloseTo(list.length, 6);
    for (const [index, count] of counts.entries()) {
      const exact = list.filter((value) => (scoreOf(value, cuts, false) ?? 0) === index + 1).length;
      expect(Math.abs(count - exact) / list.length).toBeLessThanOrEqual(0.021);
    }
  });

  property.prop([values])("is in its bars, but for those far out", (list) => {
    const population = known(list);
    const reach = reachOf(population, [5], true);
    const bars = barsOf(population, reach, scaleOf(reach, [5]));
    const inBars = bars.reduce((sum, { visitors }) => sum + visitors, 0);
    expect(inBars / list.length).toBeGreaterThan(0.9);
    expect(inBars / list.length).toBeLessThan(1.1);
  });

  property.prop([values, fc.double({ min: -5, max: 70, noNaN: true })])(
    "is all of it at its greatest value and none below its least",
    (list, value) => {
      const { percentiles: known100 } = known(list);
      expect(shareUpTo(known100, Math.max(...list))).toBe(1);
      expect(shareUpTo(known100, Math.min(...list) - 1)).toBe(0);
      expect(shareUpTo(known100, value)).toBeLessThanOrEqual(shareUpTo(known100, value + 1));
    },
  );
});

describe("withMethod", () => {
  const method = fc.constantFrom<Method>("quantiles", "thresholds");
  property.prop([
    fc.oneof(method, fc.record({ recency: method, frequency: method, monetary: method })),
    fc.constantFrom(...FAMILIES.rfm),
    method,
  ])("changes one dimension and no other, and can be saved", (methods, dimension, chosen) => {
    const after = withMethod(methods, FAMILIES.rfm, dimension, chosen);
    for (const one of FAMILIES.rfm)
      expect(methodIn(after, one)).toBe(one === dimension ? chosen : methodOf(methods, one));
    expect(v.safeParse(ScoringSchema, changedAt(scoring, ["rfm", "method"], after)).success).toBe(true);
  });
});
