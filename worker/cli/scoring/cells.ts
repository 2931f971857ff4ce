const ZERO = 48;
const NINE = 57;
const DOT = 46;
const DASH = 45;
const COLON = 58;
const BLANK = 32;
const UPPER_T = 84;
const UPPER_Z = 90;
const DAY_MS = 86_400_000;
const NONE = Number.NaN;

/**
 * The instant in a cell that is written in one of the usual ways: `2010-12-01`, `20101201`, `2010-12-01 08:26:00`, `2010-12-01T08:26:00Z`.
 *
 * @returns epoch milliseconds; NaN for any other, which `instantOf` then reads
 */
export function instantOfCell(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length === 8) return dayIn(bytes, start, start + 4, start + 6);
  if (length < 10 || bytes[start + 4] !== DASH || bytes[start + 7] !== DASH) return NONE;
  const day = dayIn(bytes, start, start + 5, start + 8);
  if (length === 10) return day;
  const zoned = length === 20 && bytes[end - 1] === UPPER_Z;
  if (length !== 19 && !zoned) return NONE;
  const between = bytes[start + 10];
  if ((between !== BLANK && between !== UPPER_T) || bytes[start + 13] !== COLON || bytes[start + 16] !== COLON)
    return NONE;
  const hours = numberIn(bytes, start + 11, start + 13);
  const minutes = numberIn(bytes, start + 14, start + 16);
  const seconds = numberIn(bytes, start + 17, start + 19);
  return hours < 24 && minutes < 60 && seconds < 60 ? day + ((hours * 60 + minutes) * 60 + seconds) * 1000 : NONE;
}

/**
 * The amount in a cell of plain digits and a point, rounded as `toMinor` rounds: half away from zero.
 *
 * @param digits of the currency's minor unit
 * @returns minor units; NaN for any other, which `readNumber` and `toMinor` then read
 */
export function minorOfCell(bytes: Uint8Array, start: number, end: number, digits: number): number {
  let minor = 0;
  let decimals = -1;
  let half = 0;
  // Fifteen digits are exact in a number.
  if (end === start || end - start > 14) return NONE;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === DOT && decimals < 0 && at > start) decimals = 0;
    else if (byte < ZERO || byte > NINE) return NONE;
    else if (decimals < digits) {
      minor = minor * 10 + byte - ZERO;
      if (decimals >= 0) decimals += 1;
    } else {
      if (decimals === digits && byte >= ZERO + 5) half = 1;
      decimals += 1;
    }
  }
  for (let place = Math.max(decimals, 0); place < digits; place++) minor *= 10;
  return minor <= 1e12 ? minor + half : NONE;
}

function dayIn(bytes: Uint8Array, start: number, month: number, day: number): number {
  const y = numberIn(bytes, start, start + 4);
  const m = numberIn(bytes, month, month + 2);
  const d = numberIn(bytes, day, day + 2);
  if (!(y >= 1000 && m >= 1 && m <= 12 && d >= 1 && d <= 28)) {
    const at = Date.UTC(y, m - 1, d);
    return y >= 1000 && m >= 1 && m <= 12 && new Date(at).getUTCDate() === d ? at : NONE;
  }
  // Days since 1970 of a proleptic Gregorian date, with the year begun in March.
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) * DAY_MS;
}

function numberIn(bytes: Uint8Array, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = (bytes[at] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return NONE;
    number = number * 10 + digit;
  }
  return number;
}
