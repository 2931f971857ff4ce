import { instantOf } from "./instantOf.ts";

/** How a file writes dates. `plain` is each of ISO 8601, `YYYYMMDD`, epoch and named months, which no two readings share. */
export const DATE_STYLES = [
  "plain",
  "iso",
  "yyyymmdd",
  "epoch-s",
  "epoch-ms",
  "d.m.yyyy",
  "d/m/yyyy",
  "m/d/yyyy",
] as const;
export type DateStyle = (typeof DATE_STYLES)[number];

const MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const TIME = String.raw`(?:(?:,|T|\s)\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, "i");
const DIVIDED = new RegExp(String.raw`^(\d{1,2})([./-])(\d{1,2})\2(\d{4})${TIME}$`, "i");
const MONTH_FIRST = new RegExp(String.raw`^([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})${TIME}$`, "i");
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})\.? ([a-z]{3})[a-z]*\.?,? (\d{4})${TIME}$`, "i");

/**
 * The instant that a date of a style names, or null where it names none. Without a zone it is UTC, without a time 00:00.
 *
 * @returns epoch milliseconds
 * @example instantIn("31.12.2010 08:26", "d.m.yyyy"); // => 1293783960000
 * @example instantIn("12/31/2010 8:26 AM", "m/d/yyyy"); // => 1293783960000
 * @example instantIn("12/31/2010", "d/m/yyyy"); // => null
 */
export function instantIn(value: unknown, style: DateStyle): number | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  switch (style) {
    case "plain":
      return instantOf(text) ?? yearFirstInstant(text) ?? namedInstant(text);
    case "iso":
      return text.includes("-") ? (instantOf(text) ?? yearFirstInstant(text)) : null;
    case "yyyymmdd":
      return /^\d{8}$/.test(text) ? instantOf(text) : null;
    case "epoch-s":
      return /^\d{1,11}(\.\d+)?$/.test(text) ? Math.round(Number(text) * 1000) : null;
    case "epoch-ms":
      return /^\d{1,14}$/.test(text) ? Number(text) : null;
    default:
      return dividedInstant(text, style);
  }
}

/** What the dates that were looked at say of their style. */
export interface DateEvidence {
  readonly see: (value: unknown) => void;
  /** Null: nothing that was seen tells day from month, or what was seen contradicts itself. */
  readonly verdict: () => DateStyle | null;
}

export function createDateEvidence(): DateEvidence {
  const seen = { plain: 0, dotted: 0, slashed: 0, dayFirst: 0, monthFirst: 0 };
  return {
    see: (value) => {
      const text = typeof value === "string" ? value.trim() : "";
      const [, first, divider, second] = DIVIDED.exec(text) ?? [];
      if (divider === ".") seen.dotted += 1;
      else if (divider !== undefined) {
        seen.slashed += 1;
        if (Number(first) > 12 && Number(second) <= 12) seen.dayFirst += 1;
        if (Number(second) > 12 && Number(first) <= 12) seen.monthFirst += 1;
      } else if (instantIn(value, "plain") !== null) seen.plain += 1;
    },
    verdict: () => {
      const { plain, dotted, slashed, dayFirst, monthFirst } = seen;
      if (plain >= Math.max(dotted, slashed)) return "plain";
      if (dotted >= slashed) return "d.m.yyyy";
      if (dayFirst > 0 === monthFirst > 0) return null;
      return dayFirst > 0 ? "d/m/yyyy" : "m/d/yyyy";
    },
  };
}

function dividedInstant(text: string, style: DateStyle): number | null {
  const [, first, divider, second, year, ...time] = DIVIDED.exec(text) ?? [];
  if (year === undefined || (divider === ".") !== (style === "d.m.yyyy")) return null;
  const [day, month] = style === "m/d/yyyy" ? [second, first] : [first, second];
  return at([Number(year), Number(month), Number(day)], time);
}

function yearFirstInstant(text: string): number | null {
  const [, year, , month, day, ...time] = YEAR_FIRST.exec(text) ?? [];
  return year === undefined ? null : at([Number(year), Number(month), Number(day)], time);
}

function namedInstant(text: string): number | null {
  const [, monthName, day, year, ...time] = MONTH_FIRST.exec(text) ?? [];
  if (year !== undefined) return at([Number(year), monthOf(monthName), Number(day)], time);
  const [, dayFirst, name, itsYear, ...itsTime] = DAY_FIRST.exec(text) ?? [];
  return itsYear === undefined ? null : at([Number(itsYear), monthOf(name), Number(dayFirst)], itsTime);
}

function monthOf(name = ""): number {
  return MONTHS.indexOf(name.toLowerCase()) + 1;
}

function at([year, month, day]: [number, number, number], time: readonly (string | undefined)[]): number | null {
  const [hour = "0", minute = "0", second = "0", half, zone = "z"] = time;
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59 || (half !== undefined && Number(hour) > 12))
    return null;
  const midnight = new Date(Date.UTC(year, month - 1, day));
  // The engine takes the 30th of February for the 2nd of March.
  if (month < 1 || midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return null;
  const [, sign, zoneHours = "0", zoneMinutes = "0"] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const zoneMs = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return midnight.getTime() + ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 - zoneMs;
}
