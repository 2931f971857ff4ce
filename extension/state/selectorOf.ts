import { finder } from "@medv/finder";
import { selectorFault } from "#shared/decision/selector";

/** A page that cannot be told apart in this time is given up: nobody waits for a selector. */
const PATIENCE_MS = 200;

/**
 * A selector that finds one element of its page alone, and that can be told while the page streams through the edge.
 *
 * @returns null: there is none
 */
export function selectorOf(element: Element): string | null {
  try {
    const selector = finder(element, { root: element.ownerDocument.documentElement, timeoutMs: PATIENCE_MS });
    return selectorFault(selector) === null && isAlone(selector, element) ? selector : null;
  } catch {
    // Names that are no names, and pages without an end, are reason enough to have no selector.
    return null;
  }
}

function isAlone(selector: string, element: Element): boolean {
  const found = element.ownerDocument.querySelectorAll(selector);
  return found.length === 1 && found[0] === element;
}

const STEPS: Readonly<Record<string, (element: Element) => Element | null>> = {
  ArrowUp: (element) => element.parentElement,
  ArrowDown: (element) => element.firstElementChild,
  ArrowLeft: (element) => element.previousElementSibling,
  ArrowRight: (element) => element.nextElementSibling,
};

/** Where to look on from an element that cannot be picked. */
const AGAIN: typeof STEPS = { ...STEPS, ArrowDown: (element) => element.nextElementSibling };

/**
 * The element that an arrow key leads to: out, in, or to a neighbour, within the page's body; the same where there is none.
 *
 * @param key as a keyboard event names it; null is answered for every key that leads nowhere
 */
export function stepFrom(element: Element, key: string): Element | null {
  const step = STEPS[key];
  if (step === undefined) return null;
  for (let next = step(element); next !== null; next = AGAIN[key]?.(next) ?? null) if (isPickable(next)) return next;
  return element;
}

/** Whether a slot can be here: what is seen, in the page's own body. */
export function isPickable(element: Element): boolean {
  const { body } = element.ownerDocument;
  return body.contains(element) && element instanceof HTMLElement && !["SCRIPT", "STYLE"].includes(element.tagName);
}
