import * as v from "valibot";
import { browser } from "wxt/browser";
import type { PageSlots } from "../messages.ts";
import type { Language } from "../words/languages.ts";
import { goToSlot, placesName, type SlotsThere, setPlaces } from "./slotsInPage.ts";

/** The element that was picked, by a selector that finds it alone; null where none does. */
const PickedSchema = v.object({ selector: v.nullable(v.string()) });
export type Picked = v.InferOutput<typeof PickedSchema>;

const SlotsSchema = v.object({
  url: v.string(),
  found: v.array(v.object({ key: v.string(), places: v.number() })),
});

/** The slots of one frame of a tab; 0 is the page itself. */
export interface SlotsInFrame extends SlotsThere {
  readonly frameId: number;
}

/** The page itself among the frames of a tab. */
const PAGE_FRAME = 0;

/** The slots of the page in a tab; null where the extension may not look. */
export async function slotsInTab(tabId: number, places: PageSlots["places"]): Promise<SlotsInFrame | null> {
  return (await look({ tabId }, places))?.[0] ?? null;
}

/** The frames within the page of a tab that have slots, by their addresses: those that the extension may look into. */
export async function framesInTab(tabId: number, places: PageSlots["places"]): Promise<SlotsInFrame[]> {
  const frames = (await look({ tabId, allFrames: true }, places)) ?? [];
  const within = frames.filter(({ frameId, found }) => frameId !== PAGE_FRAME && found.length > 0);
  // The browser answers in any order, another one each time.
  return within.sort((one, other) => one.url.localeCompare(other.url) || one.frameId - other.frameId);
}

async function look(
  target: { readonly tabId: number; readonly allFrames?: boolean },
  places: PageSlots["places"],
): Promise<SlotsInFrame[] | null> {
  try {
    await browser.scripting.executeScript({ target, func: setPlaces, args: [placesName, places] });
    const looked = await browser.scripting.executeScript({ target, files: ["slots.js"] });
    return looked.map(({ frameId, result }) => ({ frameId, ...v.parse(SlotsSchema, result) }));
  } catch {
    return null;
  }
}

/** Brings a slot into sight in the page beside, or in a frame of it. */
export async function goInTab(tabId: number, frameId: number, key: string, selector: string | null): Promise<void> {
  const target = { tabId, frameIds: [frameId] };
  await browser.scripting.executeScript({ target, func: goToSlot, args: [key, selector] }).catch(() => {});
}

/** Lets an element be picked in the page of a tab. @returns null where none was, or the page went meanwhile */
export async function pickInTab(tabId: number, language: Language): Promise<Picked | null> {
  try {
    const files = [`words-${language}.js`, "picker.js"] as const;
    const [picked] = await browser.scripting.executeScript({ target: { tabId }, files: [...files] });
    return v.parse(v.nullable(PickedSchema), picked?.result);
  } catch {
    return null;
  }
}
