/** One day of 24 hours, in milliseconds. */
export const DAY_MS = 86_400_000;

const ZONED = /(?:z|[+-]\d{2}:?\d{2})$/i;
const HAS_TIME = /\d[T ]\d{1,2}:\d{2}/;
/** What libraries send, `toISOString`'s own shape, on a day that every month has. */
const PLAIN = /^\d{4}-\d{2}-(?:0[1-9]|1\d|2[0-8])T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;

/**
 * The instant a text names, or null where it names none. A date without a time is 00:00 UTC; a time without a zone is UTC.
 *
 * @param text ISO 8601, with `T` or a blank between date and time
 * @returns epoch milliseconds
 * @example parseInstant("2026-01-01"); // => 1767225600000
 * @example parseInstant("2026-02-30"); // => null
 */
export function parseInstant(text: string): number | null {
  if (PLAIN.test(text)) return finiteOrNull(Date.parse(text));
  const trimmed = text.trim();
  const [, year, month, day = "1"] = /^([+-]?\d{4,6})-(\d{2})(?:-(\d{2}))?/.exec(trimmed) ?? [];
  // The engine takes the 30th of February for the 2nd of March.
  if (
    year === undefined ||
    new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() !== Number(day)
  )
    return null;
  const iso = trimmed.replace(" ", "T");
  return finiteOrNull(Date.parse(HAS_TIME.test(trimmed) && !ZONED.test(iso) ? `${iso}Z` : iso));
}

/** Whether a text that names an instant says by which offset from UTC; without one it is a local date or time. */
export function hasOffset(text: string): boolean {
  const trimmed = text.trim();
  return HAS_TIME.test(trimmed) && ZONED.test(trimmed);
}

function finiteOrNull(at: number): number | null {
  return Number.isFinite(at) ? at : null;
}

export interface Stamps {
  /** What the sender's clock said when it happened: `originalTimestamp`, else `timestamp`. */
  readonly original: number | null;
  /** What the same clock said when the request left. */
  readonly sentAt: number | null;
  /** What our clock said when it arrived. */
  readonly receivedAt: number;
}

/**
 * When an event happened by our clock: the sender's clock is off by `sentAt - receivedAt`, so the stamp moves by as much. A stamp in the future becomes the arrival.
 *
 * @returns epoch milliseconds, never after `receivedAt`
 * @see https://segment.com/docs/connections/spec/common/#timestamps
 * @example correctedAt({ original: 1000, sentAt: 1500, receivedAt: 9000 }); // => 8500
 */
export function correctedAt({ original, sentAt, receivedAt }: Stamps): number {
  if (original === null) return receivedAt;
  const at = sentAt === null ? original : receivedAt - (sentAt - original);
  return Math.min(at, receivedAt);
}
