import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "../config/defaults.ts";
import { FAMILIES, methodOf, ScoringSchema } from "./families.ts";

/** The default scoring with one place replaced. */
function scoringWith(path: string, value: unknown): unknown {
  const scoring: unknown = structuredClone(DEFAULTS.scoring);
  const keys = path.split(".");
  const holder = keys.slice(0, -1).reduce((at: unknown, key) => Reflect.get(Object(at), key), scoring);
  Reflect.set(Object(holder), keys.at(-1) ?? "", value);
  return scoring;
}
const faults = (input: unknown) =>
  v.safeParse(ScoringSchema, input).issues?.map((issue) => [v.getDotPath(issue), issue.message]);

describe("FAMILIES", () => {
  it("share recency and frequency, and differ in the third dimension", () => {
    expect(Object.values(FAMILIES).map((dimensions) => dimensions.slice(0, 2))).toEqual(
      Array(3).fill(["recency", "frequency"]),
    );
    expect(Object.values(FAMILIES).map((dimensions) => dimensions[2])).toEqual(["monetary", "engagement", "duration"]);
  });
});

describe("ScoringSchema", () => {
  it("refuses a half-life so short that points sink below what a number can hold within the window", () => {
    expect(faults(scoringWith("rfe.halfLifeDays", 0.09))).toBeUndefined();
    expect(faults(scoringWith("rfe.halfLifeDays", 0.089))).toEqual([
      ["rfe.halfLifeDays", expect.stringContaining("at least a 1000th of windowDays")],
    ]);
  });

  it("takes the defaults as they are", () => {
    expect(v.parse(ScoringSchema, DEFAULTS.scoring)).toEqual(DEFAULTS.scoring);
  });

  it.each([
    ["rfm.thresholds.recency", [1, 2, 2, 3]],
    ["rfm.method", "thresholds"],
    ["rfe.tiers.method", "quantiles"],
    ["rfe.points.Engaged", 2],
    ["rfe.points.Reviewed", { perSeconds: 10, points: 0.5, max: 3 }],
    ["rfe.points.page", { perPages: 1, points: 1, max: 5 }],
    ["rfm.gapFloorDays", 0.5],
    ["rfd.measure", "tenure"],
  ])("takes %s %j", (path, value) => {
    expect(faults(scoringWith(path, value))).toBeUndefined();
  });

  it.each([
    ["rfm.thresholds.monetary", [50, 40, 250, 500], "rfm.thresholds.monetary", "must be sorted, the smallest first"],
    ["rfm.thresholds.monetary", [50, 100, 250], "rfm.thresholds.monetary", "must have 4 cuts"],
    ["rfm.tiers.recency", [30, 60, 90], "rfm.tiers.recency", "must have 2 cuts"],
    ["rfm.thresholds.recency", [1, "2", 3, 4], "rfm.thresholds.recency.1", "must be a number"],
    ["rfm.thresholds.recency", [1, 2, 3, Number.POSITIVE_INFINITY], "rfm.thresholds.recency.3", "must be finite"],
    ["rfm.windowDays", 0, "rfm.windowDays", "must be more than 0"],
    ["rfm.method", "median", "rfm.method", "must be one of thresholds, quantiles"],
    ["rfm.method", [], "rfm.method", "must be one of thresholds, quantiles"],
    ["rfe.method.engagement", "median", "rfe.method.engagement", "must be one of thresholds, quantiles"],
    ["rfe.halfLifeDays", -1, "rfe.halfLifeDays", "must be more than 0"],
    ["rfe.points.page", -1, "rfe.points.page", "must not be negative"],
    ["rfe.points.page", "1", "rfe.points.page", "must be a number"],
    ["rfe.points.Engaged.perSeconds", 0, "rfe.points.Engaged.perSeconds", "must be more than 0"],
    ["rfe.points.page", { perPages: 0, points: 1, max: 5 }, "rfe.points.page.perPages", "must be more than 0"],
    ["rfe.points.screen", { perPages: 1, points: 1, max: 5 }, "rfe.points.screen", "may count pages for page alone"],
    ["rfm.gapFloorDays", 0, "rfm.gapFloorDays", "must be more than 0"],
    ["rfe.interactions", "*", "rfe.interactions", "must be a list of event names"],
    ["rfd.measure", "minutes", "rfd.measure", "must be one of engagedSeconds, productSeconds, tenure"],
    ["rfd.holdCutsWithin", 1.1, "rfd.holdCutsWithin", "must be a share from 0 to 1"],
  ])("refuses %s %j at %s: %s", (path, value, where, message) => {
    expect(faults(scoringWith(path, value))).toEqual([[where, message]]);
  });

  it.each(["rfm.halfLifeDays", "rfe.thresholds.monetary", "rfm.method.engagement", "rfd.tenure.pauses", "rfx"])(
    "refuses the unknown key %s",
    (path) => {
      const input = path.startsWith("rfm.method")
        ? scoringWith("rfm.method", { recency: "quantiles", engagement: "quantiles" })
        : scoringWith(path, 1);
      expect(faults(input)?.map(([where]) => where)).toEqual([path]);
    },
  );
});

describe("methodOf", () => {
  it("is the one word, or the dimension’s own", () => {
    expect(methodOf("thresholds", "recency")).toBe("thresholds");
    expect(methodOf(DEFAULTS.scoring.rfe.method, "frequency")).toBe("thresholds");
    expect(methodOf(DEFAULTS.scoring.rfe.method, "recency")).toBe("quantiles");
  });
});
