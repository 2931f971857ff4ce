import { browser } from "wxt/browser";
import { settings } from "../settings.ts";
import { showSidePanel } from "./showSidePanel.ts";

/** A side panel that is opened for a search has to load first; what was wished for longer ago is not meant for it. */
const FRESH_MS = 5_000;

/** Asks the side panel to be ready to search: the one that is open, or that opens within the next seconds. */
export function wishToSearch(): void {
  void settings.searchWishedAt.setValue(Date.now());
}

/** Hears of each wish to search, also of one from just before. */
export function onSearchWish(hear: () => void): () => void {
  void settings.searchWishedAt.getValue().then((at) => {
    if (Date.now() - at < FRESH_MS) hear();
  });
  return settings.searchWishedAt.watch(hear);
}

/** Opens the side panel beside the page that this is called on, ready to search. To be called at once in a press. */
export function searchBeside(): void {
  wishToSearch();
  void browser.tabs.getCurrent().then((tab) => {
    if (tab?.id !== undefined) return showSidePanel(tab.id);
  });
}
