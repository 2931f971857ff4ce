import { comparisons } from "../rules/comparisons.ts";
import type { Model } from "./model.ts";

/** What may change where a fact crosses a constant, or something leaves a window. */
export interface Stirred {
  /** A score or tier may. */
  measures: boolean;
  /** The segments by their place, ascending, whose rules ask for it. */
  readonly segments: Set<number>;
  /** The first of them; infinite: none. */
  firstSegment: number;
  /** The audiences by key whose rules ask for it. */
  readonly audiences: Set<string>;
}

/** What has left: an order its window or a half of the trend, a session a family's window, an event the points. */
export type Leaving = "rfm" | "rfe" | "rfd" | "trend" | "points";

/** All that time can stir under a model. */
export interface Stirs {
  /** By fact, and the constants it is compared with: cuts, and numbers in rules. */
  readonly crossings: ReadonlyMap<string, ReadonlyMap<number, Stirred>>;
  readonly leavings: Readonly<Record<Leaving, Stirred>>;
}

/** How the name of a fact begins that says for how many days an event has not happened. */
export const EVENT = "daysSince.event.";

/** Facts of rules that grow or decay with time, and whose constants they share. */
const MOVING: ReadonlyMap<string, string> = new Map([
  ["daysSince.order", "order"],
  ["value.rfm.recency", "order"],
  ["daysSince.interaction", "interaction"],
  ["value.rfe.recency", "interaction"],
  ["daysSince.visit", "visit"],
  ["value.rfd.recency", "visit"],
  ["value.rfe.engagement", "engagement"],
  ["value.rfd.duration", "tenure"],
  ["lapseRatio", "lapse"],
]);

/** Facts that jump as something leaves, whether a rule asks for the value, the score or the tier. */
const JUMPING: ReadonlyMap<string, Leaving> = new Map([
  ["ordersTrend", "trend"],
  ["rfm.frequency", "rfm"],
  ["rfm.monetary", "rfm"],
  ["rfe.frequency", "rfe"],
  ["rfe.engagement", "points"],
  ["rfd.frequency", "rfd"],
  ["rfd.duration", "rfd"],
]);

/** Everything that time can stir under a model. Kept per model, as it never changes. */
export function stirsOf(model: Model): Stirs {
  const known = STIRS.get(model);
  if (known !== undefined) return known;
  const stirs = newStirs(model);
  STIRS.set(model, stirs);
  return stirs;
}

const STIRS = new WeakMap<Model, Stirs>();

function newStirs(model: Model): Stirs {
  const crossings = new Map<string, Map<number, Stirred>>();
  const crossing = (fact: string, constant: number): Stirred => {
    const constants = crossings.get(fact) ?? new Map<number, Stirred>();
    crossings.set(fact, constants);
    const stirred = constants.get(constant) ?? nothing(false);
    constants.set(constant, stirred);
    return stirred;
  };
  const leavings = {
    ...{ rfm: nothing(true), rfe: nothing(true), rfd: nothing(true) },
    ...{ trend: nothing(false), points: nothing(true) },
  };
  const cuts = cutsOf(model);
  for (const { fact, constants } of cuts.values())
    for (const constant of constants) crossing(fact, constant).measures = true;
  const note = (add: (stirred: Stirred) => void, fact: string, expected: unknown) => {
    const moving = MOVING.get(fact) ?? (fact.startsWith(EVENT) ? fact : undefined);
    if (moving !== undefined)
      for (const constant of [expected].flat()) if (typeof constant === "number") add(crossing(moving, constant));
    const measure = fact.replace(/^(?:value|score|tier)\./, "");
    const jumps = JUMPING.get(measure);
    if (jumps !== undefined) add(leavings[jumps]);
    const cut = cuts.get(measure);
    if (cut !== undefined && /^(?:score|tier)\./.test(fact))
      for (const constant of cut.constants) add(crossing(cut.fact, constant));
  };
  for (const [place, { rule }] of model.segments.entries())
    for (const { fact, expected } of comparisons(rule)) note((stirred) => addSegment(stirred, place), fact, expected);
  for (const { key, rule } of model.audiences)
    for (const { fact, expected } of comparisons(rule)) note(({ audiences }) => audiences.add(key), fact, expected);
  return { crossings, leavings };
}

function addSegment(stirred: Stirred, place: number): void {
  stirred.segments.add(place);
  stirred.firstSegment = Math.min(stirred.firstSegment, place);
}

function nothing(measures: boolean): Stirred {
  return { measures, segments: new Set(), firstSegment: Number.POSITIVE_INFINITY, audiences: new Set() };
}

/** The measures that move by themselves, by the fact they follow, with the cuts between their scores and tiers. */
function cutsOf({ cuts, scoring }: Model) {
  const { rfm, rfe, rfd } = cuts;
  const of = (fact: string, { scores, tiers }: { scores: readonly number[]; tiers: readonly number[] }) => ({
    fact,
    constants: [...scores, ...tiers],
  });
  return new Map([
    ["rfm.recency", of("order", rfm.recency)],
    ["rfe.recency", of("interaction", rfe.recency)],
    ["rfd.recency", of("visit", rfd.recency)],
    ["rfe.engagement", of("engagement", rfe.engagement)],
    ...(scoring.rfd.measure === "tenure" ? [["rfd.duration", of("tenure", rfd.duration)] as const] : []),
  ]);
}
