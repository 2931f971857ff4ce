import { describe, expect, it } from "vitest";
import { scoreOf } from "#shared/scoring/score";
import { nextStep } from "./nextStep.ts";

const CUTS = [1, 2, 5, 10];

describe("nextStep", () => {
  it.each([
    [4, "frequency", { gap: 2, score: 4 }],
    [5, "frequency", { gap: 1, score: 4 }],
    [4.5, "monetary", { gap: 0.5, score: 4 }],
    [1.5, "recency", { gap: 0.5, score: 3 }],
  ] as const)("leads from %d of %s to %o", (value, dimension, step) => {
    const score = scoreOf(value, CUTS, dimension === "recency") ?? 0;
    expect(nextStep(value, score, CUTS, dimension)).toEqual(step);
  });

  it.each([0, 1, 2, 3, 4, 5, 7, 10])("names a count at which the score is really reached, from %d", (value) => {
    const score = scoreOf(value, CUTS, false) ?? 0;
    const step = nextStep(value, score, CUTS, "frequency");
    expect(scoreOf(value + (step?.gap ?? 0), CUTS, false)).toBe(step?.score);
    expect(scoreOf(value + (step?.gap ?? 0) - 1, CUTS, false)).toBe(score);
  });

  it("leads nowhere from the best score, or from the worst recency", () => {
    expect(nextStep(11, 5, CUTS, "frequency")).toBeNull();
    expect(nextStep(11, 1, CUTS, "recency")).toBeNull();
  });

  it("leads nowhere where the cuts are not known", () => {
    expect(nextStep(4, 3, undefined, "frequency")).toBeNull();
  });
});
