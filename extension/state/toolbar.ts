import { browser } from "wxt/browser";

const SIZES = [16, 32] as const;

/** The toolbar button of a tab tells whether the overlay is on there. */
export function showOnToolbar(tabId: number, tone: "on" | "off"): void {
  const path = Object.fromEntries(SIZES.map((size) => [String(size), `/icons/${tone}-${size}.png`]));
  // A tab that has just been closed has no button.
  browser.action.setIcon({ tabId, path }).catch(() => undefined);
}
