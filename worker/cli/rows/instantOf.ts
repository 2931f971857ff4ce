import { parseInstant } from "#shared/events/clock";

const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const DATED = /^\d{4}-\d{2}-\d{2}(?:$|[T ])/;
const EPOCH_SECONDS = /^\d{9,10}(\.\d+)?$/;
const EPOCH_MILLISECONDS = /^\d{12,13}$/;

/**
 * The instant that a date in a file names, or null where it names none: ISO 8601 (`T` or a blank before the time; no zone: UTC; no time: 00:00),
 * `YYYYMMDD`, epoch seconds (9 or 10 digits) or epoch milliseconds (12 or 13 digits). A day that no calendar has is none.
 *
 * @returns epoch milliseconds
 * @example instantOf("20260101"); // => 1767225600000
 */
export function instantOf(value: unknown): number | null {
  const text = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  const compact = COMPACT.exec(text);
  if (compact) return instantOf(`${compact[1]}-${compact[2]}-${compact[3]}`);
  if (EPOCH_SECONDS.test(text)) return Math.round(Number(text) * 1000);
  if (EPOCH_MILLISECONDS.test(text)) return Number(text);
  return DATED.test(text) ? parseInstant(text) : null;
}
