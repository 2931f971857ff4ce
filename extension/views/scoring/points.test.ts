import { fc, it as property } from "@fast-check/vitest";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "#shared/config/defaults";
import { type Points, ScoringSchema } from "#shared/scoring/families";
import { changedAt } from "../../state/scoringEdits.ts";
import { earningOf, pointsOf, withPoints } from "./points.ts";

const amount = fc.integer({ min: 0, max: 100 });
const every = fc.integer({ min: 1, max: 100 });
const points: fc.Arbitrary<Points> = fc.oneof(
  amount,
  fc.record({ perSeconds: every, points: amount, max: amount }),
  fc.record({ perPages: every, points: amount, max: amount }),
);
const scoring = v.parse(ScoringSchema, DEFAULTS.scoring);
const table = scoring.rfe.points;

describe("what an event is worth", () => {
  property.prop([points])("is put together as it was taken apart", (worth) => {
    expect(pointsOf(earningOf(worth))).toEqual(worth);
  });

  property.prop([fc.constantFrom("page", "Signed Up", "*", "Newsletter Opened"), amount])(
    "changes for one event and no other, and can be saved",
    (event, worth) => {
      const after = withPoints(table, event, worth);
      expect(after).toEqual({ ...table, [event]: worth });
      expect(v.safeParse(ScoringSchema, changedAt(scoring, ["rfe", "points"], after)).success).toBe(true);
    },
  );

  it("goes with its event", () => {
    const { page: _, ...rest } = table;
    expect(withPoints(table, "page", null)).toEqual(rest);
    expect(Object.keys(withPoints(table, "New Event", 3)).at(-1)).toBe("*");
    expect(withPoints(table, "*", null)).not.toHaveProperty("*");
  });
});
