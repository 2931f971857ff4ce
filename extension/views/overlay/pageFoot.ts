/** A bar, a question for consent, a chat: what stands so near to the foot of the window counts as standing there. */
const NEAR = 32;
/** What covers more of the window than that is no bar: nothing could stand above it. */
const MOST = 0.5;
/** From the lower right corner to where the overlay would stand. */
const INWARD = 30;

/**
 * How high that is, in pixels, which the page keeps at the foot of the window where the overlay would stand; 0 where there is nothing.
 *
 * @param overlay the overlay's own element, which is not of the page
 */
export function pageFoot(overlay: HTMLElement, { width, height }: { readonly width: number; readonly height: number }) {
  const root = overlay.getRootNode();
  const own = root instanceof ShadowRoot ? root.host : overlay;
  const right = width - INWARD;
  const feet = [right, right - overlay.offsetWidth / 2, right - overlay.offsetWidth]
    .flatMap((x) => document.elementsFromPoint(Math.max(0, x), height - INWARD))
    .filter((found) => found !== own)
    .map(keptBox)
    .filter((box) => box !== null && box.bottom >= height - NEAR && box.height <= height * MOST);
  return feet.reduce((most, box) => Math.max(most, height - (box?.top ?? height)), 0);
}

/** The box of what holds an element where it is while the page scrolls. */
function keptBox(found: Element): DOMRect | null {
  for (let element: Element | null = found; element !== null; element = element.parentElement)
    if (/^(?:fixed|sticky)$/.test(getComputedStyle(element).position)) return element.getBoundingClientRect();
  return null;
}
