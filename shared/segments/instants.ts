import { DAY_MS } from "../events/clock.ts";
import { comparisons } from "../rules/comparisons.ts";
import type { Rule } from "../rules/rule.ts";
import { earnings } from "../scoring/engagement.ts";
import { rhythmDays } from "../scoring/rhythm.ts";
import type { Activity } from "../visitor/activity.ts";
import type { Model } from "./model.ts";

/**
 * Every instant after `at` at which time alone might change a score, a tier, a segment or an audience, ascending.
 * A superset: between two neighbours nothing changes, at one of them something may.
 *
 * @param activity of everything up to `at`
 * @param until nothing after it is of interest
 */
export function instantsAfter(activity: Activity, model: Model, at: number, until: number): number[] {
  const instants = new Set<number>();
  const add = (instant: number) => {
    const floor = Math.floor(instant);
    if (floor + 2 <= at || floor - 1 > until) return;
    for (let near = floor - 1; near <= floor + 2; near++) if (near > at && near <= until) instants.add(near);
  };
  const constants = constantsOf(model);
  const ages: readonly (readonly [number | null, string])[] = [
    [activity.orders.at(-1)?.at ?? null, "order"],
    [activity.lastInteractionAt, "interaction"],
    [activity.lastVisitAt, "visit"],
    ...[...constants.keys()]
      .filter((fact) => fact.startsWith(EVENT))
      .map((fact) => [activity.lastAt.get(fact.slice(EVENT.length)) ?? null, fact] as const),
  ];
  for (const [from, fact] of ages)
    if (from !== null) for (const days of constants.get(fact) ?? []) add(from + days * DAY_MS);
  leavings(activity, model, add);
  for (const instant of decays(activity, model, constants.get("engagement") ?? [], at, until)) add(instant);
  const rhythm = rhythmDays(
    activity.orders.map((order) => order.at),
    model.scoring.rfm.gapFloorDays,
  );
  const lastOrderAt = activity.orders.at(-1)?.at ?? null;
  if (rhythm !== null && lastOrderAt !== null)
    for (const ratio of constants.get("lapse") ?? []) add(lastOrderAt + ratio * rhythm * DAY_MS);
  if (activity.membership !== null)
    for (const days of constants.get("tenure") ?? []) add(activity.membership.from + days * DAY_MS);
  return [...instants].sort((a, b) => a - b);
}

const EVENT = "daysSince.event.";

/** Constants that facts which move with time are compared with: cuts, and numbers in rules. Kept per model, as it never changes. */
function constantsOf(model: Model): ReadonlyMap<string, ReadonlySet<number>> {
  const known = CONSTANTS.get(model);
  if (known !== undefined) return known;
  const constants = new Map<string, Set<number>>();
  const add = (fact: string, numbers: readonly number[]) => {
    const set = constants.get(fact) ?? new Set<number>();
    for (const number of numbers) set.add(number);
    constants.set(fact, set);
  };
  const { rfm, rfe, rfd } = model.cuts;
  add("order", [...rfm.recency.scores, ...rfm.recency.tiers]);
  add("interaction", [...rfe.recency.scores, ...rfe.recency.tiers]);
  add("visit", [...rfd.recency.scores, ...rfd.recency.tiers]);
  add("engagement", [...rfe.engagement.scores, ...rfe.engagement.tiers]);
  if (model.scoring.rfd.measure === "tenure") add("tenure", [...rfd.duration.scores, ...rfd.duration.tiers]);
  for (const { fact, expected } of rulesOf(model).flatMap(comparisons)) {
    const numbers = [expected].flat().filter((value): value is number => typeof value === "number");
    if (Object.hasOwn(MOVING, fact)) add(MOVING[fact] ?? fact, numbers);
    else if (fact.startsWith(EVENT)) add(fact, numbers);
  }
  CONSTANTS.set(model, constants);
  return constants;
}

const CONSTANTS = new WeakMap<Model, ReadonlyMap<string, ReadonlySet<number>>>();

/** Facts of rules that grow or decay with time, and whose constants they share. */
const MOVING: Readonly<Record<string, string>> = {
  "daysSince.order": "order",
  "value.rfm.recency": "order",
  "daysSince.interaction": "interaction",
  "value.rfe.recency": "interaction",
  "daysSince.visit": "visit",
  "value.rfd.recency": "visit",
  "value.rfe.engagement": "engagement",
  "value.rfd.duration": "tenure",
  lapseRatio: "lapse",
};

function rulesOf(model: Model): Rule[] {
  return [...model.segments, ...model.audiences].map(({ rule }) => rule);
}

/** Instants at which an order or a session leaves a window, or an order a half of the trend. */
function leavings({ orders, sessions }: Activity, { scoring }: Model, add: (instant: number) => void): void {
  const orderDays = new Set([scoring.rfm.windowDays, 90, 180]);
  for (const order of orders) for (const days of orderDays) add(order.at + days * DAY_MS);
  const sessionDays = new Set([scoring.rfe.windowDays, scoring.rfd.windowDays]);
  for (const { end } of sessions) for (const days of sessionDays) add(end + days * DAY_MS);
}

/** Instants at which decaying engagement sinks past one of the constants, or may jump past one as an event leaves the window. */
function decays(
  activity: Activity,
  { scoring }: Model,
  constants: Iterable<number>,
  at: number,
  until: number,
): number[] {
  const { windowDays, halfLifeDays, points } = scoring.rfe;
  const halfLifeMs = halfLifeDays * DAY_MS;
  const windowMs = windowDays * DAY_MS;
  const worths = earnings(activity, points);
  const earned = activity.moments
    .map((moment, index) => ({
      leaves: moment.at + windowMs,
      worth: (worths[index] ?? 0) * 2 ** (-(at - moment.at) / halfLifeMs),
    }))
    .filter(({ leaves, worth }) => leaves >= at && worth !== 0);
  const cuts = [...constants].filter((cut) => cut > 0);
  const instants: number[] = [];
  let from = at;
  let left = earned.reduce((sum, { worth }) => sum + worth, 0);
  for (const { leaves, worth } of [...earned, { leaves: Number.POSITIVE_INFINITY, worth: 0 }]) {
    const levelAt = (instant: number) => left * 2 ** (-(instant - at) / halfLifeMs);
    const end = Math.min(leaves, until);
    for (const cut of cuts) {
      const crossing = left > 0 ? at + halfLifeMs * Math.log2(left / cut) : Number.NEGATIVE_INFINITY;
      if (crossing >= from - SLACK_MS && crossing <= end + SLACK_MS) instants.push(crossing);
    }
    if (leaves > until) break;
    const before = levelAt(leaves);
    left -= worth;
    const after = Math.max(0, levelAt(leaves));
    if (after < 1e-9 || cuts.some((cut) => cut <= before * (1 + 1e-9) && cut >= after * (1 - 1e-9)))
      instants.push(leaves);
    from = leaves;
  }
  return instants;
}

/** Rounding of the running sum may put a crossing on the other side of a leaving. */
const SLACK_MS = 5;
