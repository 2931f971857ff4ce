import { describe, expect, it } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import { modelOf } from "./modelOf.ts";

describe("modelOf", () => {
  const model = modelOf({ ...DEFAULTS, site: { ...DEFAULTS.site, sessionGapMinutes: 20 } }, 7);

  it("stands under the version and counts in the core’s units", () => {
    expect(model).toMatchObject({ version: 7, currency: "EUR", sessionGapMs: 1_200_000, interactions: ["*"] });
  });

  it("has four cuts for scores and two for tiers in each of the nine dimensions", () => {
    const cuts = Object.values(model.cuts).flatMap((family) => Object.values(family));
    expect(cuts.map(({ scores, tiers }) => [scores.length, tiers.length])).toEqual(Array(9).fill([4, 2]));
    expect(model.cuts.rfe.engagement).toEqual({ scores: [5, 15, 40, 100], tiers: [10, 40] });
  });
});
