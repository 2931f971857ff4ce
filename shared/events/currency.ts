import * as v from "valibot";
import { parseInstant } from "./clock.ts";
import { decimalOf, tenTo } from "./decimal.ts";

/** A currency by its ISO 4217 code; a code nobody has heard of is taken too, its money stays unconverted for want of a rate. */
export const CurrencySchema = v.pipe(
  v.string("must be text"),
  v.regex(/^[A-Z]{3}$/, "must be an ISO 4217 code of three capital letters"),
);

const Rate = v.pipe(
  v.number("must be a number"),
  v.gtValue(0, "must be more than 0"),
  v.maxValue(1e12, "must be at most 1e12"),
);
const From = v.pipe(
  v.string("must be text"),
  v.check((text) => parseInstant(text) !== null, "must be an ISO 8601 date"),
);
const Steps = v.pipe(
  v.array(v.strictObject({ from: From, rate: Rate }), "must be a rate or a list of rates"),
  v.check(
    (steps) => new Set(steps.map(({ from }) => parseInstant(from))).size === steps.length,
    "must not have one date twice",
  ),
);

/** What one unit of a currency is worth in the site's: always the same, or from each date on. */
export const RatesSchema = v.record(
  CurrencySchema,
  v.lazy((input) => (typeof input === "number" ? Rate : Steps)),
  "must be rates by currency",
);
export type Rates = Readonly<Record<string, number | RateSteps>>;
type RateSteps = readonly { readonly from: string; readonly rate: number }[];

const DIGITS: readonly (readonly [digits: number, codes: string])[] = [
  [0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"],
  [3, "BHD IQD JOD KWD LYD OMR TND"],
  [4, "CLF UYW"],
];
const EXCEPTIONS: ReadonlyMap<string, number> = new Map(
  DIGITS.flatMap(([digits, codes]) => codes.split(" ").map((code) => [code, digits] as const)),
);

/**
 * How many decimals a currency's minor unit stands for.
 *
 * @see https://www.six-group.com/en/products-services/financial-information/data-standards.html ISO 4217, list one
 * @example minorDigits("JPY"); // => 0
 */
export function minorDigits(currency: string): number {
  return EXCEPTIONS.get(currency) ?? 2;
}

const DECIMAL = /^(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?$/i;

/**
 * An amount in integer minor units, read digit by digit so that no binary fraction creeps in; digits beyond the unit are rounded, half away from zero.
 *
 * @param amount decimal, as a number or text
 * @returns null where it is no number, negative, infinite or too large to be exact
 * @example toMinor("25.10", "EUR"); // => 2510
 * @example toMinor(1.005, "EUR"); // => 101
 * @example toMinor("12abc", "EUR"); // => null
 */
export function toMinor(amount: number | string, currency: string): number | null {
  const [text, whole = "", fraction = "", exponent = "0"] = DECIMAL.exec(String(amount).trim()) ?? [];
  if (text === undefined || whole + fraction === "") return null;
  const point = whole.length + Number(exponent) + minorDigits(currency);
  const digits = whole + fraction;
  const kept = point > 0 ? digits.slice(0, point).padEnd(point, "0") : "0";
  const half = point >= 0 && (digits[point] ?? "0") >= "5" ? 1 : 0;
  const minor = Number(kept) + half;
  return Number.isSafeInteger(minor) ? minor : null;
}

/**
 * The decimal amount of integer minor units.
 *
 * @example fromMinor(2510, "EUR"); // => 25.1
 */
export function fromMinor(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

/** A currency and what one unit of it is worth in the site's. */
export interface Rated {
  readonly currency: string;
  readonly rate: number;
}

/**
 * Integer minor units of one currency in those of another: the exact quotient, rounded once, half away from zero.
 *
 * @param minor not negative
 * @example convertMinor(100, { currency: "USD", rate: 1.005 }, { currency: "EUR", rate: 1 }); // => 101
 * @example convertMinor(10_000, { currency: "JPY", rate: 0.0061 }, { currency: "EUR", rate: 1 }); // => 6100
 */
export function convertMinor(minor: number, from: Rated, to: Rated): number {
  if (from.currency === to.currency && from.rate === to.rate) return minor;
  const [rate, worth] = [decimalOf(from.rate), decimalOf(to.rate)];
  const over = BigInt(minor) * rate.units * tenTo(minorDigits(to.currency) + worth.scale);
  const under = worth.units * tenTo(minorDigits(from.currency) + rate.scale);
  return Number((2n * over + under) / (2n * under));
}

/**
 * What one unit of a currency was worth in the site's at an instant; null: there is no rate for it.
 *
 * @param at epoch milliseconds
 * @example rateAt({ USD: 0.92 }, "USD", 0); // => 0.92
 * @example rateAt({ USD: [{ from: "2026-01-01", rate: 0.9 }] }, "USD", 0); // => null
 */
export function rateAt(rates: Rates, currency: string, at: number): number | null {
  const rate = Object.hasOwn(rates, currency) ? rates[currency] : undefined;
  if (rate === undefined || typeof rate === "number") return rate ?? null;
  const steps = ascending(rate);
  let [low, high] = [0, steps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.rate ?? null;
}

interface Step {
  readonly from: number;
  readonly rate: number;
}

/** A shop may publish a rate a day for years, and each order asks: what was read once is kept, as rates never change. */
function ascending(rate: RateSteps): readonly Step[] {
  const known = ASCENDING.get(rate);
  if (known !== undefined) return known;
  const steps = rate
    .flatMap((step) => {
      const from = parseInstant(step.from);
      return from === null ? [] : [{ from, rate: step.rate }];
    })
    .sort((a, b) => a.from - b.from);
  ASCENDING.set(rate, steps);
  return steps;
}

const ASCENDING = new WeakMap<RateSteps, readonly Step[]>();
