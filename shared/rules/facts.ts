import { DAY_MS } from "../events/clock.ts";
import { fromMinor } from "../events/currency.ts";
import type { Product } from "../events/product.ts";
import { type Dimension, FAMILIES, type Family } from "../scoring/families.ts";
import { gapMedianDays, rhythmDays } from "../scoring/rhythm.ts";
import type { Measure, Scores } from "../scoring/scoresAt.ts";
import { isInWindow } from "../scoring/window.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Moment } from "../visitor/moment.ts";
import type { ProductPage } from "../visitor/session.ts";

/** What facts need to know of the site. */
export interface FactReading {
  readonly currency: string;
  readonly productPages: readonly ProductPage[];
  readonly scoring: { readonly rfm: { readonly gapFloorDays: number } };
}

/** Whom a rule is asked about, at one instant. */
export interface Subject {
  readonly activity: Activity;
  readonly scores: Scores;
  readonly at: number;
  readonly reading: FactReading;
  /** The lifecycle segment, once it is known: segment rules themselves never see it. */
  readonly segment?: string;
  readonly audiences?: readonly string[];
}

type Reader = (subject: Subject) => unknown;

const days = (from: number | null | undefined, at: number) =>
  from === null || from === undefined ? undefined : (at - from) / DAY_MS;
const revenueMinor = ({ orders }: Activity) => orders.reduce((sum, { netMinor }) => sum + netMinor, 0);
const instantsOf = ({ orders }: Activity) => orders.map((order) => order.at);
const sumOf = (activity: Activity, key: "pageViews" | "engagedSeconds") =>
  activity.sessions.reduce((sum, session) => sum + session[key], 0);

/** Facts known by their whole name. */
const PLAIN: ReadonlyMap<string, Reader> = new Map(
  Object.entries<Reader>({
    identified: ({ activity }) => activity.visitor.userId !== null,
    orders: ({ activity }) => activity.orders.length,
    revenue: ({ activity, reading }) => fromMinor(revenueMinor(activity), reading.currency),
    averageOrderValue: ({ activity, reading }) =>
      activity.orders.length === 0
        ? undefined
        : fromMinor(revenueMinor(activity), reading.currency) / activity.orders.length,
    sessions: ({ activity }) => activity.sessions.length,
    pageViews: ({ activity }) => sumOf(activity, "pageViews"),
    engagedSeconds: ({ activity }) => sumOf(activity, "engagedSeconds"),
    gapBeforeLastOrder: ({ activity }) => days(activity.orders.at(-2)?.at, activity.orders.at(-1)?.at ?? 0),
    gapMedian: ({ activity }) => gapMedianDays(instantsOf(activity)) ?? undefined,
    lapseRatio: ({ activity, at, reading }) => {
      const rhythm = rhythmDays(instantsOf(activity), reading.scoring.rfm.gapFloorDays);
      const silence = days(activity.orders.at(-1)?.at, at);
      return rhythm === null || silence === undefined ? undefined : silence / rhythm;
    },
    "daysSince.order": ({ activity, at }) => days(activity.orders.at(-1)?.at, at),
    "daysSince.visit": ({ activity, at }) => days(activity.lastVisitAt, at),
    "daysSince.interaction": ({ activity, at }) => days(activity.lastInteractionAt, at),
    ordersTrend: ({ activity, at }) => {
      const recent = activity.orders.filter((order) => isInWindow(order.at, at, 90)).length;
      const both = activity.orders.filter((order) => isInWindow(order.at, at, 180)).length;
      return recent - (both - recent);
    },
    segment: ({ segment }) => segment,
    audience: ({ audiences }) => audiences,
    ...measureReaders(),
  }),
);

/** Facts known by a prefix; the rest of the name says which one. */
const NAMED: readonly (readonly [prefix: string, (subject: Subject, rest: string) => unknown])[] = [
  ["daysSince.event.", ({ activity, at }, name) => days(activity.lastAt.get(name), at)],
  ["count.", ({ activity }, name) => activity.counts.get(name) ?? 0],
  [
    "orders.category.",
    ({ activity }, name) =>
      activity.orders.filter(({ products }) => products.some(({ category }) => category === name)).length,
  ],
  [
    "orders.product.",
    ({ activity }, name) => activity.orders.filter(({ products }) => products.some(({ id }) => id === name)).length,
  ],
  ["views.category.", (subject, name) => viewsOf(subject, (product) => product.category === name)],
  ["views.product.", (subject, name) => viewsOf(subject, (product) => product.id === name)],
  ["campaign.first.", ({ activity }, key) => ownAt(activity.campaigns.first, key)],
  ["campaign.last.", ({ activity }, key) => ownAt(activity.campaigns.last, key)],
  ["consent.", ({ activity }, purpose) => consentTo(activity, purpose)],
  ["traits.", ({ activity }, path) => pathIn(activity.traits, path)],
  ["group.", ({ activity }, path) => pathIn(activity.group, path)],
];

/**
 * What a fact is for someone; undefined where it is missing.
 *
 * @param name one that `isFact` knows and that is no fact of the page
 */
export function factAt(subject: Subject, name: string): unknown {
  const plain = PLAIN.get(name);
  if (plain !== undefined) return plain(subject);
  const named = NAMED.find(([prefix]) => name.startsWith(prefix));
  return named?.[1](subject, name.slice(named[0].length));
}

const VIEWED = new Set(["Product Viewed", "view_item"]);

/** Whether a moment shows a product that is asked for. */
export function isViewOf(
  { name, products = [] }: Moment,
  { productPages }: Pick<FactReading, "productPages">,
  isIt: (product: Product) => boolean,
): boolean {
  return products.some(isIt) && (VIEWED.has(name) || productPages.some(({ event }) => event === name));
}

function viewsOf({ activity, reading }: Subject, isIt: (product: Product) => boolean): number {
  return activity.moments.filter((moment) => isViewOf(moment, reading, isIt)).length;
}

/** What the latest message that speaks of a purpose says of it; missing where none does. */
function consentTo({ moments }: Activity, purpose: string): boolean | undefined {
  const latest = moments.findLast(({ consent }) => consent !== undefined && Object.hasOwn(consent, purpose));
  return latest?.consent?.[purpose];
}

/** `score.rfm.recency` and its like, for each family, dimension and kind. */
function measureReaders(): Record<string, Reader> {
  const readers: Record<string, Reader> = {};
  for (const [family, dimensions] of Object.entries(FAMILIES) as [Family, readonly Dimension[]][])
    for (const dimension of dimensions)
      for (const kind of ["score", "value", "tier"] as const)
        readers[`${kind}.${family}.${dimension}`] = ({ scores }) => {
          const measures: Partial<Record<Dimension, Measure>> = scores[family];
          return measures[dimension]?.[kind] ?? undefined;
        };
  return readers;
}

function pathIn(bag: unknown, path: string): unknown {
  if (Object.hasOwn(Object(bag), path)) return ownAt(bag, path);
  return path.split(".").reduce(ownAt, bag);
}

function ownAt(bag: unknown, key: string): unknown {
  if (typeof bag !== "object" || bag === null || !Object.hasOwn(bag, key)) return undefined;
  const value: unknown = Reflect.get(bag, key);
  return value === null ? undefined : value;
}
