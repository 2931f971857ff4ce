const LOWER = Uint8Array.from({ length: 256 }, (_, byte) => (byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte));

/**
 * Finds a run of bytes, capital or small its letters: where it is first from a place on, or -1. It looks at one byte of several only, and so through a
 * long page faster than a search for any one byte.
 *
 * @param sought in small letters, 255 at most
 * @see Horspool (1980), “Practical fast searching in strings”
 * @example finderOf(new TextEncoder().encode("-slot"))(new TextEncoder().encode("<p data-SLOT>"), 0); // => 7
 */
export function finderOf(sought: Uint8Array): (bytes: Uint8Array, from: number) => number {
  const last = sought.length - 1;
  const shifts = LOWER.map((byte) => sought.length - 1 - sought.subarray(0, last).lastIndexOf(byte));
  return (bytes, from) => {
    for (let end = from + last; end < bytes.length; end += shifts[bytes[end] ?? 0] ?? 1) {
      let at = last;
      while (at >= 0 && LOWER[bytes[end - last + at] ?? 0] === sought[at]) at -= 1;
      if (at < 0) return end - last;
    }
    return -1;
  };
}
