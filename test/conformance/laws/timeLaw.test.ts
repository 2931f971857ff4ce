import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { digitsOf, historyOf } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { nextChange, nextDelivery, nextTransition } from "#shared/segments/nextTransition";
import { sameStanding } from "#shared/segments/sameStanding";
import { type Standing, segmentAt } from "#shared/segments/segmentAt";
import { activityAt } from "#shared/visitor/activity";
import type { Visitor } from "#shared/visitor/visitor";
import { aLife, aSmallModel, SMALL_DAY_MS, visitorOf } from "../../support/lives.ts";

/** Nothing in the small world reaches further than its longest window after the last event. */
const END = 300 + 120 * SMALL_DAY_MS;

const models: Model[] = [
  aSmallModel(),
  aSmallModel([
    {
      all: [
        { fact: "ordersTrend", lt: 0 },
        { fact: "score.rfe.engagement", gt: 2 },
      ],
    },
    { fact: "tier.rfd.recency", eq: "medium" },
  ]),
  aSmallModel([
    { all: [{ fact: "value.rfd.duration", gt: 20 }, { not: { fact: "value.rfm.monetary", lt: 30 } }] },
    { fact: "daysSince.visit", gte: 3.5e-7 },
  ]),
];

const lives = fc.record({ life: aLife(), model: fc.constantFrom(...models), now: fc.integer({ min: 300, max: 600 }) });

/** The first millisecond after now at which something differs, found by looking at each one. */
function scan(
  visitor: Visitor,
  model: Model,
  now: number,
  differs: (one: Standing, other: Standing) => boolean,
): number | null {
  const first = segmentAt(visitor, model, now);
  for (let at = now + 1; at <= END + 400; at++) if (differs(first, segmentAt(visitor, model, at))) return at;
  return null;
}

const scoresOrSegment = (one: Standing, other: Standing) =>
  one.segment !== other.segment || digitsOf(one) !== digitsOf(other);

describe("the time law", () => {
  test.prop([lives], { numRuns: 150 })(
    "nextChange, nextTransition and the alarm's instant are those of a scan over every millisecond",
    ({ life, model, now }) => {
      const visitor = visitorOf(life, 300, model);
      expect(nextChange(visitor, model, now)).toBe(scan(visitor, model, now, scoresOrSegment));
      expect(nextTransition(visitor, model, now)?.at ?? null).toBe(
        scan(visitor, model, now, (one, other) => one.segment !== other.segment),
      );
      expect(nextDelivery(activityAt(visitor, model, now), model, now)).toBe(
        scan(visitor, model, now, (one, other) => !sameStanding(one, other)),
      );
    },
  );

  test.prop([lives], { numRuns: 150 })(
    "the history of a stretch has an entry for each millisecond at which something differs from the one before",
    ({ life, model, now }) => {
      const visitor = visitorOf(life, 300, model);
      const from = Math.min(...visitor.moments.map(({ at }) => at));
      const entries = historyOf({ visitor, model, last: null, from, to: now, recordedAt: now, startCause: "event" });
      const scanned: number[] = [from];
      for (let at = from + 1, before = segmentAt(visitor, model, from); at <= now; at++) {
        const after = segmentAt(visitor, model, at);
        if (scoresOrSegment(before, after)) scanned.push(at);
        before = after;
      }
      expect(entries.map(({ at }) => at)).toEqual(scanned);
    },
  );
});
