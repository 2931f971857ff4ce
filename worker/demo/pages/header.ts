import { CATEGORIES } from "../categories.ts";
import { LANGUAGES, type Language } from "../words/language.ts";
import type { Page } from "./layout.ts";
import { html, type Markup } from "./markup.ts";

/** The shop’s name, search, what is the visitor’s own, the other language, and the shelves. */
export function header({ path, script }: Pick<Page, "path" | "script">, language: Language): Markup {
  const { root, words } = language;
  const { frame, shelves } = words;
  const current = (address: string): Markup => (address === path ? html` aria-current="page"` : html``);
  return html`<header class="top">
<div class="wrap top-row">
<a class="brand" href="${root}" lang="en">Pantry <span>&amp;</span> Post</a>
${script === "search" ? html`` : searchForm(language)}
<nav class="top-links" aria-label="${frame.you}">
${LANGUAGES.filter((other) => other !== language).map((other) => switchTo(other, path))}
<a href="${root}account/"${current("account/")} data-account-link>${frame.signIn}</a>
<a href="${root}cart/"${current("cart/")}>${frame.basket} <span class="count" data-cart-count hidden></span></a>
</nav>
</div>
<nav class="shelves" aria-label="${frame.shelves}">
<ul class="wrap">${CATEGORIES.map(
    ({ key }) => html`<li><a href="${root}c/${key}/"${current(`c/${key}/`)}>${shelves[key].name}</a></li>`,
  )}</ul>
</nav>
</header>`;
}

/** The same page in another language. */
const switchTo = ({ locale, root, words }: Language, path: string): Markup =>
  html`<a href="${root}${path}" lang="${locale}" hreflang="${locale}" data-language>${words.switchTo}</a>`;

const searchForm = ({
  root,
  words: { frame },
}: Language): Markup => html`<form class="top-search" role="search" action="${root}search/">
<label for="q" class="unseen">${frame.searchLabel}</label><input id="q" name="q" type="search" autocomplete="off" maxlength="100" placeholder="${frame.searchLabel}"><button class="button quiet">${frame.searchButton}</button>
</form>`;
