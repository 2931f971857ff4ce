import { FEWEST_VALUES, type Usual, usualOf } from "./usual.ts";

/** A day of the site's calendar and its figure. */
export interface DayFigure {
  /** `2026-03-29` */
  readonly day: string;
  readonly value: number;
}

/** How a day compares with those before it. */
export type Surprise =
  /** So many days before it are too few. */
  | { readonly kind: "tooFew"; readonly days: number }
  /** More than half of them have one and the same figure. */
  | { readonly kind: "tooEven" }
  | {
      readonly kind: "usual" | "more" | "fewer";
      readonly day: string;
      readonly value: number;
      readonly usual: Usual;
      /** Whether it is compared with days of its own weekday alone. */
      readonly ofWeekday: boolean;
    };

/** So many days before are looked at where there are too few of one weekday. */
const DAYS_BEFORE = 28;
const WEEK = 7;

/** So many weeks are looked back at most. */
export const WEEKS_BEFORE = 12;

/**
 * Whether the last day is unusual: by the same weekday of the twelve weeks before where eight or more of them are known, as shops have their
 * weeks; else by the 28 days before it.
 *
 * @param days without a gap, oldest first, from the site's first one
 * @param finest see `usualOf`
 * @example surpriseOf([], 1); // => { kind: "tooFew", days: 0 }
 */
export function surpriseOf(days: readonly DayFigure[], finest: number): Surprise {
  const last = days.at(-1);
  const before = days.slice(0, -1).map(({ value }) => value);
  if (last === undefined || before.length < FEWEST_VALUES) return { kind: "tooFew", days: before.length };
  const newestFirst = before.toReversed();
  const weekdays = newestFirst.filter((_, place) => (place + 1) % WEEK === 0).slice(0, WEEKS_BEFORE);
  const ofWeekday = weekdays.length >= FEWEST_VALUES;
  const usual = usualOf(ofWeekday ? weekdays : newestFirst.slice(0, DAYS_BEFORE), finest);
  if (usual === null) return { kind: "tooEven" };
  const { day, value } = last;
  const kind = value > usual.high ? "more" : value < usual.low ? "fewer" : "usual";
  return { kind, day, value, usual, ofWeekday };
}
