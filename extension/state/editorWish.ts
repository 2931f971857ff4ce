import { browser } from "wxt/browser";
import type { Rule } from "#shared/rules/rule";
import { settings } from "../settings.ts";
import { showSidePanel } from "./showSidePanel.ts";

/** What the editor is to open: a slot, or a new snippet for whoever a rule matches, in a slot that is still to be chosen. */
export type EditorWish = { readonly slot: string } | SnippetWish;

/** A snippet for some people. */
export interface SnippetWish {
  readonly rule: Rule;
  /** Who they are, as they were shown. */
  readonly title: string;
}

/** A side panel that is opened for this has to load first; what was wished for longer ago is not meant for it. */
const FRESH_MS = 5_000;

/** Opens the side panel beside the page that this is called on, to write a snippet. To be called at once in a press. */
export function writeSnippetBeside({ rule, title }: SnippetWish): void {
  void settings.snippetWish.setValue({ rule, title, at: Date.now() });
  void browser.tabs.getCurrent().then((tab) => {
    if (tab?.id !== undefined) return showSidePanel(tab.id);
  });
}

/** Hears of each wish for a snippet, also of one from just before; whoever hears it first has it. */
export function onSnippetWish(hear: (wish: SnippetWish) => void): () => void {
  const take = (wish: (SnippetWish & { readonly at: number }) | null) => {
    if (wish === null || Date.now() - wish.at > FRESH_MS) return;
    void settings.snippetWish.setValue(null);
    hear(wish);
  };
  void settings.snippetWish.getValue().then(take);
  return settings.snippetWish.watch(take);
}
