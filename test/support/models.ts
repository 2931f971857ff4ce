import fc from "fast-check";
import { DEFAULTS } from "#shared/config/defaults";
import type { Model } from "#shared/segments/model";
import { aModel } from "./lives.ts";

/** A world for laws: how long its days are, and which numbers of days occur in it. */
export interface World {
  readonly dayMs: number;
  readonly days: fc.Arbitrary<number>;
  /** Left out, nothing earns points: a decay crosses its constants anywhere, and so between the looks of a coarse scan. */
  readonly decays: boolean;
}

const DAY_MS = 86_400_000;
const EVENTS = ["Product Viewed", "Product Added", "Signed Up", "Order Completed", "page", "Engaged", "Never Sent"];
const ORDERS = ["gt", "gte", "lt", "lte", "eq", "ne"] as const;

type Rule = unknown;

const compared = (fact: fc.Arbitrary<string>, value: fc.Arbitrary<number>): fc.Arbitrary<Rule> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .tuple(fact, fc.constantFrom(...ORDERS), value)
        .map(([name, operator, operand]) => ({ fact: name, [operator]: operand })),
    },
    {
      weight: 1,
      arbitrary: fc.tuple(fact, fc.array(value, { maxLength: 3 })).map(([name, list]) => ({ fact: name, in: list })),
    },
    { weight: 1, arbitrary: fc.tuple(fact, fc.boolean()).map(([name, exists]) => ({ fact: name, exists })) },
  );

const measures = ["rfm.recency", "rfm.frequency", "rfm.monetary", "rfe.recency", "rfe.frequency", "rfe.engagement"];
const all = [...measures, "rfd.recency", "rfd.frequency", "rfd.duration"];

/** A comparison with any fact that time moves, and some that it does not. */
function aComparison({ dayMs, days }: World): fc.Arbitrary<Rule> {
  const scaled = days.map((count) => (count * dayMs) / DAY_MS);
  const small = fc.integer({ min: 0, max: 6 });
  const event = fc.constantFrom(...EVENTS);
  return fc.oneof(
    compared(fc.constantFrom("daysSince.order", "daysSince.visit", "daysSince.interaction"), scaled),
    compared(
      event.map((name) => `daysSince.event.${name}`),
      scaled,
    ),
    compared(fc.constantFrom("value.rfm.recency", "value.rfe.recency", "value.rfd.recency"), scaled),
    compared(fc.constant("lapseRatio"), fc.constantFrom(0, 0.5, 1, 1.5, 2, 4)),
    compared(fc.constant("ordersTrend"), fc.integer({ min: -2, max: 2 })),
    compared(fc.constantFrom("value.rfm.frequency", "value.rfe.frequency", "value.rfd.frequency"), small),
    compared(fc.constantFrom("value.rfm.monetary", "value.rfe.engagement"), fc.integer({ min: 0, max: 40 })),
    compared(fc.constant("value.rfd.duration"), fc.oneof(scaled, fc.integer({ min: 0, max: 60 }))),
    compared(
      fc.constantFrom(...all).map((measure) => `score.${measure}`),
      fc.integer({ min: 1, max: 5 }),
    ),
    fc
      .constantFrom(...all)
      .map((measure) => ({ fact: `tier.${measure}`, in: ["medium", "long", "often", "high", "average"] })),
    compared(fc.constantFrom("orders", "sessions", "count.page"), small),
    compared(fc.constantFrom("gapMedian", "gapBeforeLastOrder"), scaled),
  );
}

/** Any rule: comparisons under all, any and not. */
function aRule(comparison: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> {
  return fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      comparison,
      fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((rules) => ({ all: rules })),
      fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((rules) => ({ any: rules })),
      tie("rule").map((rule) => ({ not: rule })),
    ),
  })).rule;
}

const sorted = (value: fc.Arbitrary<number>, count: number) =>
  fc.array(value, { minLength: count, maxLength: count }).map((cuts) => cuts.toSorted((a, b) => a - b));

