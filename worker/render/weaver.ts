/** Where a slot begins; where it ends; where a paragraph ends, which is its own end only if it holds no block; where something around it ends instead. */
export type MarkKind = "S" | "E" | "P" | "U";

/** A control character that text has no use for; whatever else bears it, bears no token. */
const ESCAPE = 1;
const TOKEN_LENGTH = 12;
const SLOT_DIGITS = 4;
const MARK_BYTES = 1 + TOKEN_LENGTH + 1 + SLOT_DIGITS;
/** A slot's own markup is waited for until its end is seen; a page that never ends one must not wait for ever. */
const MOST_HELD_BYTES = 256 * 1024;
const NOTHING = new Uint8Array();
const UTF8 = new TextEncoder();
const LATIN1 = new TextDecoder("latin1");
/** HTML ends an open paragraph where one of these begins. */
const BLOCK =
  /<(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|dd|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|li|listing|main|menu|nav|ol|p|plaintext|pre|search|section|summary|table|ul|xmp)[\s/>]/i;

let token: string | null = null;

/** This isolate's own, so that no page can hold a mark. Chance may be asked for within a request only. */
function ownToken(): string {
  token ??= crypto.randomUUID().replaceAll("-", "").slice(0, TOKEN_LENGTH);
  return token;
}

/** A mark as it is put into a page. It never leaves: a `Weaver` takes it out. */
export function markOf(kind: MarkKind, slot: number): string {
  return `\u0001${ownToken()}${kind}${slot.toString(36).padStart(SLOT_DIGITS, "0")}`;
}

/**
 * Takes a marked page and gives the page with its slots filled, chunk by chunk. But for marks and filled slots each byte is as it came.
 * A slot is filled once its own end tag is there; what ends with something else, or never, stays as it is.
 */
export class Weaver {
  readonly #contents: readonly Uint8Array[];
  readonly #token = UTF8.encode(ownToken());
  #ready: Uint8Array[] = [];
  #rest: Uint8Array = NOTHING;
  #depth = 0;
  #held: { slot: number; readonly depth: number; readonly chunks: Uint8Array[]; bytes: number } | null = null;
  #sourceBytes = 0;
  /** Where the last beginning stood: another one there is the same element's, whose end is told once. */
  #beganAt = -1;
  #filled = 0;

  /** @param contents what fills each slot, in the page's encoding, by the number its marks bear */
  constructor(contents: readonly Uint8Array[]) {
    this.#contents = contents;
  }

  /** How many bytes of the page itself, without marks, have been taken. */
  get sourceBytes(): number {
    return this.#sourceBytes;
  }

  /** How many slots have been filled so far. */
  get filled(): number {
    return this.#filled;
  }

  /** No slot has begun that has not ended. */
  get isBetweenSlots(): boolean {
    return this.#depth === 0 && this.#held === null;
  }

  /** Takes a chunk of the marked page. @returns what can be passed on */
  push(chunk: Uint8Array): Uint8Array[] {
    const bytes = this.#rest.length === 0 ? chunk : joined([this.#rest, chunk]);
    this.#rest = NOTHING;
    let from = 0;
    for (let at = bytes.indexOf(ESCAPE); at !== -1; at = bytes.indexOf(ESCAPE, at + 1)) {
      if (!this.#isMarkAt(bytes, at)) continue;
      this.#pass(bytes.subarray(from, at));
      from = at + MARK_BYTES;
      if (from > bytes.length) {
        this.#rest = bytes.slice(at);
        return this.#taken();
      }
      const kind = String.fromCharCode(bytes[at + 1 + TOKEN_LENGTH] ?? 0);
      this.#meet(kind, Number.parseInt(LATIN1.decode(bytes.subarray(from - SLOT_DIGITS, from)), 36));
      at = from - 1;
    }
    this.#pass(bytes.subarray(from));
    return this.#taken();
  }

  /** The page ends here. @returns what was waited for in vain */
  end(): Uint8Array[] {
    const rest = this.#rest;
    this.#rest = NOTHING;
    this.#pass(rest);
    return this.giveUp();
  }

  /** No more marks will come, and perhaps half of one has: what of the page has been taken by then is passed on. */
  giveUp(): Uint8Array[] {
    this.#release();
    return this.#taken();
  }

  /** Whether a mark, or as much of one as is there, stands at a place. */
  #isMarkAt(bytes: Uint8Array, at: number): boolean {
    const there = Math.min(TOKEN_LENGTH, bytes.length - at - 1);
    for (let index = 0; index < there; index++) if (bytes[at + 1 + index] !== this.#token[index]) return false;
    return true;
  }

  #meet(kind: string, slot: number): void {
    if (kind === "S") {
      this.#begin(slot);
      return;
    }
    if (this.#held?.depth === this.#depth) {
      if (kind === "U" || (kind === "P" && BLOCK.test(LATIN1.decode(joined(this.#held.chunks))))) this.#release();
      else this.#fill(this.#held.slot);
    }
    this.#depth -= 1;
  }

  #begin(slot: number): void {
    const isSame = this.#beganAt === this.#sourceBytes;
    this.#beganAt = this.#sourceBytes;
    if (!isSame) this.#depth += 1;
    // What was put at an element's beginning first stands there last.
    if (isSame && this.#held?.depth === this.#depth) this.#held.slot = slot;
    this.#held ??= { slot, depth: this.#depth, chunks: [], bytes: 0 };
  }

  #fill(slot: number): void {
    this.#held = null;
    this.#filled += 1;
    this.#ready.push(this.#contents[slot] ?? NOTHING);
  }

  #release(): void {
    if (this.#held !== null) this.#ready.push(...this.#held.chunks);
    this.#held = null;
  }

  #pass(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#sourceBytes += bytes.length;
    if (this.#held === null) {
      this.#ready.push(bytes);
      return;
    }
    this.#held.chunks.push(bytes);
    this.#held.bytes += bytes.length;
    if (this.#held.bytes > MOST_HELD_BYTES) this.#release();
  }

  #taken(): Uint8Array[] {
    const taken = this.#ready;
    this.#ready = [];
    return taken;
  }
}

/** Chunks as one; a single one is not copied. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const [only] = chunks;
  if (chunks.length === 1 && only?.buffer instanceof ArrayBuffer)
    return new Uint8Array(only.buffer, only.byteOffset, only.length);
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
