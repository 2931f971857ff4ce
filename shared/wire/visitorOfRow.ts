import { DAY_MS } from "../events/clock.ts";
import { fromMinor } from "../events/currency.ts";
import type { VisitorRow } from "../figures/row.ts";
import type { StandingChoice } from "../visitor/standingChoices.ts";
import type { Visitor } from "./visitors.ts";

/** Where what they have chosen was read with them. */
interface Chosen {
  readonly choices?: readonly StandingChoice[];
}

type ConsentAnswer = NonNullable<Visitor["consent"]>[number];

/**
 * A visitor as the wire shows them: instants as text, money as decimals.
 *
 * @param currency the site's
 * @param now the instant it is read at: recencies have grown since the row was made, and nothing else has
 */
export function visitorOfRow(row: VisitorRow & Chosen, currency: string, now: number): Visitor {
  const ageDays = Math.max(0, now - row.at) / DAY_MS;
  const { rfm, rfe, rfd } = row.scores;
  return {
    id: row.id,
    anonymousIds: [...row.anonymousIds],
    userId: row.userId,
    traits: { ...row.traits },
    kind: row.kind,
    firstSeenAt: instant(row.firstSeenAt),
    lastSeenAt: instant(row.lastSeenAt),
    segment: { key: row.segment, since: instant(row.since), cause: row.cause },
    audiences: [...row.audiences],
    scores: {
      rfm: { ...rfm, recency: older(rfm.recency, ageDays) },
      rfe: { ...rfe, recency: older(rfe.recency, ageDays) },
      rfd: { ...rfd, recency: older(rfd.recency, ageDays) },
    },
    totals: totalsOf(row, currency),
    predictions: null,
    nextTransition: row.nextTransition && { at: instant(row.nextTransition.at), segment: row.nextTransition.segment },
    nextChange: row.nextChangeAt === null ? null : { at: instant(row.nextChangeAt) },
    modelVersion: row.modelVersion,
    ...(row.choices !== undefined && { consent: row.choices.map(choiceAnswer) }),
  };
}

function choiceAnswer({ purpose, isGranted, since, outweighsSignal }: StandingChoice): ConsentAnswer {
  return {
    purpose,
    state: isGranted ? "granted" : "denied",
    since: instant(since),
    ...(outweighsSignal && { outweighsGpc: true }),
  };
}

function totalsOf(row: VisitorRow, currency: string): Visitor["totals"] {
  const { orders, products, lastOrderAt, lastOrderMinor, sessions, pageViews, engagedSeconds } = row;
  const revenue = fromMinor(row.revenueMinor, currency);
  const lastOrder =
    lastOrderAt === null ? null : { at: instant(lastOrderAt), value: fromMinor(lastOrderMinor ?? 0, currency) };
  return {
    orders,
    products,
    revenue,
    averageOrderValue: orders === 0 ? null : revenue / orders,
    lastOrder,
    sessions,
    pageViews,
    engagedSeconds,
  };
}

function older<M extends { readonly value: number | null }>(measure: M, days: number): M {
  return measure.value === null ? measure : { ...measure, value: measure.value + days };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