/** The cuts of one family; `third` is the one of its own. */
function aFamily(world: World, third: string, thirds: fc.Arbitrary<number>): fc.Arbitrary<Record<string, unknown>> {
  const scaled = world.days.map((count) => (count * world.dayMs) / DAY_MS);
  const counts = fc.integer({ min: 0, max: 5 });
  return fc
    .record({
      windowDays: scaled.filter((days) => days > 0),
      four: fc.tuple(sorted(scaled, 4), sorted(counts, 4), sorted(thirds, 4)),
      two: fc.tuple(sorted(scaled, 2), sorted(counts, 2), sorted(thirds, 2)),
    })
    .map(({ windowDays, four, two }) => ({
      windowDays,
      method: "thresholds",
      thresholds: { recency: four[0], frequency: four[1], [third]: four[2] },
      tiers: { method: "thresholds", recency: two[0], frequency: two[1], [third]: two[2] },
    }));
}

const points = fc.record({
  page: fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.record({ perPages: fc.constantFrom(1, 2), points: fc.constant(2), max: fc.constantFrom(1, 5) }),
  ),
  Engaged: fc.constantFrom(0, { perSeconds: 30, points: 1, max: 10 }),
  "Order Completed": fc.constantFrom(0, 5, 10),
  "Order Cancelled": fc.constantFrom(0, 1),
  "*": fc.constantFrom(0, 1),
});
/** What is left out of a configuration takes the default, so each name has to be said. */
const EARNING = [...EVENTS, ...Object.keys(DEFAULTS.scoring.rfe.points), "Order Cancelled", "*"];
const NOTHING = fc.constant(Object.fromEntries(EARNING.map((name) => [name, 0])));

const named = (prefix: string, rules: readonly Rule[]) =>
  rules.map((rule, index) => ({ key: `${prefix}-${index}`, rule }));

/** Any rule that may ask for the segment, and for these audiences, too. */
export function aRuleBeside(world: World, ...audiences: string[]): fc.Arbitrary<Rule> {
  return aRule(
    fc.oneof(
      aComparison(world),
      fc.constantFrom("s-0", "s-1", "other").map((segment) => ({ fact: "segment", eq: segment })),
      fc.constantFrom("none", ...audiences).map((key) => ({ fact: "audience", contains: key })),
    ),
  );
}

/** Any configuration of a world: windows, cuts, points, half-lives, tenure, segments, and audiences that refer to each other. */
export function anyModel(world: World): fc.Arbitrary<Model> {
  const scaled = world.days.map((count) => (count * world.dayMs) / DAY_MS).filter((days) => days > 0);
  const comparison = aComparison(world);
  const rule = aRule(comparison);
  const beside = (...audiences: string[]) => aRuleBeside(world, ...audiences);
  return fc
    .record({
      rfm: aFamily(world, "monetary", fc.integer({ min: 0, max: 100 })),
      rfe: aFamily(world, "engagement", fc.integer({ min: 0, max: 30 })),
      rfd: aFamily(world, "duration", fc.oneof(scaled, fc.integer({ min: 0, max: 60 }))),
      floor: scaled,
      halfLifeDays: scaled,
      points: world.decays ? points : NOTHING,
      interactions: fc.constantFrom(["*"], ["page"], ["Order Completed", "Order Cancelled"], ["Signed Up"]),
      measure: fc.constantFrom("engagedSeconds", "productSeconds", "tenure"),
      segments: fc.array(rule, { minLength: 1, maxLength: 4 }),
      audiences: fc.tuple(beside(), beside("a-0"), beside("a-0", "a-1")),
    })
    .map(({ rfm, rfe, rfd, floor, halfLifeDays, measure, segments, audiences, ...rest }) =>
      aModel({
        site: { sessionGapMinutes: Math.min(1440, (2 * world.dayMs) / 60_000), rates: { USD: 0.5 } },
        scoring: {
          rfm: { ...rfm, gapFloorDays: floor },
          rfe: {
            ...rfe,
            halfLifeDays: Math.max(halfLifeDays, Number(rfe["windowDays"]) / 500),
            points: rest.points,
            interactions: rest.interactions,
          },
          rfd: { ...rfd, measure, tenure: { starts: ["Signed Up"], ends: ["Product Added"] } },
        },
        segments: named("s", segments),
        audiences: named("a", audiences),
      }),
    );
}
