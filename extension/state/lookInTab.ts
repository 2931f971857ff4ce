import * as v from "valibot";
import { browser } from "wxt/browser";
import type { PageSlots } from "../messages.ts";
import type { Language } from "../words/languages.ts";
import { goToSlot, placesName, type SlotInPage, setPlaces } from "./slotsInPage.ts";

/** The element that was picked, by a selector that finds it alone; null where none does. */
const PickedSchema = v.object({ selector: v.nullable(v.string()) });
export type Picked = v.InferOutput<typeof PickedSchema>;

const SlotsSchema = v.array(v.object({ key: v.string(), places: v.number() }));

/** The slots of the page in a tab; null where the extension may not look. */
export async function slotsInTab(tabId: number, places: PageSlots["places"]): Promise<SlotInPage[] | null> {
  const target = { tabId };
  try {
    await browser.scripting.executeScript({ target, func: setPlaces, args: [placesName, places] });
    const [found] = await browser.scripting.executeScript({ target, files: ["slots.js"] });
    return v.parse(SlotsSchema, found?.result);
  } catch {
    return null;
  }
}

/** Brings a slot into sight in the page beside. */
export async function goInTab(tabId: number, key: string, selector: string | null): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, func: goToSlot, args: [key, selector] }).catch(() => {});
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
