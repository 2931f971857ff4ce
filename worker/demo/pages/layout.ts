import { DELIVERY_MINOR, FREE_DELIVERY_FROM_MINOR, priceText, roundPriceText } from "../price.ts";
import { LANGUAGES, type Language } from "../words/language.ts";
import { footer } from "./footer.ts";
import { header } from "./header.ts";
import { lifeBar } from "./lifeBar.ts";
import { html, type Markup } from "./markup.ts";

export const SHOP_NAME = "Pantry & Post";

/** What the script does on a page. */
type Script =
  | "home"
  | "category"
  | "product"
  | "cart"
  | "checkout"
  | "thanks"
  | "account"
  | "search"
  | "evening"
  | "circle"
  | "lost";

/** One page: its address under the root of its language, what the script does on it, and its content. */
export interface Page {
  /** Ends in a slash; empty: the home page. */
  readonly path: string;
  readonly script: Script;
  readonly title: string;
  readonly description: string;
  readonly main: Markup;
}

/** The whole document of a page: head, frame and the slot of the banner around its content. */
export function documentOf(page: Page, language: Language): string {
  const title = page.path ? `${page.title} · ${SHOP_NAME}` : `${SHOP_NAME} · ${page.title}`;
  return html`<!doctype html>
<html lang="${language.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<meta name="description" content="${page.description}">
${LANGUAGES.map(({ locale, root }) => html`<link rel="alternate" hreflang="${locale}" href="${root}${page.path}">\n`)}<link rel="icon" href="/demo/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/demo/shop.css">
<script defer src="/demo/shop.js"></script>
<script defer src="/consent.js"></script>
<script defer src="/tag.js" data-write-key="wk_demo" data-locale="${language.locale}"></script>
</head>
<body data-page="${page.script}">
<a class="skip" href="#main">${language.words.frame.skip}</a>
${header(page, language)}
${bannerSlot(language)}
<main id="main" tabindex="-1">
${page.main}
</main>
${footer(language)}
${lifeBar(language)}
</body>
</html>
`.text;
}

/** The banner’s own content is what everyone sees for whom nothing else is decided. */
const bannerSlot = ({
  locale,
  words: { frame },
}: Language): Markup => html`<section class="slot-banner" aria-label="${frame.notice}" data-rfedge-slot="banner">
<p class="banner">${frame.banner(priceText(DELIVERY_MINOR, locale), roundPriceText(FREE_DELIVERY_FROM_MINOR, locale))}</p>
</section>`;
