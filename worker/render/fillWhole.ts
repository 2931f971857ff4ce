import { type Filling, markedBody, markedIn } from "./marking.ts";
import { slotSourceIn } from "./slotSource.ts";
import { joined, Weaver } from "./weaver.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A page that is all there, and whether a slot of it is filled. */
export interface Whole {
  readonly isFilled: boolean;
  readonly bytes: Bytes;
}

interface Slots {
  readonly fillings: readonly Filling[];
  /** In the page's encoding; one more than fillings where there is a banner. */
  readonly contents: readonly Uint8Array[];
  readonly hasBanner: boolean;
}

/** Most slots end within so many bytes after they began: what comes after the last of them need not be parsed. */
const MOST_SLOTS_BYTES = 16_384;
/** A page with more of them is parsed for those that are filled alone, as each that is found costs time. */
const MOST_SLOTS = 200;
/** So with slots that are elements of more kinds: each kind is a selector. */
const MOST_KINDS = 16;

/**
 * Fills the slots of a page that is all there. Where slots are found by their attribute alone its source says first where they may be: without any
 * nothing is parsed, and else only as far as they go.
 *
 * @returns null where the rewriter gives up on the page
 */
export async function fillWhole(page: Bytes, slots: Slots): Promise<Whole | null> {
  const { fillings, contents, hasBanner } = slots;
  try {
    if (!hasBanner && fillings.every(({ selector }) => selector === null)) {
      const found = await fillNamed(page, slots);
      if (found !== null) return found;
    }
    const weaver = new Weaver(contents);
    const bytes = woven(weaver, await markedBody(page, fillings, hasBanner).bytes());
    return { isFilled: weaver.filled > 0, bytes };
  } catch {
    return null;
  }
}

/** @returns null where the source does not say where the slots are, as it may not in comments, scripts and odd quotes */
async function fillNamed(page: Bytes, { fillings, contents }: Slots): Promise<Whole | null> {
  const { count, lastAt, tags } = slotSourceIn(page);
  if (count === 0) return { isFilled: false, bytes: page };
  if (tags.size > MOST_KINDS || count > MOST_SLOTS) return null;
  const end = Math.min(page.length, lastAt + MOST_SLOTS_BYTES);
  const { marked, seen } = markedIn(page.subarray(0, end), fillings, tags);
  const bytesOfMarked = await marked.bytes();
  if (seen() !== count) return null;
  const weaver = new Weaver(contents);
  const chunks = weaver.push(bytesOfMarked);
  if (!weaver.isBetweenSlots && end < page.length) return null;
  const bytes = joined([...chunks, ...weaver.end(), page.subarray(end)]);
  return { isFilled: weaver.filled > 0, bytes };
}

function woven(weaver: Weaver, marked: Uint8Array): Bytes {
  return joined([...weaver.push(marked), ...weaver.end()]);
}
