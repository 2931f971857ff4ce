import { fromMinor } from "#shared/events/currency";
import { addCounts, type Count, type Counts, countsUnder, NO_COUNT, totalCount } from "#shared/figures/counters";
import type { VisitorRow } from "#shared/figures/row";
import type { SegmentFigures, Segments } from "#shared/wire/figures";
import { visitorOfRow } from "#shared/wire/visitorOfRow";
import type { VisitorList } from "#shared/wire/visitors";
import type { DirectoryObject } from "../objects/directory/DirectoryObject.ts";
import { byPosition } from "../objects/directory/directoryList.ts";
import { directoryStubs } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { cursorOf, type ListParameters, listQueryOf } from "./listQuery.ts";

/** The parts of a site's directory; all of them are asked. */
export type Shards = readonly DurableObjectStub<DirectoryObject>[];

/** A page of a site's visitors. @throws Problem `malformed`, or `unavailable` where a shard does not answer */
export async function listVisitors(
  env: Env,
  site: PublishedSite,
  parameters: ListParameters,
  now: number,
): Promise<VisitorList> {
  return listFrom(directoryStubs(env, site.key), site.config.site.currency, parameters, now);
}

/** The figures of every segment. @throws Problem `unavailable` where a shard does not answer */
export async function segmentFigures(env: Env, site: PublishedSite): Promise<Segments> {
  const counters = await askAll(directoryStubs(env, site.key), (shard) => shard.counts());
  const keys = site.config.segments.map(({ key }) => key);
  return figuresOf(countsUnder(addCounts(counters), "segment/"), keys, site.config.site.currency);
}

/** A page gathered from shards: each gives its own next visitors, and the first of them all are the page. */
export async function listFrom(
  shards: Shards,
  currency: string,
  parameters: ListParameters,
  now: number,
): Promise<VisitorList> {
  const query = listQueryOf(parameters);
  const pages = await askAll(shards, (shard) => shard.list({ ...query, limit: query.limit + 1 }));
  const found = pages.flatMap(({ items }) => items).sort(byPosition(query));
  const items = found.slice(0, query.limit);
  const last = items.at(-1);
  return {
    visitors: items.map(({ row }) => visitorOfRow(readRow(row), currency, now)),
    cursor: found.length > query.limit && last !== undefined ? cursorOf(query, last) : null,
    total: pages.reduce((sum, { total }) => sum + total, 0),
  };
}

/** Figures in configured order; a segment that is configured no more follows while it holds somebody, so that the sum stays everybody. */
export function figuresOf(counts: Counts, configured: readonly string[], currency: string): Segments {
  const { visitors } = totalCount(counts.values());
  const keys = new Set([...configured, ...counts.keys()]);
  return { segments: [...keys].map((key) => figureOf(key, counts.get(key) ?? NO_COUNT, visitors, currency)), visitors };
}

function figureOf(
  key: string,
  { visitors, orders, revenueMinor }: Count,
  everybody: number,
  currency: string,
): SegmentFigures {
  const revenue = fromMinor(revenueMinor, currency);
  return {
    key,
    visitors,
    orders,
    revenue,
    averageOrderValue: orders === 0 ? null : revenue / orders,
    share: everybody === 0 ? 0 : visitors / everybody,
  };
}

function readRow(text: string): VisitorRow {
  return JSON.parse(text);
}

/** Half of the figures would be wrong figures, so one shard that fails fails the answer. */
async function askAll<T>(shards: Shards, ask: (shard: Shards[number]) => Promise<T>): Promise<T[]> {
  try {
    return await Promise.all(shards.map(ask));
  } catch (error) {
    console.error(JSON.stringify({ asking: "directory", error: String(error) }));
    throw new Problem("unavailable", "The directory of visitors does not answer: try again", { retryAfter: 2 });
  }
}
