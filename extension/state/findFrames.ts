import type { PageSlots } from "../messages.ts";
import { type FoundSlot, findSlots } from "./findSlots.ts";

/** A frame within a page that has slots: one that the page itself may look into. */
export interface FoundFrame {
  readonly frame: HTMLIFrameElement;
  /** Where it is on the page's own site. */
  readonly path: string;
  readonly slots: readonly FoundSlot[];
}

/** Who fills slots in a document of its own: a tag, or marks that one is to find. */
const OURS = "[data-rfedge-slot], script[data-write-key]";

/** The frames with slots within a page, those within frames too, in its order. Nothing in them is changed. */
export function findFrames(page: ParentNode, places: PageSlots["places"]): FoundFrame[] {
  return [...page.querySelectorAll("iframe")].flatMap((frame) => {
    const inner = documentOf(frame);
    if (inner === null) return [];
    const slots = hasSlots(inner) ? findSlots(inner, places) : [];
    const path = new URL(inner.URL).pathname;
    return [...(slots.length > 0 ? [{ frame, path, slots }] : []), ...findFrames(inner, places)];
  });
}

/** Whether a frame's document has slots of ours: a selector alone finds something in any document. */
export function hasSlots(inner: Document): boolean {
  return inner.querySelector(OURS) !== null;
}

/** Where something in a frame is in the window, cut off where the frame ends; null where nothing of it is in sight. */
export function boxInWindow(element: Element): DOMRect | null {
  let box: DOMRect = element.getBoundingClientRect();
  let frame = element.ownerDocument.defaultView?.frameElement ?? null;
  while (frame !== null) {
    const { left, top } = frame.getBoundingClientRect();
    const [x, y] = [left + frame.clientLeft, top + frame.clientTop];
    const [from, above] = [Math.max(box.left, 0), Math.max(box.top, 0)];
    const width = Math.min(box.right, frame.clientWidth) - from;
    const height = Math.min(box.bottom, frame.clientHeight) - above;
    if (width <= 0 || height <= 0) return null;
    box = new DOMRect(x + from, y + above, width, height);
    frame = frame.ownerDocument.defaultView?.frameElement ?? null;
  }
  return box.width > 0 && box.height > 0 ? box : null;
}

/** Another site's frame has no document for this one. */
function documentOf(frame: HTMLIFrameElement): Document | null {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
}
