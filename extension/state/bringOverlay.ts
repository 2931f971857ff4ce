import { browser } from "wxt/browser";
import type { Language } from "../words/languages.ts";

/** A page's top frame, by its document where the browser names it: a tab may show another one by now. */
export interface PageAddress {
  readonly tabId: number;
  readonly documentId: string | undefined;
}

/**
 * Puts the overlay and its words into a page, beside the script that is there.
 *
 * @returns whether the page has taken them: it may have gone, or show an error
 */
export async function bringOverlay({ tabId, documentId }: PageAddress, language: Language): Promise<boolean> {
  const target = documentId === undefined ? { tabId } : { tabId, documentIds: [documentId] };
  const files = [`words-${language}.js`, "overlay.js"] as const;
  return browser.scripting.executeScript({ target, files: [...files] }).then(
    () => true,
    () => false,
  );
}
