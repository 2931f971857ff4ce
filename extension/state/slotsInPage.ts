import type { PageSlots } from "../messages.ts";
import { hasSlots } from "./findFrames.ts";
import { findSlots } from "./findSlots.ts";

/** One slot of a page, and in how many places of it. */
export interface SlotInPage {
  readonly key: string;
  readonly places: number;
}

/** Where a script that is brought into a page finds what it is to look for. No page sees it: content scripts have a global of their own. */
const PLACES = "rfedge.places";

/** The slots of a document, and where it is. */
export interface SlotsThere {
  readonly url: string;
  readonly found: readonly SlotInPage[];
}

/** The slots of this page, or of the frame that the script was brought into: there it must have some of ours. */
export function slotsInPage(): SlotsThere {
  const places: PageSlots["places"] = Reflect.get(globalThis, Symbol.for(PLACES)) ?? [];
  const slots = window === window.top || hasSlots(document) ? findSlots(document, places) : [];
  return { url: location.href, found: slots.map(({ key, elements }) => ({ key, places: elements.length })) };
}

/** Says in a page what is to be looked for. It is carried there as text, so it may use nothing from around it. */
export function setPlaces(name: string, places: PageSlots["places"]): void {
  Reflect.set(globalThis, Symbol.for(name), places);
}

/** Brings a slot's first place into sight; carried as text, too. */
export function goToSlot(key: string, selector: string | null): void {
  const marked = document.querySelector(`[data-rfedge-slot="${CSS.escape(key)}"]`);
  const found = marked ?? (selector === null ? null : document.querySelector(selector));
  found?.scrollIntoView({ block: "center" });
}

/** The name that `setPlaces` is given. */
export const placesName = PLACES;
