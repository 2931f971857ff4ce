import { DAY_MS, parseInstant } from "#shared/events/clock";
import { fromMinor } from "#shared/events/currency";
import { dayAt, dayOf, daysBetween } from "#shared/figures/days";
import { addSpreads, type DistributionQuery, edgesOf } from "#shared/figures/distribution";
import type { MatrixQuery } from "#shared/figures/matrix";
import { addMigrations } from "#shared/figures/migrations";
import { type Sold, soldInCell } from "#shared/figures/sold";
import { addTrends, type TrendPoint } from "#shared/figures/trends";
import type { Dimension } from "#shared/scoring/families";
import { type FamilyPopulation, SMALLEST_POPULATION } from "#shared/scoring/populationCuts";
import type { Score } from "#shared/scoring/score";
import type { Cuts } from "#shared/scoring/scoresAt";
import { TIERS, type Tier } from "#shared/scoring/tier";
import type { Distribution, Matrix, Migrations, SegmentFigures, Trends } from "#shared/wire/figures";
import type { Lack } from "#shared/wire/lack";
import type { Fault } from "#shared/wire/problem";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { askDirectory } from "./askDirectory.ts";

/** A stretch of time as it stands in an address: instants, or dates in the site's time zone, the last one whole. */
export interface PeriodParameters {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const MOST_DAYS = 1_100;
const NOTHING: TrendPoint = { visitors: 0, revenueMinor: 0, joined: 0, left: 0, soldMinor: 0 };

/** Who went from which segment to which. @throws Problem `malformed`, or `unavailable` where no shard answers */
export async function migrations(
  env: Env,
  site: PublishedSite,
  parameters: PeriodParameters,
  now: number,
): Promise<Migrations> {
  const { from, to } = periodOf(parameters, site.config.site.timeZone, now);
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.migrations(from, to));
  return { from: instant(from), to: instant(to), migrations: addMigrations(answers), ...lack };
}

/** Each segment day by day. @throws Problem `malformed`, or `unavailable` where no shard answers */
export async function trends(
  env: Env,
  site: PublishedSite,
  parameters: PeriodParameters,
  now: number,
): Promise<Trends> {
  const { timeZone, currency } = site.config.site;
  const { from, to } = periodOf(parameters, timeZone, now);
  const days = daysBetween(from, to, timeZone, MOST_DAYS + 1);
  if (days.length > MOST_DAYS) throw malformed([{ path: "/from", message: `is at most ${MOST_DAYS} days before to` }]);
  const edges = [...days.map((day) => day.from), Math.min(days.at(-1)?.until ?? to, to + 1)];
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.trends(edges));
  const all = addTrends(answers);
  const segments = [...new Set([...site.config.segments.map(({ key }) => key), ...all.keys()])];
  return {
    trends: days.flatMap((day, index) =>
      segments.map((segment) => {
        const { visitors, revenueMinor, joined, left, soldMinor } = all.get(segment)?.[index] ?? NOTHING;
        const money = { revenue: fromMinor(revenueMinor, currency), sold: fromMinor(soldMinor, currency) };
        return { at: instant(day.from), day: day.date, segment, visitors, joined, left, ...money };
      }),
    ),
    ...lack,
  };
}

/** How each segment changed over the last 30 days, and over the 30 before. */
export async function changesOver30Days(
  env: Env,
  site: PublishedSite,
  now: number,
): Promise<{ of: (segment: string) => Pick<SegmentFigures, "last30Days" | "before30Days">; lack: Lack }> {
  const edges = [now - 60 * DAY_MS, now - 30 * DAY_MS, now + 1];
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.trends(edges));
  const all = addTrends(answers);
  const change = ({ joined, left, soldMinor }: TrendPoint) => ({
    ...{ visitors: joined - left, joined, left },
    revenue: fromMinor(soldMinor, site.config.site.currency),
  });
  return {
    of: (segment) => {
      const [before = NOTHING, last = NOTHING] = all.get(segment) ?? [];
      return { last30Days: change(last), before30Days: change(before) };
    },
    lack,
  };
}

