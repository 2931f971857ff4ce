import { DAY_MS } from "../events/clock.ts";
import { fromMinor } from "../events/currency.ts";
import { comparisons } from "../rules/comparisons.ts";
import { factAt, type Subject } from "../rules/facts.ts";
import type { Rule } from "../rules/rule.ts";
import type { Measure, Scores } from "../scoring/scoresAt.ts";
import type { Activity } from "../visitor/activity.ts";
import { EarnedKeeper } from "../visitor/earned.ts";
import { UNEXPOSED } from "../visitor/exposures.ts";
import type { PastOrder, VisitorRow } from "./row.ts";

/** When a row is asked, and what is to be known of the site. */
export interface Asking {
  readonly now: number;
  readonly currency: string;
  /** `scoring.rfm.gapFloorDays`. */
  readonly gapFloorDays: number;
}

const CARRIED = new Set([
  ...["identified", "orders", "revenue", "averageOrderValue", "sessions", "pageViews", "engagedSeconds"],
  ...["gapBeforeLastOrder", "gapMedian", "lapseRatio", "ordersTrend", "segment", "audience"],
  ...["daysSince.order", "daysSince.visit", "daysSince.interaction"],
]);
const CARRIED_KINDS = /^(?:(?:score|value|tier)\.|daysSince\.event\.|count\.|traits\.|group\.|campaign\.)/;
/** Values that change with time and are not delivered at once when they do; recencies are brought to now, and RFM is delivered. */
const LAGGING = new Set(["value.rfe.frequency", "value.rfe.engagement", "value.rfd.frequency", "value.rfd.duration"]);

/**
 * The facts of a rule that a directory row does not carry, each once: what was bought or looked at, consent, predictions.
 *
 * @example factsNotInRows({ all: [{ fact: "orders", gt: 1 }, { fact: "orders.category.Cakes", gt: 0 }] }); // => ["orders.category.Cakes"]
 */
export function factsNotInRows(rule: Rule): string[] {
  return factsOf(rule).filter((name) => !CARRIED.has(name) && !CARRIED_KINDS.test(name));
}

/**
 * The facts of a rule that rows know as of a visitor's last delivery only, though time has moved them since.
 *
 * @example laggingFacts({ fact: "value.rfe.engagement", gt: 3 }); // => ["value.rfe.engagement"]
 */
export function laggingFacts(rule: Rule): string[] {
  return factsOf(rule).filter((name) => LAGGING.has(name));
}

/** What facts are for a row's visitor, where `factsNotInRows` names none: recencies as of now, all else as last delivered. */
export function factOfRow(row: VisitorRow, { now, currency, gapFloorDays }: Asking): (name: string) => unknown {
  const at = Math.max(now, row.at);
  const reading = { currency, productPages: [], scoring: { rfm: { gapFloorDays } } };
  let subject: Subject | null = null;
  return (name) => {
    const told = TOLD.get(name);
    if (told !== undefined) return told(row, currency);
    subject ??= { ...row, activity: activityIn(row, currency), scores: scoresBy(row, at), at, reading };
    return factAt(subject, name);
  };
}

/** Sums that the row has whole, where lists may be cut short. */
const TOLD: ReadonlyMap<string, (row: VisitorRow, currency: string) => unknown> = new Map(
  Object.entries<(row: VisitorRow, currency: string) => unknown>({
    orders: ({ orders }) => orders,
    revenue: ({ revenueMinor }, currency) => fromMinor(revenueMinor, currency),
    averageOrderValue: ({ revenueMinor, orders }, currency) =>
      orders === 0 ? undefined : fromMinor(revenueMinor, currency) / orders,
    sessions: ({ sessions }) => sessions,
    pageViews: ({ pageViews }) => pageViews,
    engagedSeconds: ({ engagedSeconds }) => engagedSeconds,
  }),
);

function factsOf(rule: Rule): string[] {
  return [...new Set(comparisons(rule).map(({ fact }) => fact))];
}

/** As much of a visitor's activity as their row tells. */
function activityIn(row: VisitorRow, currency: string): Activity {
  const events = Object.entries(row.events);
  // A row of an earlier release knows its last order alone.
  const last: readonly PastOrder[] = row.lastOrderAt === null ? [] : [[row.lastOrderAt, row.lastOrderMinor ?? 0]];
  const orders = row.pastOrders.length === 0 ? last : row.pastOrders;
  return {
    visitor: { anonymousIds: row.anonymousIds, userId: row.userId, moments: [] },
    moments: [],
    orders: orders.map(([at, netMinor]) => ({
      ...{ id: "", at, netMinor, ownMinor: netMinor, refundedMinor: 0, currency, rate: 1 },
      ...{ cancelled: false, stands: true, products: [] },
    })),
    sessions: [],
    lastVisitAt: row.scores.rfd.recency.value === null ? null : row.lastSeenAt,
    lastInteractionAt: row.lastInteractionAt,
    counts: new Map(events.map(([name, [count]]) => [name, count])),
    lastAt: new Map(events.map(([name, [, lastAt]]) => [name, lastAt])),
    traits: row.traits,
    group: row.group,
    campaigns: row.campaigns,
    membership: null,
    exposures: UNEXPOSED,
    earned: new EarnedKeeper(),
  };
}

function scoresBy({ scores, lastOrderAt, lastInteractionAt, lastSeenAt }: VisitorRow, at: number): Scores {
  const { rfm, rfe, rfd } = scores;
  return {
    rfm: { ...rfm, recency: aged(rfm.recency, lastOrderAt, at) },
    rfe: { ...rfe, recency: aged(rfe.recency, lastInteractionAt, at) },
    rfd: { ...rfd, recency: aged(rfd.recency, lastSeenAt, at) },
  };
}

function aged<M extends Measure>(measure: M, lastAt: number | null, at: number): M {
  return measure.value === null || lastAt === null ? measure : { ...measure, value: (at - lastAt) / DAY_MS };
}
