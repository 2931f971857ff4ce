import { mayDecideByToken } from "../decision/byToken.ts";
import { DAY_MS } from "../events/clock.ts";
import {
  type Dimension,
  type FAMILIES,
  type Family,
  type Method,
  methodOf,
  type Scoring,
} from "../scoring/families.ts";
import { type FamilyPopulation, type Population, SMALLEST_POPULATION } from "../scoring/populationCuts.ts";
import type { Cuts, CutTable } from "../scoring/scoresAt.ts";
import type { Model } from "../segments/model.ts";
import type { SiteConfig } from "./siteConfig.ts";

const MINUTE_MS = 60_000;

/** What a model is published with: since when it holds, and the population whose quantiles it goes by. */
export interface Publication {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Null: nobody has been measured yet. */
  readonly population: Population | null;
}

const UNMEASURED: Publication = { at: 0, population: null };

/** What a visitor's object needs of a configuration, under the number of the model that it was published as. */
export function modelOf(
  { site, privacy, scoring, segments, audiences, slots }: SiteConfig,
  version: number,
  { at, population }: Publication = UNMEASURED,
): Model {
  return {
    version,
    at,
    currency: site.currency,
    rates: site.rates,
    conversions: site.conversions,
    productPages: site.productPages,
    sessionGapMs: site.sessionGapMinutes * MINUTE_MS,
    interactions: scoring.rfe.interactions,
    tenure: scoring.rfd.tenure,
    retention: {
      behaviourMs: Math.floor(privacy.retentionDays * DAY_MS),
      customerMs: Math.floor(privacy.customerRetentionDays * DAY_MS),
    },
    scoring,
    cuts: cutsInForce(scoring, population),
    population,
    segments,
    audiences,
    decisive: slots
      .filter((slot) => mayDecideByToken(slot, site.holdoutPercent))
      .flatMap(({ snippets }) => snippets.map(({ rule }) => rule)),
  };
}

/** The cuts of all nine dimensions: the marketer's own where the method is thresholds or the population is too small, else the population's. */
export function cutsInForce({ rfm, rfe, rfd }: Scoring, population: Population | null): CutTable {
  const rfmCuts = cutsBy<DimensionOf<"rfm">>(rfm, population?.families.rfm);
  const rfeCuts = cutsBy<DimensionOf<"rfe">>(rfe, population?.families.rfe);
  const rfdCuts = cutsBy<DimensionOf<"rfd">>(rfd, population?.families.rfd);
  return {
    rfm: { recency: rfmCuts("recency"), frequency: rfmCuts("frequency"), monetary: rfmCuts("monetary") },
    rfe: { recency: rfeCuts("recency"), frequency: rfeCuts("frequency"), engagement: rfeCuts("engagement") },
    rfd: { recency: rfdCuts("recency"), frequency: rfdCuts("frequency"), duration: rfdCuts("duration") },
  };
}

type DimensionOf<F extends Family> = (typeof FAMILIES)[F][number];
type Methods<D extends Dimension> = Method | Readonly<Record<D, Method>>;
type FamilyRule<D extends Dimension> = {
  readonly method: Methods<D>;
  readonly thresholds: Readonly<Record<D, readonly number[]>>;
  readonly tiers: Readonly<Record<D, readonly number[]>> & { readonly method: Methods<D> };
};

function cutsBy<D extends Dimension>(
  { method, thresholds, tiers }: FamilyRule<D>,
  measured: FamilyPopulation | undefined,
): (dimension: D) => Cuts {
  const isLarge = measured !== undefined && measured.population >= SMALLEST_POPULATION;
  const byQuantiles = (methods: Methods<D>, dimension: D) =>
    isLarge && methodOf(methods, dimension) === "quantiles" ? measured.cuts[dimension] : undefined;
  return (dimension) => ({
    scores: byQuantiles(method, dimension)?.scores ?? thresholds[dimension],
    tiers: byQuantiles(tiers.method, dimension)?.tiers ?? tiers[dimension],
  });
}

/** Whether any cut of a configuration comes from the population: only then is there a reason to measure it. */
export function goesByPopulation({ rfm, rfe, rfd }: Scoring): boolean {
  const methods = [rfm, rfe, rfd].flatMap(({ method, tiers }) => [method, tiers.method]);
  return methods.some((method) =>
    typeof method === "string" ? method === "quantiles" : Object.values(method).includes("quantiles"),
  );
}
