/** Texts by number, held as bytes: what a million rows repeat is kept once, and found without making a string of it. */
export class ByteTable {
  #bytes = Buffer.alloc(1 << 16);
  #ends = new Int32Array(1 << 10);
  /** Pairs of a hash and a number counted from 1; 0: free. */
  #slots = new Int32Array(1 << 12);
  #count = 0;

  /** How many different texts there are. */
  get count(): number {
    return this.#count;
  }

  /** The number of a text, counted from 0 in the order of first appearance. */
  indexOf(source: Uint8Array, start: number, end: number): number {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ (source[at] ?? 0), 0x01000193);
    hash ^= hash >>> 15;
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let slot = (hash << 1) & mask; ; slot = (slot + 2) & mask) {
      const number = slots[slot + 1] ?? 0;
      if (number === 0) {
        slots[slot] = hash;
        slots[slot + 1] = this.#count + 1;
        return this.#add(source, start, end);
      }
      if (slots[slot] === hash && this.#is(number - 1, source, start, end)) return number - 1;
    }
  }

  /** The text of a number. */
  text(index: number): string {
    return this.#bytes.toString("utf8", this.#startOf(index), this.#ends[index]);
  }

  #startOf(index: number): number {
    return index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
  }

  #is(index: number, source: Uint8Array, start: number, end: number): boolean {
    const bytes = this.#bytes;
    let own = this.#startOf(index);
    if ((this.#ends[index] ?? 0) - own !== end - start) return false;
    for (let at = start; at < end; at++) if (bytes[own++] !== source[at]) return false;
    return true;
  }

  #add(source: Uint8Array, start: number, end: number): number {
    const index = this.#count++;
    const from = this.#startOf(index);
    const to = from + end - start;
    if (to > this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], 2 * to);
    if (index === this.#ends.length) {
      const ends = new Int32Array(2 * index);
      ends.set(this.#ends);
      this.#ends = ends;
    }
    for (let at = start, own = from; at < end; at++, own++) this.#bytes[own] = source[at] ?? 0;
    this.#ends[index] = to;
    // Half full at most: what is looked for is then found after a step or two.
    if (4 * this.#count > this.#slots.length) this.#spread();
    return index;
  }

  #spread(): void {
    const old = this.#slots;
    const slots = new Int32Array(2 * old.length);
    const mask = slots.length - 1;
    for (let from = 0; from < old.length; from += 2) {
      const number = old[from + 1] ?? 0;
      if (number === 0) continue;
      const hash = old[from] ?? 0;
      let slot = (hash << 1) & mask;
      while (slots[slot + 1] !== 0) slot = (slot + 2) & mask;
      slots[slot] = hash;
      slots[slot + 1] = number;
    }
    this.#slots = slots;
  }
}
