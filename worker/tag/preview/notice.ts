import type { PreviewNotice } from "#shared/wire/previews";
import { BANNER, leaving } from "./links.ts";

/** `banner.css`, which the build puts here. */
declare const BANNER_STYLES: string;

/** What is said where the edge refuses a preview, or there is none. */
const REFUSED = {
  en: [
    "No preview",
    "This preview has expired, is not valid, or cannot be shown now. You see the page’s own content.",
    "Leave the preview",
  ],
  fi: [
    "Ei esikatselua",
    "Esikatselu on päättynyt, ei kelpaa tai sitä ei voi nyt näyttää. Näet sivun oman sisällön.",
    "Lopeta esikatselu",
  ],
} as const;

/** Whether the page came with its banner. */
export const isInBanner = (): boolean => document.querySelector(BANNER) !== null;

/** Puts what is said of the preview above the page, in place of what was said before. No markup is parsed, and no style is inline. */
export const showNotice = (notice: PreviewNotice | null): void => {
  const host = document.querySelector(BANNER) ?? document.createElement(BANNER);
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(BANNER_STYLES);
  root.adoptedStyleSheets = [sheet];
  root.replaceChildren(sectionOf(notice ?? refusal()));
  const place = () => host.isConnected || document.body?.prepend(host);
  place();
  // A framework may render the whole body anew.
  new MutationObserver(place).observe(document.documentElement, { childList: true, subtree: true });
};

const refusal = (): PreviewNotice => {
  const language = navigator.language.startsWith("fi") ? "fi" : "en";
  const [title, sentence, leave] = REFUSED[language];
  return { language, title, sentences: [sentence], expiresAt: "", slotsTitle: "", slots: [], leave };
};

const sectionOf = ({ language, title, sentences, slotsTitle, slots, leave }: PreviewNotice): HTMLElement => {
  const section = made("section", made("p", made("strong", title), ...sentences.map((sentence) => ` ${sentence}`)));
  section.className = "notice";
  section.lang = language;
  section.ariaLabel = title;
  const lines = slots.map(({ slot, says }) => made("li", made("b", slot), ` ${says}`));
  if (lines.length > 0) section.append(made("details", made("summary", slotsTitle), made("ul", ...lines)));
  else if (slotsTitle) section.append(made("p", slotsTitle));
  const link = made("a", leave);
  link.href = leaving();
  section.append(made("p", link));
  return section;
};

const made = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag);
  element.append(...content);
  return element;
};
