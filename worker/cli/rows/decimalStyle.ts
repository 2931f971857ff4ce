/** What parts an amount's units from its fraction: 1,234.56 (`point`) or 1.234,56 (`comma`); thousands may stand apart in any of the usual ways. */
export const DECIMAL_STYLES = ["point", "comma"] as const;
export type DecimalStyle = (typeof DECIMAL_STYLES)[number];

const GROUPED = { point: /^([+-]?\d{1,3}(?:[, '’]\d{3})+)(\.\d+)?$/, comma: /^([+-]?\d{1,3}(?:[. '’]\d{3})+)(,\d+)?$/ };
const SPACES = /[\u00a0\u2007\u2009\u202f]/g;
const SYMBOLS = /^\p{Sc}\s*|\s*\p{Sc}$/gu;

/**
 * An amount in the digits that every program reads; what is written otherwise stays as it is, and is then no number.
 *
 * @example plainAmount("1.234,56", "comma"); // => "1234.56"
 * @example plainAmount("1 234.5 €", "point"); // => "1234.5"
 * @example plainAmount("12,5", "point"); // => "12,5"
 */
export function plainAmount(text: string, style: DecimalStyle): string {
  const bare = bareOf(text);
  const [whole, groups, fraction = ""] = GROUPED[style].exec(bare) ?? [];
  if (whole !== undefined) return `${groups?.replace(/[^\d+-]/g, "")}${fraction.replace(",", ".")}`;
  if (style === "point") return bare;
  // A point in such a file parts thousands: where it does not, the amount is not of this style.
  return bare.includes(".") ? `"${bare}"` : bare.replace(",", ".");
}

/** What the amounts that were looked at say of their style. */
export interface DecimalEvidence {
  readonly see: (value: unknown) => void;
  /**
   * Null: they contradict one another, or every amount that was seen could be either.
   *
   * @param otherwise what such amounts are in a file of this kind; null: that cannot be told
   */
  readonly verdict: (otherwise: DecimalStyle | null) => DecimalStyle | null;
}

/** Where one kind is so much rarer, it is what is wrong in the file. */
const RARE = 10;

export function createDecimalEvidence(): DecimalEvidence {
  const seen = { point: 0, comma: 0, either: 0 };
  return {
    see: (value) => {
      const kind = typeof value === "string" ? kindOf(bareOf(value)) : null;
      if (kind !== null) seen[kind] += 1;
    },
    verdict: (otherwise) => {
      const { point, comma, either } = seen;
      if (point + comma === 0) return either === 0 ? "point" : otherwise;
      if (comma * RARE <= point) return "point";
      return point * RARE <= comma ? "comma" : null;
    },
  };
}

/** What one amount tells; null: nothing. A single mark before three digits may part thousands or a fraction. */
function kindOf(text: string): "point" | "comma" | "either" | null {
  const [, digits, rest] = /^[+-]?(\d*)((?:[.,’' ]\d+)+)$/.exec(text) ?? [];
  if (digits === undefined || rest === undefined) return null;
  const [points, commas] = [rest.split(".").length - 1, rest.split(",").length - 1];
  if (points > 0 && commas > 0) return rest.lastIndexOf(".") > rest.lastIndexOf(",") ? "point" : "comma";
  if (points + commas === 0) return null;
  const isPoint = points > 0;
  if (points + commas > 1) return isPoint ? "comma" : "point";
  const mark = rest.lastIndexOf(isPoint ? "." : ",");
  const isFraction = rest.length - mark !== 4 || mark > 0 || digits.length > 3 || digits === "0" || digits === "";
  return isFraction ? (isPoint ? "point" : "comma") : "either";
}

function bareOf(text: string): string {
  return text.replace(SPACES, " ").trim().replace(SYMBOLS, "");
}
