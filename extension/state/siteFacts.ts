import type { SiteConfig } from "#shared/config/siteConfig";
import { FAMILIES, type Family } from "#shared/scoring/families";
import type { SiteFacts } from "../messages.ts";

const FAMILY_KEYS: readonly Family[] = ["rfm", "rfe", "rfd"];

/** What the overlay needs of a site's configuration; cuts by quantiles are not in it, and so stay unknown. */
export function siteFactsOf(config: Pick<SiteConfig, "site" | "segments" | "scoring">): SiteFacts {
  return {
    currency: config.site.currency,
    segments: Object.fromEntries(config.segments.map(({ key, name }) => [key, name])),
    cuts: Object.fromEntries(FAMILY_KEYS.flatMap((family) => cutsOf(config.scoring, family))),
    durationUnit: config.scoring.rfd.measure === "tenure" ? "days" : "seconds",
    sessionGapMinutes: config.site.sessionGapMinutes,
    windowDays: {
      rfm: config.scoring.rfm.windowDays,
      rfe: config.scoring.rfe.windowDays,
      rfd: config.scoring.rfd.windowDays,
    },
  };
}

function cutsOf(scoring: SiteConfig["scoring"], family: Family): [string, readonly number[]][] {
  const methods: Readonly<Record<string, unknown>> | string = scoring[family].method;
  const thresholds: Readonly<Record<string, readonly number[]>> = scoring[family].thresholds;
  return FAMILIES[family].flatMap((dimension): [string, readonly number[]][] => {
    const method = typeof methods === "string" ? methods : methods[dimension];
    const cuts = thresholds[dimension];
    return method === "thresholds" && cuts !== undefined ? [[`${family}.${dimension}`, cuts]] : [];
  });
}
