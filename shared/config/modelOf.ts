import type { Scoring } from "../scoring/families.ts";
import type { CutTable } from "../scoring/scoresAt.ts";
import type { Model } from "../segments/model.ts";
import type { SiteConfig } from "./siteConfig.ts";

const MINUTE_MS = 60_000;

/** What a visitor's object needs of a configuration, under the version it was published as. */
export function modelOf({ site, scoring, segments, audiences }: SiteConfig, version: number): Model {
  return {
    version,
    currency: site.currency,
    rates: site.rates,
    conversions: site.conversions,
    productPages: site.productPages,
    sessionGapMs: site.sessionGapMinutes * MINUTE_MS,
    interactions: scoring.rfe.interactions,
    tenure: scoring.rfd.tenure,
    scoring,
    cuts: thresholdCuts(scoring),
    segments,
    audiences,
  };
}

/** The marketer's own cuts of all nine dimensions, in force wherever the population has none of its own. */
export function thresholdCuts({ rfm, rfe, rfd }: Scoring): CutTable {
  return {
    rfm: {
      recency: { scores: rfm.thresholds.recency, tiers: rfm.tiers.recency },
      frequency: { scores: rfm.thresholds.frequency, tiers: rfm.tiers.frequency },
      monetary: { scores: rfm.thresholds.monetary, tiers: rfm.tiers.monetary },
    },
    rfe: {
      recency: { scores: rfe.thresholds.recency, tiers: rfe.tiers.recency },
      frequency: { scores: rfe.thresholds.frequency, tiers: rfe.tiers.frequency },
      engagement: { scores: rfe.thresholds.engagement, tiers: rfe.tiers.engagement },
    },
    rfd: {
      recency: { scores: rfd.thresholds.recency, tiers: rfd.tiers.recency },
      frequency: { scores: rfd.thresholds.frequency, tiers: rfd.tiers.frequency },
      duration: { scores: rfd.thresholds.duration, tiers: rfd.tiers.duration },
    },
  };
}
