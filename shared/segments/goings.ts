import { DAY_MS } from "../events/clock.ts";
import { goesAt } from "../privacy/retention.ts";
import { isViewOf } from "../rules/facts.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Moment } from "../visitor/moment.ts";
import { isVisit } from "../visitor/session.ts";
import type { Outlook } from "./instants.ts";
import type { Model } from "./model.ts";
import { MEASURED, stirsOf } from "./stirs.ts";

/** A message that goes by retention, and when. */
interface Going {
  readonly moment: Moment;
  readonly goes: number;
}

interface Tide {
  readonly activity: Activity;
  readonly model: Model;
  /** Those that go up to the end of the stretch, the first first. */
  readonly goings: readonly Going[];
  /** Whoever said it first goes first. What was imported ages otherwise. */
  readonly isOrderly: boolean;
}

/**
 * Every instant after `at` at which behaviour that goes by retention might change something of interest, ascending. A superset: at a going
 * that is left out, nothing of interest changes.
 */
export function goingsAfter({ activity, model, at, until, isOfInterest }: Outlook): number[] {
  const ebbs = [...stirsOf(model).ebbs].filter(([, { stirred }]) => isOfInterest(stirred));
  if (ebbs.length === 0) return [];
  const goings = activity.moments.flatMap((moment): Going[] => {
    const goes = goesAt(moment, model);
    return goes === null || goes > until ? [] : [{ moment, goes }];
  });
  const isOrderly = goings.every(({ goes }, index) => goes >= (goings[index - 1]?.goes ?? goes));
  if (!isOrderly) goings.sort((one, other) => one.goes - other.goes);
  const tide: Tide = { activity, model, goings, isOrderly };
  const instants = new Set<number>();
  for (const [fact, { constants }] of ebbs)
    for (const goes of fact === MEASURED ? measured(tide) : ebbing(tide, fact, constants))
      if (goes > at && goes <= until) instants.add(goes);
  return [...instants].sort((one, other) => one - other);
}

/** Goings that may change a measure of visits or engagement: while a window still holds their session, or of the last visit of all. */
function measured(tide: Tide): number[] {
  const { activity, model, goings } = tide;
  const { rfe, rfd } = model.scoring;
  const windowMs = Math.max(rfe.windowDays, rfd.windowDays) * DAY_MS;
  const endOf = ({ at }: Moment) => activity.sessions.find(({ start, end }) => start <= at && at <= end)?.end ?? at;
  // A session that no window holds any more holds none of its messages either, and most go long after that.
  const inWindow = goings.filter(({ moment, goes }) => {
    if (moment.at + windowMs + longest(activity) < goes - 1) return false;
    return endOf(moment) + windowMs >= goes - 1;
  });
  return [...inWindow.map(({ goes }) => goes), ...lastOf(tide, isVisit), ...lastOf(tide, isInteraction(model))];
}

function longest({ sessions }: Activity): number {
  return sessions.reduce((most, { start, end }) => Math.max(most, end - start), 0);
}

function ebbing(tide: Tide, fact: string, constants: ReadonlySet<number>): number[] {
  const { model } = tide;
  const after = (prefix: string) => (fact.startsWith(prefix) ? fact.slice(prefix.length) : null);
  const counted = after("count.");
  const [category, product] = [after("views.category."), after("views.product.")];
  const [event, purpose] = [after("daysSince.event."), after("consent.")];
  if (fact === "sessions") return sessionsOf(tide, constants);
  if (fact === "pageViews") return sums(tide, ({ type }) => (type === "page" ? 1 : 0), constants);
  if (fact === "engagedSeconds") return sums(tide, ({ seconds = 0 }) => seconds, constants);
  if (counted !== null) return sums(tide, ({ name }) => (name === counted ? 1 : 0), constants);
  if (category !== null || product !== null) {
    const isIt = category === null ? named("id", product) : named("category", category);
    return sums(tide, (moment) => (isViewOf(moment, model, isIt) ? 1 : 0), constants);
  }
  if (event !== null) return lastOf(tide, ({ name }) => name === event);
  if (purpose !== null) return lastOf(tide, ({ consent }) => consent !== undefined && Object.hasOwn(consent, purpose));
  if (fact === "daysSince.visit") return lastOf(tide, isVisit);
  if (fact === "daysSince.interaction") return lastOf(tide, isInteraction(model));
  if (fact.startsWith("campaign.first.")) return firstCampaigns(tide);
  return lastOf(tide, ({ campaign }) => campaign !== undefined);
}

