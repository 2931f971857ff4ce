import { finderOf } from "./find.ts";

const NAME_BYTES = new TextEncoder().encode("data-rfedge-slot");
const find = finderOf(NAME_BYTES);
const LESS = 0x3c;
const EQUALS = 0x3d;
/** What may stand before an attribute's name: white space, `/`, or the quote that ends the attribute before it. */
const BEFORE = bytesOf("\t\n\f\r /\"'");
/** What may stand after it. */
const AFTER = bytesOf("\t\n\f\r /=>");
const TAG_NAME = /^[a-z][a-z0-9-]*(?=[\s/])/i;
const TAG_NAME_BYTES = 64;
/** A page may name slots without end: for none of them is all that stands before it looked through. */
const LOOK_BACK_BYTES = 1_024;
const LATIN1 = new TextDecoder("latin1");

/** Where a page's source has the attribute that names slots, or what looks like it. */
export interface SlotSource {
  /** How often. */
  readonly count: number;
  /** Where it is last; -1: nowhere. */
  readonly lastAt: number;
  /** The elements that seem to have it, in lower case; a page may be written so that it is others. */
  readonly tags: ReadonlySet<string>;
}

/**
 * Looks a page through for `data-rfedge-slot` without parsing it, in a fraction of the time. Where it is not found no element has it; where it is,
 * only whoever parses the page knows whether it is an element's, and which.
 *
 * @param bytes a whole page, in an encoding that has ASCII in it
 * @example slotSourceIn(new TextEncoder().encode('<p class="a">1</p><div data-rfedge-slot="hero">2</div>')); // => { count: 1, lastAt: 21, tags: new Set(["div"]) }
 */
export function slotSourceIn(bytes: Uint8Array): SlotSource {
  const tags = new Set<string>();
  let count = 0;
  let lastAt = -1;
  for (let start = find(bytes, 0); start !== -1; start = find(bytes, start + 1)) {
    if (!isNameAt(bytes, start)) continue;
    count += 1;
    lastAt = start;
    const before = bytes.subarray(Math.max(0, start - LOOK_BACK_BYTES), start);
    const open = before.lastIndexOf(LESS) + 1;
    const [tag] = TAG_NAME.exec(LATIN1.decode(before.subarray(open, open + TAG_NAME_BYTES))) ?? [];
    if (open > 0 && tag !== undefined) tags.add(tag.toLowerCase());
  }
  return { count, lastAt, tags };
}

function isNameAt(bytes: Uint8Array, start: number): boolean {
  return BEFORE.has(bytes[start - 1] ?? 0) && AFTER.has(bytes[start + NAME_BYTES.length] ?? EQUALS);
}

function bytesOf(letters: string): ReadonlySet<number> {
  return new Set(new TextEncoder().encode(letters));
}
