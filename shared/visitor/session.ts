import type { Moment } from "./moment.ts";

/** A run of one visitor's events without a gap longer than the site's. Instants are epoch milliseconds, spans seconds. */
export interface Session {
  readonly start: number;
  /** The last message's instant. */
  readonly end: number;
  readonly events: number;
  readonly pageViews: number;
  readonly engagedSeconds: number;
  /** Engaged seconds on pages that showed a product in this session. */
  readonly productSeconds: number;
}

/** Which events show a product. */
export interface ProductPage {
  readonly event: string;
}

const NO_VISIT = new Set(["Order Updated", "Order Refunded", "Order Cancelled", "refund"]);

/** Changes to an order are made by the shop, so they are no visit and no interaction. */
export function isVisit(moment: Moment): boolean {
  return moment.type !== "track" || !NO_VISIT.has(moment.name);
}

/** How a site cuts and reads sessions. */
export interface SessionRule {
  readonly sessionGapMs: number;
  readonly productPages: readonly ProductPage[];
}

/**
 * Cuts moments into sessions: a gap of more than `sessionGapMs` ends one; midnight does not.
 *
 * @param moments ascending
 */
export function sessionsOf(moments: readonly Moment[], rule: SessionRule): Session[] {
  const sessions: Session[] = [];
  let run: Moment[] = [];
  for (const moment of moments) {
    if (!isVisit(moment)) continue;
    const previous = run.at(-1);
    if (previous !== undefined && moment.at - previous.at > rule.sessionGapMs) {
      sessions.push(sessionOf(run, rule.productPages));
      run = [];
    }
    run.push(moment);
  }
  if (run.length > 0) sessions.push(sessionOf(run, rule.productPages));
  return sessions;
}

/**
 * The sessions of moments of which the first are cut already: only the last session can still grow.
 *
 * @param sessions those of the first `count` moments
 */
export function extendSessions(
  sessions: readonly Session[],
  moments: readonly Moment[],
  count: number,
  rule: SessionRule,
): readonly Session[] {
  const last = sessions.at(-1);
  if (last === undefined) return sessionsOf(moments, rule);
  const grown = grownBy(last, moments.slice(count), rule);
  if (grown !== null) return sessions.with(-1, grown);
  let from = count;
  while ((moments[from - 1]?.at ?? Number.NEGATIVE_INFINITY) >= last.start) from -= 1;
  return [...sessions.slice(0, -1), ...sessionsOf(moments.slice(from), rule)];
}

/** A session that has gone on, where nothing in it need be looked at again, as for most page views; null: something must. */
function grownBy(session: Session, fresh: readonly Moment[], { sessionGapMs, productPages }: SessionRule) {
  let { end, events, pageViews } = session;
  for (const moment of fresh) {
    if (!isVisit(moment)) continue;
    const { at, name, type, seconds } = moment;
    if (at - end > sessionGapMs || seconds !== undefined || productPages.some(({ event }) => event === name))
      return null;
    end = at;
    events += 1;
    if (type === "page") pageViews += 1;
  }
  return { ...session, end, events, pageViews };
}

function sessionOf(run: readonly Moment[], productPages: readonly ProductPage[]): Session {
  const shown = new Set(
    run.filter(({ name }) => productPages.some(({ event }) => event === name)).map(({ address }) => address),
  );
  let pageViews = 0;
  let engagedSeconds = 0;
  let productSeconds = 0;
  for (const { type, seconds = 0, address } of run) {
    if (type === "page") pageViews += 1;
    engagedSeconds += seconds;
    if (seconds > 0 && address !== undefined && shown.has(address)) productSeconds += seconds;
  }
  return {
    start: run[0]?.at ?? 0,
    end: run.at(-1)?.at ?? 0,
    events: run.length,
    pageViews,
    engagedSeconds,
    productSeconds,
  };
}
