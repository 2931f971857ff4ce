import { fc, it as property } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { peopleOf, stepsOf, twoOf, warmthOf } from "./heat.ts";

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

describe("peopleOf", () => {
  it("asks for those who are in the cell", () => {
    expect(peopleOf({ family: "rfm", x: "recency", y: "monetary", by: "tier" }, { x: "short", y: "premium" })).toEqual({
      "tier.rfm.recency": "short",
      "tier.rfm.monetary": "premium",
    });
  });
});
