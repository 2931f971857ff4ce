import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { DEFAULTS } from "./defaults.ts";
import { parseSiteConfig, SiteConfigSchema } from "./siteConfig.ts";

describe("DEFAULTS", () => {
  it("are a whole configuration that says nothing but itself", () => {
    expect(v.parse(SiteConfigSchema, DEFAULTS)).toEqual(DEFAULTS);
    expect(parseSiteConfig({})).toEqual({ config: DEFAULTS, notes: [] });
  });

  it("keep most visitors apart: frequency of RFE and RFD is scored by thresholds, all else by quantiles", () => {
    expect(DEFAULTS.scoring.rfm.method).toBe("quantiles");
    expect(DEFAULTS.scoring.rfe.method).toEqual({
      recency: "quantiles",
      frequency: "thresholds",
      engagement: "quantiles",
    });
    expect(DEFAULTS.scoring.rfd.tiers.method).toEqual({
      recency: "quantiles",
      frequency: "thresholds",
      duration: "quantiles",
    });
  });
});
