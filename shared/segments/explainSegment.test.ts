import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { aLife, aModel, SMALL_DAY_MS, visitorOf } from "../../test/support/lives.ts";
import { anyModel } from "../../test/support/models.ts";
import { explainAudiences, explainSegment } from "./explainSegment.ts";
import { segmentAt } from "./segmentAt.ts";

const SMALL = anyModel({ dayMs: SMALL_DAY_MS, days: fc.integer({ min: 0, max: 60 }), decays: true });

describe("explainSegment", () => {
  it("tells each rule that was asked, in order, up to the one that matched", () => {
    const model = aModel();
    const visitor = visitorOf([{ type: "page", anonymousId: "a" }], 300, model);
    const standing = segmentAt({ ...visitor, userId: "u" }, model, 300);
    expect(explainSegment(standing, model)).toEqual([
      {
        key: "anonymous-prospect",
        result: false,
        comparisons: [
          { fact: "orders", operator: "eq", expected: 0, actual: 0, result: true },
          { fact: "identified", operator: "eq", expected: false, actual: true, result: false },
        ],
      },
      {
        key: "known-prospect",
        result: true,
        comparisons: [{ fact: "orders", operator: "eq", expected: 0, actual: 0, result: true }],
      },
    ]);
  });

  test.prop([aLife(), SMALL, fc.integer({ min: 1, max: 600 })])(
    "ends with the first that is true, and tells of each audience whether they are in it, for any configuration",
    (life, model, at) => {
      const standing = segmentAt(visitorOf(life, 300, model), model, at);
      const asked = explainSegment(standing, model);
      expect(asked.at(-1)?.key).toBe(standing.segment);
      expect(asked.map(({ result }) => result)).toEqual(asked.map((_, index) => index === asked.length - 1));
      const audiences = explainAudiences(standing, model);
      expect(audiences.filter(({ result }) => result).map(({ key }) => key)).toEqual(standing.audiences);
      expect(audiences).toHaveLength(model.audiences.length);
    },
  );
});