function named<K extends "id" | "category">(key: K, name: string | null) {
  return (product: Readonly<Record<K, string | null>>) => product[key] === name;
}

function isInteraction({ interactions }: Model): (moment: Moment) => boolean {
  const anything = interactions.includes("*");
  return (moment) => (anything && isVisit(moment)) || interactions.includes(moment.name);
}

/** Goings at which a sum over all that is kept comes to, or past, a constant. */
function sums(tide: Tide, weightOf: (moment: Moment) => number, constants: ReadonlySet<number>): number[] {
  const sum = tide.activity.moments.reduce((total, moment) => total + weightOf(moment), 0);
  return crossings(tide.goings, sum, weightOf, constants);
}

/** @param lossOf how much less there is once a message has gone; asked in the order in which they go */
function crossings(
  goings: readonly Going[],
  total: number,
  lossOf: (moment: Moment) => number,
  constants: ReadonlySet<number>,
): number[] {
  const found: number[] = [];
  let [left, before] = [total, total];
  for (const [index, { moment, goes }] of goings.entries()) {
    left -= lossOf(moment);
    if (goes === goings[index + 1]?.goes) continue;
    const slack = ROUNDING * (1 + before);
    const [low, high] = [Math.min(before, left) - slack, Math.max(before, left) + slack];
    if (before !== left && [...constants].some((constant) => low <= constant && constant <= high)) found.push(goes);
    before = left;
  }
  return found;
}

/** Seconds are fractions, and are added up in another order. */
const ROUNDING = 1e-9;

/** The going of the last of some moments: before it something later stands for those that go. */
function lastOf({ activity, goings, isOrderly, model }: Tide, isIt: (moment: Moment) => boolean): number[] {
  if (!isOrderly) return goings.filter(({ moment }) => isIt(moment)).map(({ goes }) => goes);
  const last = activity.moments.findLast(isIt);
  const goes = last === undefined ? null : goesAt(last, model);
  return goes === null ? [] : [goes];
}

/** Goings at which the number of sessions comes to, or past, a constant: who goes takes the gaps beside them along, and may leave one. */
function sessionsOf({ activity, goings, model: { sessionGapMs } }: Tide, constants: ReadonlySet<number>): number[] {
  const visits = activity.moments.filter(isVisit);
  const places = new Map(visits.map((moment, place) => [moment, place]));
  const [earlier, later] = [visits.map((_, place) => place - 1), visits.map((_, place) => place + 1)];
  /** Whether a session begins at a place: 1 or 0. */
  const begins = (place: number, before: number) => {
    const [visit, previous] = [visits[place], visits[before]];
    if (visit === undefined) return 0;
    return previous === undefined || visit.at - previous.at > sessionGapMs ? 1 : 0;
  };
  const change = (moment: Moment) => {
    const place = places.get(moment);
    if (place === undefined) return 0;
    const [before, after] = [earlier[place] ?? -1, later[place] ?? visits.length];
    later[before] = after;
    earlier[after] = before;
    return begins(place, before) + begins(after, place) - begins(after, before);
  };
  return crossings(goings, activity.sessions.length, change, constants);
}

/** Goings of whoever came first, where the next one came otherwise. */
function firstCampaigns({ activity, goings, isOrderly, model }: Tide): number[] {
  if (!isOrderly) return goings.filter(({ moment }) => moment.campaign !== undefined).map(({ goes }) => goes);
  const came = activity.moments.filter(({ campaign }) => campaign !== undefined);
  const found: number[] = [];
  for (const [index, moment] of came.entries()) {
    const goes = goesAt(moment, model);
    if (goes === null) break;
    if (JSON.stringify(moment.campaign) !== JSON.stringify(came[index + 1]?.campaign)) found.push(goes);
  }
  return found;
}
