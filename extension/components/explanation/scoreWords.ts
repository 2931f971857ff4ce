import type { ExplanationAnswer } from "#shared/wire/explain";
import type { Spoken } from "../../words/spoken.ts";
import { ladderOf, type Rung } from "./ladder.ts";

type Measure = ExplanationAnswer["scores"][number];
type Say = (amount: number) => string;

const DAY_MS = 86_400_000;

/** The values of one step: `up to 30 d`, `2 – 4 orders`. */
export function rangeInWords({ from, to, isEmpty, isCount }: Rung, inWords: Say, spoken: Spoken): string {
  const { nobody, upTo, over, atLeast } = spoken.words.explanation;
  if (isEmpty) return nobody;
  if (from === undefined) return to === undefined ? spoken.words.none : upTo(inWords(to));
  if (to === undefined) return isCount ? atLeast(inWords(from)) : over(inWords(from));
  return from === to ? inWords(to) : `${isCount ? spoken.exact(from) : inWords(from)} – ${inWords(to)}`;
}

/** The tier with the values that have it; null without a value. */
export function tierInWords({ cuts, dimension, tier, value }: Measure, inWords: Say, spoken: Spoken): string | null {
  if (tier === null || value === null) return null;
  const below = cuts.tiers.filter((cut) => cut < value).length;
  const step = dimension === "recency" ? cuts.tiers.length + 1 - below : below + 1;
  const rung = ladderOf(cuts.tiers, dimension).find((one) => one.step === step);
  const name = spoken.words.tiers[tier] ?? tier;
  return rung === undefined ? name : spoken.words.explanation.tier(name, rangeInWords(rung, inWords, spoken));
}

/** The place among all: `Top 12% of customers`; null without a value. */
export function topInWords({ family, top, value }: Measure, spoken: Spoken): string | null {
  const words = spoken.words.explanation;
  if (value === null) return null;
  if (top === null) return words.notCompared;
  // Who is in the worse half is at no top.
  return (top > 0.5 ? words.asGood : words.top)(spoken.percent(top), words.people[family]);
}

/** What lifts a score next: `Score 4 with 1 more order within 12 d`. */
export function liftInWords({ lift, score }: Measure, now: number, currency: string | null, spoken: Spoken): string {
  const words = spoken.words.explanation;
  if (lift === null) return score === 5 ? words.best : words.noLift;
  const what = amountOfLift(lift, currency, spoken);
  const left = lift.within === undefined ? null : spoken.span(Date.parse(lift.within) - now, 1);
  return words.lift(spoken.number(lift.score), left === null ? what : words.within(what, left));
}

function amountOfLift({ kind, amount }: NonNullable<Measure["lift"]>, currency: string | null, spoken: Spoken): string {
  const words = spoken.words.explanation;
  switch (kind) {
    case "revenue":
      return words.spending(spoken.money(amount, currency));
    case "seconds":
      return words.attention(spoken.span(amount * 1_000));
    case "days":
      return words.membership(spoken.span(amount * DAY_MS));
    default:
      return spoken.count(amount, words.lifts[kind]);
  }
}
