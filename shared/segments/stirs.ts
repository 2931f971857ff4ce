import { type Asked, comparisons } from "../rules/comparisons.ts";
import type { Model } from "./model.ts";

/** One comparison, however many rules make it. */
export interface SharedComparison extends Asked {
  /** The segments whose rules make it, by their place, ascending. */
  readonly segments: readonly number[];
  /** The audiences whose rules make it, by key. */
  readonly audiences: readonly string[];
}

/** What may change where a fact crosses a constant, or something leaves a window. */
export interface Stirred {
  /** A score or tier may. */
  measures: boolean;
  /** These may come out otherwise. */
  readonly comparisons: Set<SharedComparison>;
}

/** What has left: an order its window or a half of the trend, a session a family's window. */
export type Leaving = "rfm" | "rfe" | "rfd" | "trend";

/** A constant that a fact is compared with: a cut, or a number in a rule. */
export interface Crossing {
  readonly constant: number;
  readonly stirred: Stirred;
}

/** All that time can stir under a model. Lists, as every page view goes through them. */
export interface Stirs {
  /** The facts that grow day by day. */
  readonly growing: readonly { readonly fact: string; readonly constants: readonly Crossing[] }[];
  /** The constants of engagement, which decays. */
  readonly decaying: readonly Crossing[];
  readonly leavings: Readonly<Record<Leaving, Stirred>>;
  /** By fact of all behaviour that is still kept, with the constants it is compared with. */
  readonly ebbs: ReadonlyMap<string, Ebb>;
}

/** What may change as behaviour goes by retention. */
export interface Ebb {
  readonly stirred: Stirred;
  readonly constants: Set<number>;
}

/** Stands for all measures of visits and engagement among the facts that ebb. */
export const MEASURED = "measured";

/** How the name of a fact begins that says for how many days an event has not happened. */
export const EVENT = "daysSince.event.";

/** The one fact that decays. */
const DECAYING = "engagement";

/** Facts of rules that grow or decay with time, and whose constants they share. */
const MOVING: ReadonlyMap<string, string> = new Map([
  ["daysSince.order", "order"],
  ["value.rfm.recency", "order"],
  ["daysSince.interaction", "interaction"],
  ["value.rfe.recency", "interaction"],
  ["daysSince.visit", "visit"],
  ["value.rfd.recency", "visit"],
  ["value.rfe.engagement", DECAYING],
  ["value.rfd.duration", "tenure"],
  ["lapseRatio", "lapse"],
]);

/** Facts that jump as something leaves, whether a rule asks for the value, the score or the tier. */
const JUMPING: ReadonlyMap<string, Leaving> = new Map([
  ["ordersTrend", "trend"],
  ["rfm.frequency", "rfm"],
  ["rfm.monetary", "rfm"],
  ["rfe.frequency", "rfe"],
  ["rfd.frequency", "rfd"],
  ["rfd.duration", "rfd"],
]);

/** Facts that know no window, and so change when behaviour goes. */
const EBBING =
  /^(?:pageViews|engagedSeconds|sessions|daysSince\.(?:visit|interaction|event\..*)|(?:count|views|consent|campaign)\..*)$/s;
const EBBING_MEASURE = /^(?:value|score|tier)\.rf[ed]\./;

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
  const leavings = { rfm: nothing(true), rfe: nothing(true), rfd: nothing(true), trend: nothing(false) };
  const ebbs = new Map<string, Ebb>([[MEASURED, { stirred: nothing(true), constants: new Set() }]]);
  const ebb = (name: string): Ebb => {
    const known = ebbs.get(name) ?? { stirred: nothing(false), constants: new Set<number>() };
    ebbs.set(name, known);
    return known;
  };
  const cuts = cutsOf(model);
  for (const { fact, constants } of cuts.values())
    for (const constant of constants) crossing(fact, constant).measures = true;
  for (const comparison of sharedComparisons(model)) {
    const { fact, expected } = comparison;
    const moving = MOVING.get(fact) ?? (fact.startsWith(EVENT) ? fact : undefined);
    const measure = fact.replace(/^(?:value|score|tier)\./, "");
    const [jumps, cut] = [JUMPING.get(measure), cuts.get(measure)];
    const stirred = [
      ...(moving === undefined ? [] : numbersIn(expected).map((constant) => crossing(moving, constant))),
      ...(jumps === undefined ? [] : [leavings[jumps]]),
      ...(cut === undefined || measure === fact ? [] : cut.constants.map((constant) => crossing(cut.fact, constant))),
    ];
    for (const each of stirred) each.comparisons.add(comparison);
    if (EBBING_MEASURE.test(fact)) ebb(MEASURED).stirred.comparisons.add(comparison);
    if (!EBBING.test(fact)) continue;
    const { stirred: gone, constants } = ebb(fact);
    gone.comparisons.add(comparison);
    for (const constant of numbersIn(expected)) constants.add(constant);
  }
  const moving = [...crossings].map(([fact, constants]) => ({
    fact,
    constants: [...constants].map(([constant, stirred]) => ({ constant, stirred })),
  }));
  const growing = moving.filter(({ fact }) => fact !== DECAYING);
  const decaying = moving.find(({ fact }) => fact === DECAYING)?.constants ?? [];
  return { growing, decaying, leavings, ebbs };
}

function numbersIn(expected: unknown): number[] {
  return [expected].flat().filter((constant) => typeof constant === "number");
}

/** Each comparison that the model's rules make, once. */
function sharedComparisons({ segments, audiences }: Model): Iterable<SharedComparison> {
  const known = new Map<string, Asked & { segments: number[]; audiences: string[] }>();
  const shared = (asked: Asked) => {
    const name = `${asked.fact} ${asked.operator} ${JSON.stringify(asked.expected)}`;
    const comparison = known.get(name) ?? { ...asked, segments: [], audiences: [] };
    known.set(name, comparison);
    return comparison;
  };
  for (const [place, { rule }] of segments.entries())
    for (const asked of comparisons(rule)) shared(asked).segments.push(place);
  for (const { key, rule } of audiences) for (const asked of comparisons(rule)) shared(asked).audiences.push(key);
  return known.values();
}

function nothing(measures: boolean): Stirred {
  return { measures, comparisons: new Set() };
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
    ["rfe.engagement", of(DECAYING, rfe.engagement)],
    ...(scoring.rfd.measure === "tenure" ? [["rfd.duration", of("tenure", rfd.duration)] as const] : []),
  ]);
}
