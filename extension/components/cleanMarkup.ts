import DOMPurify, { type Config } from "dompurify";

/** Nothing that runs, asks, frames or reaches beyond itself; the Worker cleans again what is saved. */
const CLEANING: Config & { RETURN_DOM_FRAGMENT: true } = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "option", "dialog", "audio", "video"],
  FORBID_ATTR: ["id", "name", "srcset", "tabindex", "autofocus", "popover", "accesskey"],
  RETURN_DOM_FRAGMENT: true,
};

/** Markup as elements that cannot act. */
export function cleanMarkup(markup: string): DocumentFragment {
  return DOMPurify.sanitize(markup, CLEANING);
}
