import type { Cause } from "../segments/history.ts";
import type { Standing } from "../segments/segmentAt.ts";
import { MOST_DRAWS, MOST_NAMES, MOST_PAST, type PastExposure, type PastSegment, type VisitorRow } from "./row.ts";

/** A visitor's standing and what only their object knows beside it. */
export interface RowSource {
  readonly id: string;
  readonly revision: number;
  readonly standing: Standing;
  /** When and why the visitor came into the segment. */
  readonly since: { readonly at: number; readonly cause: Cause };
  readonly nextTransition: VisitorRow["nextTransition"];
  readonly nextChangeAt: number | null;
  readonly modelVersion: number;
  /** The segments since the visitor was first seen, oldest first. */
  readonly segments: readonly PastSegment[];
}

/**
 * The directory's row of a visitor who stands so.
 *
 * @throws RangeError “rowOf requires a visitor who was seen”
 */
export function rowOf({ standing, since, segments, ...source }: RowSource): VisitorRow {
  const { moments, orders, sessions, traits, visitor, group, campaigns } = standing.activity;
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("rowOf requires a visitor who was seen");
  const lastOrder = orders.at(-1);
  return {
    ...source,
    at: standing.at,
    segment: standing.segment,
    since: since.at,
    cause: since.cause,
    kind: orders.length === 0 ? "prospect" : "customer",
    anonymousIds: visitor.anonymousIds,
    userId: visitor.userId,
    traits,
    name: nameIn(traits),
    email: textIn(traits, "email"),
    audiences: standing.audiences,
    firstSeenAt: first.at,
    lastSeenAt: standing.activity.lastVisitAt ?? last.at,
    scores: standing.scores,
    orders: orders.length,
    products: sum(orders.flatMap((order) => order.products.map(({ quantity }) => quantity))),
    revenueMinor: sum(orders.map(({ netMinor }) => netMinor)),
    lastOrderAt: lastOrder?.at ?? null,
    lastOrderMinor: lastOrder?.netMinor ?? null,
    lastInteractionAt: standing.activity.lastInteractionAt,
    sessions: sessions.length,
    pageViews: sum(sessions.map(({ pageViews }) => pageViews)),
    engagedSeconds: sum(sessions.map(({ engagedSeconds }) => engagedSeconds)),
    segments: segments.length > MOST_PAST ? [...segments.slice(0, 1), ...segments.slice(1 - MOST_PAST)] : segments,
    pastOrders: orders.slice(-MOST_PAST).map(({ at, netMinor }) => [at, netMinor]),
    events: eventsIn(standing.activity),
    group,
    campaigns,
    exposures: exposuresIn(standing.activity),
  };
}

/** A row that takes its visitor out of lists and counts, and keeps nothing of the person. */
export function removedRow(row: VisitorRow, revision: number): VisitorRow {
  return {
    ...row,
    revision,
    removed: true,
    anonymousIds: [],
    userId: null,
    traits: {},
    name: null,
    email: null,
    audiences: [],
    segments: [],
    pastOrders: [],
    events: {},
    group: {},
    campaigns: { first: null, last: null },
    exposures: [],
  };
}

function eventsIn({ counts, lastAt }: Standing["activity"]): VisitorRow["events"] {
  const latest = [...counts].map(([name, count]) => [name, [count, lastAt.get(name) ?? 0] as const] as const);
  if (latest.length > MOST_NAMES) latest.sort(([, [, one]], [, [, other]]) => other - one);
  return Object.fromEntries(latest.slice(0, MOST_NAMES));
}

function exposuresIn({ exposures }: Standing["activity"]): PastExposure[] {
  const all = [...exposures.draws].map(([draw, { at, snippet, held, segment, shown, mixed }]): PastExposure => {
    const counts = Object.fromEntries(Object.entries(shown).slice(-MOST_NAMES));
    return [draw, at, snippet, held, segment, counts, mixed ? 1 : 0];
  });
  return all.length > MOST_DRAWS ? all.sort(([, one], [, other]) => other - one).slice(0, MOST_DRAWS) : all;
}

function nameIn(traits: VisitorRow["traits"]): string | null {
  const parts = ["firstName", "lastName"].map((key) => textIn(traits, key)).filter((part) => part !== null);
  return textIn(traits, "name") ?? (parts.length === 0 ? null : parts.join(" "));
}

function textIn(traits: VisitorRow["traits"], key: string): string | null {
  const value = Object.hasOwn(traits, key) ? traits[key] : undefined;
  return typeof value === "string" && value.trim() !== "" ? value.trim().slice(0, 255) : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
