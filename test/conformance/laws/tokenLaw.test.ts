import { fc, test } from "@fast-check/vitest";
import * as v from "valibot";
import { describe, expect } from "vitest";
import { comparisons } from "#shared/rules/comparisons";
import { holds } from "#shared/rules/matches";
import { type Rule, RuleSchema } from "#shared/rules/rule";
import type { Model } from "#shared/segments/model";
import { factOf, segmentAt } from "#shared/segments/segmentAt";
import { steadyUntil } from "#shared/segments/steadyUntil";
import type { Visitor } from "#shared/visitor/visitor";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, SMALL_DAY_MS, visitorOf } from "../../support/lives.ts";
import { anyModel, aRuleBeside, type World } from "../../support/models.ts";

const LONG_MS = 600_000;
/** How far a token looks ahead: six days of the small world, so that much happens in it. */
const AHEAD_MS = 6 * SMALL_DAY_MS;

const WORLD: World = {
  dayMs: SMALL_DAY_MS,
  days: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 60, noNaN: true })),
  decays: true,
};
const rules = fc
  .array(aRuleBeside(WORLD, "a-0", "a-1", "a-2"), { minLength: 1, maxLength: 3 })
  .map((drawn) => drawn.map((rule) => v.parse(RuleSchema, rule)));

/** All that a decision can depend on at an instant: the segment, and how each comparison of the rules comes out. */
function outcomesAt(visitor: Visitor, model: Model, decisive: readonly Rule[], at: number): string {
  const standing = segmentAt(visitor, model, at);
  const read = factOf(standing, model);
  const results = decisive
    .flatMap(comparisons)
    .map(({ fact, operator, expected }) => (holds(operator, expected, read(fact)) ? 1 : 0));
  return `${standing.segment} ${results.join("")}`;
}

/** For how long everything is kept, or for ever. */
const keeping = fc.option(
  fc.record({ behaviourMs: fc.integer({ min: 1, max: 500 }), customerMs: fc.integer({ min: 1, max: 900 }) }),
);

describe("the token law", () => {
  test.prop([aLife(), anyModel(WORLD), rules, fc.integer({ min: 150, max: 700 }), keeping], { numRuns: lawRuns() })(
    "until the instant that a token is good for, nothing it decides by differs, millisecond by millisecond",
    (life, base, decisive, now, retention) => {
      const model = { ...base, decisive, ...(retention !== null && { retention }) };
      const visitor = visitorOf(life, 300, model);
      const until = steadyUntil(visitor, model, now, now + AHEAD_MS);
      expect(until).toBeGreaterThan(now);
      expect(until).toBeLessThanOrEqual(now + AHEAD_MS);
      const first = outcomesAt(visitor, model, decisive, now);
      for (let at = now + 1; at < until; at++)
        expect([at, outcomesAt(visitor, model, decisive, at)]).toEqual([at, first]);
    },
    LONG_MS,
  );

  test.prop([aLife(), anyModel(WORLD), fc.integer({ min: 150, max: 700 })], { numRuns: lawRuns() })(
    "where no rule asks for what time moves, only the model’s own segments and audiences end it",
    (life, base, now) => {
      const still = { ...base, segments: base.segments.slice(-1), audiences: [], decisive: [] };
      const visitor = visitorOf(life, 300, still);
      const next = visitor.moments.find(({ at }) => at > now)?.at ?? Number.POSITIVE_INFINITY;
      expect(steadyUntil(visitor, still, now, now + AHEAD_MS)).toBe(Math.min(now + AHEAD_MS, next));
    },
  );
});
