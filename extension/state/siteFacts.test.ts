import { describe, expect, it } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { siteFactsOf } from "./siteFacts.ts";

const factsOf = (partial: unknown) => {
  const parsed = parseSiteConfig(partial);
  if (!("config" in parsed)) throw new RangeError("factsOf requires a valid configuration");
  return siteFactsOf(parsed.config);
};

describe("siteFactsOf", () => {
  it("knows the cuts of dimensions that are scored by thresholds, and no others", () => {
    expect(Object.keys(factsOf({}).cuts)).toEqual(["rfe.frequency", "rfd.frequency"]);
  });

  it("takes one method for a whole family", () => {
    const { cuts } = factsOf({ scoring: { rfm: { method: "thresholds" } } });
    expect(cuts["rfm.monetary"]).toEqual([50, 100, 250, 500]);
  });

  it("knows how far each family looks back", () => {
    expect(factsOf({ scoring: { rfe: { windowDays: 60 } } }).windowDays).toEqual({ rfm: 365, rfe: 60, rfd: 90 });
  });

  it("names the segments in the order of their rules", () => {
    const segments = [{ key: "loyal", name: { fi: "Uskollinen" }, rule: { fact: "orders", gt: 3 } }];
    expect(Object.entries(factsOf({ segments }).segments)).toEqual([
      ["loyal", { fi: "Uskollinen" }],
      ["other", { en: "Other" }],
    ]);
  });

  it.each([
    ["engagedSeconds", "seconds"],
    ["productSeconds", "seconds"],
    ["tenure", "days"],
  ])("measures %s in %s", (measure, unit) => {
    expect(factsOf({ scoring: { rfd: { measure } } }).durationUnit).toBe(unit);
  });
});
