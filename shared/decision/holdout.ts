/**
 * The bucket a text falls into, the same one for ever: FNV-1a over its UTF-16 code units, then the finaliser of MurmurHash3, as FNV alone is uneven in its upper bits for texts that differ at the end.
 *
 * @param text who and where, for instance `demo/hero/` and the visitor's id
 * @returns from 0 to 99.99, in steps of a hundredth
 * @see http://www.isthe.com/chongo/tech/comp/fnv/ FNV-1a
 * @example bucketOf("demo/hero/anonymous-1") === bucketOf("demo/hero/anonymous-1"); // => true
 */
export function bucketOf(text: string): number {
  return Math.floor((hashOf(text) / 2 ** 32) * 10_000) / 100;
}

/** The same as a whole number of 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return mixed(hash);
}

/** MurmurHash3's `fmix32`: every bit of the input reaches every bit of the output. */
function mixed(hash: number): number {
  let bits = hash ^ (hash >>> 16);
  bits = Math.imul(bits, 0x85ebca6b);
  bits ^= bits >>> 13;
  bits = Math.imul(bits, 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Whether a bucket belongs to the share of visitors that is shown the page's own default, to compare with.
 *
 * @param percent from 0 (nobody) to 100 (everybody)
 * @example isHeldOut(9.99, 10); // => true
 * @example isHeldOut(10, 10); // => false
 */
export function isHeldOut(bucket: number, percent: number): boolean {
  return bucket < percent;
}