/** What those who are now in a cell of a matrix ordered over the last 30 days, and over the 30 before. */
export async function soldOver30Days(
  env: Env,
  site: PublishedSite,
  query: MatrixQuery,
  now: number,
): Promise<{
  in: (x: Score | Tier, y: Score | Tier) => Pick<Matrix["cells"][number], "last30Days" | "before30Days">;
  lack: Lack;
}> {
  const edges = [now - 60 * DAY_MS, now - 30 * DAY_MS, now + 1];
  const { answers, lack } = await askDirectory(env, site.key, (shard) => shard.sold(query, edges));
  const place = (dimension: Dimension, step: Score | Tier): number => {
    const tiers: readonly (Score | Tier)[] = TIERS[dimension];
    return typeof step === "number" ? step : tiers.indexOf(step) + 1;
  };
  const told = ({ orders, revenueMinor }: Sold = { orders: 0, revenueMinor: 0 }) => ({
    orders,
    revenue: fromMinor(revenueMinor, site.config.site.currency),
  });
  return {
    in: (x, y) => {
      const cell = { column: place(query.x, x), row: place(query.y, y) };
      const [before, last] = soldInCell(answers, query, cell);
      return { last30Days: told(last), before30Days: told(before) };
    },
    lack,
  };
}

function quantilesOf(measured: FamilyPopulation | undefined, dimension: Dimension): Distribution["quantiles"] {
  const cuts = measured?.cuts[dimension];
  if (measured === undefined || cuts === undefined || measured.population < SMALLEST_POPULATION) return null;
  return { scores: [...cuts.scores], tiers: [...cuts.tiers], percentiles: [...cuts.percentiles] };
}

/** How a dimension's values are spread. @throws Problem `unavailable` where no shard answers */
export async function distribution(
  env: Env,
  site: PublishedSite,
  asked: Pick<DistributionQuery, "family" | "dimension">,
  now: number,
): Promise<Distribution> {
  const { scoring, cuts, population } = site.model;
  const query: DistributionQuery = { ...asked, windowDays: scoring[asked.family].windowDays, now };
  const spreads = await askDirectory(env, site.key, (shard) => shard.spread(query));
  const spread = addSpreads(spreads.answers);
  const edges = edgesOf(spread);
  const bins = await askDirectory(env, site.key, (shard) => shard.bins(query, edges));
  const inForce: Partial<Record<Dimension, Cuts>> = cuts[asked.family];
  const { scores = [], tiers = [] } = inForce[asked.dimension] ?? {};
  return {
    ...asked,
    bins: edges.slice(1).map((to, index) => ({
      from: edges[index] ?? to,
      to,
      visitors: bins.answers.reduce((sum, list) => sum + (list[index] ?? 0), 0),
    })),
    cuts: { scores: [...scores], tiers: [...tiers] },
    quantiles: quantilesOf(population?.families[asked.family], asked.dimension),
    visitors: spread.visitors,
    unscored: spread.unscored,
    outside: spread.outside,
    ...spreads.lack,
    ...bins.lack,
  };
}

/** From the beginning of the first date to the end of the last, or from instant to instant; without: the last 30 days. */
export function periodOf(
  { from, to }: PeriodParameters,
  timeZone: string,
  now: number,
): { readonly from: number; readonly to: number } {
  const errors: Fault[] = [];
  const read = (path: string, text: string | undefined, ofDay: (date: string) => number | undefined) => {
    if (text === undefined || text === "") return null;
    const at = ofDay(text) ?? parseInstant(text);
    if (at === null) errors.push({ path, message: "must be an ISO 8601 date or instant" });
    return at;
  };
  const end = read("/to", to, (date) => {
    const until = dayOf(date, timeZone)?.until;
    return until === undefined ? undefined : until - 1;
  });
  const last = Math.min(end ?? now, now);
  const first = read("/from", from, (date) => dayOf(date, timeZone)?.from) ?? dayAt(last - 30 * DAY_MS, timeZone).from;
  if (errors.length === 0 && first > last) errors.push({ path: "/from", message: "must not be after to, or now" });
  if (errors.length > 0) throw malformed(errors);
  return { from: first, to: last };
}

function malformed(errors: readonly Fault[]): Problem {
  return new Problem("malformed", "The dates cannot be read", { errors });
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
