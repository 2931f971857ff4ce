import { fromMinor } from "#shared/events/currency";
import { addCounts, type Count, type Counts, countsUnder, NO_COUNT, totalCount } from "#shared/figures/counters";
import { type MatrixQuery, matrixOf } from "#shared/figures/matrix";
import { FAMILIES } from "#shared/scoring/families";
import type { Audiences } from "#shared/wire/audiences";
import type { Matrix, SegmentFigures, Segments } from "#shared/wire/figures";
import type { PublishedSite } from "../publishedStore.ts";
import { askDirectory } from "./askDirectory.ts";
import { changesOver30Days, soldOver30Days } from "./gatherMovements.ts";

/** What a matrix is asked for; what is left out is RFM's recency and the family's third dimension, by score. */
export type MatrixParameters = { readonly [K in keyof MatrixQuery]?: MatrixQuery[K] | undefined };

/** The figures of every segment. @throws Problem `unavailable` where no shard answers */
export async function segmentFigures(
  env: Env,
  site: PublishedSite,
  since?: { readonly now: number },
): Promise<Segments> {
  const [{ answers, lack }, changes] = await Promise.all([
    askDirectory(env, site.key, (shard) => shard.counts()),
    since === undefined ? null : changesOver30Days(env, site, since.now),
  ]);
  const keys = site.config.segments.map(({ key }) => key);
  const figures = figuresOf(countsUnder(addCounts(answers), "segment/"), keys, site.config.site.currency);
  const segments = figures.segments.map((one) => ({ ...one, ...changes?.of(one.key) }));
  return { ...figures, segments, ...lack, ...changes?.lack };
}

/** Figures in configured order; a segment that is configured no more follows while it holds somebody, so that the sum stays everybody. */
export function figuresOf(counts: Counts, configured: readonly string[], currency: string): Segments {
  const { visitors } = totalCount(counts.values());
  const keys = new Set([...configured, ...counts.keys()]);
  const segments = [...keys].map((key) => ({ key, ...figureOf(counts.get(key) ?? NO_COUNT, visitors, currency) }));
  return { segments, visitors };
}

/**
 * Everybody by two dimensions of a family, from counters alone.
 *
 * @param since also what those in each cell ordered over the last 30 days, and over the 30 before: that reads every row
 * @throws Problem `unavailable` where no shard answers
 */
export async function matrixFigures(
  env: Env,
  site: PublishedSite,
  query: MatrixQuery,
  since?: { readonly now: number },
): Promise<Matrix> {
  const [{ answers, lack }, sold] = await Promise.all([
    askDirectory(env, site.key, (shard) => shard.counts()),
    since === undefined ? null : soldOver30Days(env, site, query, since.now),
  ]);
  const { currency } = site.config.site;
  const { cells, unscored } = matrixOf(addCounts(answers), query);
  const { visitors } = totalCount([unscored, ...cells.map(({ count }) => count)]);
  return {
    family: query.family,
    cells: cells.map(({ x, y, count }) => ({
      ...{ x, y, products: count.productsMilli / 1_000 },
      ...figureOf(count, visitors, currency),
      ...sold?.in(x, y),
    })),
    unscored: unscored.visitors,
    visitors,
    ...lack,
    ...sold?.lack,
  };
}

/** How many are in each audience. @throws Problem `unavailable` where no shard answers */
export async function audienceSizes(env: Env, site: PublishedSite): Promise<Audiences> {
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.counts());
  const counts = addCounts(answers);
  const everybody = totalCount(countsUnder(counts, "segment/").values()).visitors;
  const audiences = site.config.audiences.map(({ key, name }) => {
    const { visitors } = counts.get(`audience/${key}`) ?? NO_COUNT;
    return { key, name, visitors, share: shareOf(visitors, everybody) };
  });
  return { audiences, ...lack };
}

/** The whole query that parameters ask for; null where a dimension is not the family's, or both are one. */
export function matrixQueryOf({
  family = "rfm",
  x = "recency",
  y,
  by = "score",
}: MatrixParameters): MatrixQuery | null {
  const dimensions: readonly string[] = FAMILIES[family];
  const other = y ?? FAMILIES[family][x === "recency" ? 2 : 0];
  return x !== other && dimensions.includes(x) && dimensions.includes(other) ? { family, x, y: other, by } : null;
}

function figureOf(
  { visitors, orders, revenueMinor }: Count,
  everybody: number,
  currency: string,
): Omit<SegmentFigures, "key" | "last30Days" | "before30Days"> {
  const revenue = fromMinor(revenueMinor, currency);
  const averageOrderValue = orders === 0 ? null : revenue / orders;
  return { visitors, orders, revenue, averageOrderValue, share: shareOf(visitors, everybody) };
}

function shareOf(visitors: number, everybody: number): number {
  return everybody === 0 ? 0 : visitors / everybody;
}
