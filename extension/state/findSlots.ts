import type { PageSlots } from "../messages.ts";

/** One slot and where it is in the page. */
export interface FoundSlot {
  readonly key: string;
  readonly elements: readonly Element[];
}

/**
 * The slots that a page has, in its order: those that an attribute marks, and those that the site's selectors find.
 * Nothing in the page is changed.
 */
export function findSlots(page: ParentNode, places: PageSlots["places"]): FoundSlot[] {
  const found = new Map<string, Set<Element>>();
  const add = (key: string, element: Element) => {
    const elements = found.get(key) ?? new Set();
    found.set(key, elements.add(element));
  };
  for (const element of page.querySelectorAll("[data-rfedge-slot]")) {
    const key = element.getAttribute("data-rfedge-slot");
    if (key) add(key, element);
  }
  for (const { key, selector } of places)
    if (selector !== null) for (const element of elementsOf(page, selector)) add(key, element);
  const slots = [...found].map(([key, elements]) => ({ key, elements: [...elements].sort(inOrder) }));
  return slots.sort((one, other) => inOrder(one.elements[0], other.elements[0]));
}

function inOrder(one: Element | undefined, other: Element | undefined): number {
  if (one === undefined || other === undefined || one === other) return 0;
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

/** A selector that this browser does not know finds nothing. */
function elementsOf(page: ParentNode, selector: string): Iterable<Element> {
  try {
    return page.querySelectorAll(selector);
  } catch {
    return [];
  }
}
