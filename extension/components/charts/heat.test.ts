import { fc, it as property } from "@fast-check/vitest";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { VisitorRuleSchema } from "#shared/rules/rule";
import { ruleOf, stepsOf, twoOf, warmthOf } from "./heat.ts";

describe("twoOf", () => {
  it("never answers one dimension twice, nor one of another family", () => {
    expect(twoOf({ family: "rfd", x: "recency", y: "recency", by: "tier" })).toMatchObject({
      x: "frequency",
      y: "recency",
    });
    expect(twoOf({ family: "rfe", x: "recency", y: "monetary", by: "score" })).toMatchObject({
      x: "recency",
      y: "engagement",
    });
  });
});

describe("stepsOf", () => {
  it("has three tiers and five scores", () => {
    expect(stepsOf("monetary", "tier")).toEqual(["thrifty", "average", "premium"]);
    expect(stepsOf("monetary", "score")).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("warmthOf", () => {
  property.prop([fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.double({ noNaN: true, min: -1e9, max: 1e9 })])(
    "stays readable, whatever was refunded",
    (value, most) => {
      expect(warmthOf(value, most)).toBeGreaterThanOrEqual(0);
      expect(warmthOf(value, most)).toBeLessThanOrEqual(45);
    },
  );
});

describe("ruleOf", () => {
  it("is matched by those who are in the cell, and can be published", () => {
    const rule = ruleOf({ family: "rfm", x: "recency", y: "monetary", by: "tier" }, { x: "short", y: "premium" });
    expect(rule).toEqual({
      all: [
        { fact: "tier.rfm.recency", eq: "short" },
        { fact: "tier.rfm.monetary", eq: "premium" },
      ],
    });
    expect(v.is(VisitorRuleSchema, rule)).toBe(true);
    const scores = ruleOf({ family: "rfd", x: "frequency", y: "duration", by: "score" }, { x: 1, y: 5 });
    expect(v.is(VisitorRuleSchema, scores)).toBe(true);
  });
});
