import { keptActivityAt } from "../privacy/retention.ts";
import { earnings } from "../scoring/engagement.ts";
import type { Dimension } from "../scoring/families.ts";
import { FAMILIES, type Family } from "../scoring/families.ts";
import type { Measure } from "../scoring/scoresAt.ts";
import type { Visitor } from "../visitor/visitor.ts";
import type { Model } from "./model.ts";
import { factOf, type Standing, segmentAt } from "./segmentAt.ts";

/** What something was without an event, and with it. */
export interface Change<T> {
  readonly before: T;
  readonly after: T;
}

/** What one event changed at its own instant. */
export interface ExplainedEvent {
  readonly messageId: string;
  readonly at: number;
  /** The event's name, or the message's type where it is no track call. */
  readonly name: string;
  readonly points: number;
  /** Counts and sums by the facts' names; null: missing. Those that it left alone are not there. */
  readonly totals: readonly ({ readonly total: string } & Change<number | null>)[];
  readonly scores: readonly ({ readonly family: Family; readonly dimension: Dimension } & Change<Measure>)[];
  readonly segment: Change<string>;
}

const TOTALS = [
  "orders",
  "products",
  "revenue",
  "averageOrderValue",
  "sessions",
  "pageViews",
  "engagedSeconds",
] as const;

/**
 * What an event earned and changed: the visitor at its instant, with it and without it; null where there is no such event.
 *
 * @param visitor with the event
 */
export function explainEvent(visitor: Visitor, model: Model, messageId: string): ExplainedEvent | null {
  const moment = visitor.moments.find(({ id }) => id === messageId);
  if (moment === undefined) return null;
  const without = { ...visitor, moments: visitor.moments.filter((other) => other !== moment) };
  const [before, after] = [without, visitor].map((whom) => segmentAt(whom, model, moment.at));
  if (before === undefined || after === undefined) return null;
  const activity = keptActivityAt(visitor, model, moment.at);
  const points = earnings(activity, model.scoring.rfe.points)[activity.moments.indexOf(moment)] ?? 0;
  return {
    messageId,
    at: moment.at,
    name: moment.name,
    points,
    totals: changedTotals(before, after, model),
    scores: changedMeasures(before, after),
    segment: { before: before.segment, after: after.segment },
  };
}

function changedTotals(before: Standing, after: Standing, model: Model): ExplainedEvent["totals"] {
  return TOTALS.map((total) => ({
    total,
    before: totalOf(before, model, total),
    after: totalOf(after, model, total),
  })).filter((change) => change.before !== change.after);
}

function totalOf(standing: Standing, model: Model, total: (typeof TOTALS)[number]): number | null {
  const { orders } = standing.activity;
  if (total === "products")
    return orders.flatMap(({ products }) => products).reduce((sum, { quantity }) => sum + quantity, 0);
  const value = factOf(standing, model)(total);
  return typeof value === "number" ? value : null;
}

function changedMeasures(before: Standing, after: Standing): ExplainedEvent["scores"] {
  const families = Object.keys(FAMILIES) as Family[];
  return families.flatMap((family) => {
    const [then, now]: { readonly [D in Dimension]?: Measure }[] = [before.scores[family], after.scores[family]];
    return FAMILIES[family].flatMap((dimension) => {
      const [from, to] = [then?.[dimension], now?.[dimension]];
      if (from === undefined || to === undefined) return [];
      const same = from.value === to.value && from.score === to.score && from.tier === to.tier;
      return same ? [] : [{ family, dimension, before: from, after: to }];
    });
  });
}
