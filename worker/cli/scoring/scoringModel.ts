import { readFile } from "node:fs/promises";
import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig, type SiteConfig } from "#shared/config/siteConfig";
import { factNamesOf } from "#shared/rules/comparisons";
import type { Method } from "#shared/scoring/families";
import type { Model } from "#shared/segments/model";
import { Failure, lineOf } from "../failure.ts";

export interface Wanted {
  /** A site's configuration in JSON; null: the default. */
  readonly config: string | null;
  /** For all three dimensions, scores and tiers; null: as configured. */
  readonly method: Method | null;
  /** `Infinity`: all there is; null: as configured. */
  readonly windowDays: number | null;
}

/** The model by which a file is scored. @throws Failure where the configuration cannot be read or is not valid */
export async function scoringModel({ config: path, method, windowDays }: Wanted): Promise<Model> {
  const config = await configAt(path);
  const { rfm } = config.scoring;
  const wanted = {
    ...rfm,
    ...(windowDays !== null && { windowDays }),
    ...(method !== null && { method, tiers: { ...rfm.tiers, method } }),
  };
  return modelOf({ ...config, scoring: { ...config.scoring, rfm: wanted } }, 1);
}

/** What a column of orders tells of a customer; any other fact needs their whole history. */
const OF_ORDERS =
  /^(identified|orders|revenue|averageOrderValue|gapBeforeLastOrder|gapMedian|lapseRatio|daysSince\.order|ordersTrend|(score|value|tier)\.rfm\.\w+)$/;

/** Whether the segments ask for nothing but orders, their instants and what they were worth. */
export function asksOrdersAlone({ segments }: Model): boolean {
  return segments.every(({ rule }) => factNamesOf(rule).every((fact) => OF_ORDERS.test(fact)));
}

async function configAt(path: string | null): Promise<SiteConfig> {
  const parsed = parseSiteConfig(path === null ? {} : await jsonAt(path));
  if ("config" in parsed) return parsed.config;
  const [first, ...more] = parsed.errors;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  throw new Failure(`${path}: ${first?.path || "it"} ${first?.message}${others}`);
}

async function jsonAt(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    throw new Failure(`${path} cannot be read: ${lineOf(error)}`);
  }
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new Failure(`${path} is not JSON: ${lineOf(error)}`);
  }
}
