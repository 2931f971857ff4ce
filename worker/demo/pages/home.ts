import { CATEGORIES } from "../categories.ts";
import type { Product } from "../product.ts";
import type { Language } from "../words/language.ts";
import { heroSlot } from "./hero.ts";
import { type Page, SHOP_NAME } from "./layout.ts";
import { html, type Markup } from "./markup.ts";
import { productGrid } from "./productCard.ts";
import { invitationSlot } from "./slip.ts";

const FAVOURITES = 8;

/** The home page: hero, favourites, shelves. */
export const homePage = (products: readonly Product[], language: Language): Page => ({
  path: "",
  script: "home",
  title: language.words.home.title,
  description: language.words.home.description,
  main: html`<h1 class="unseen">${SHOP_NAME}</h1>
${heroSlot(language)}
<section class="wrap block" aria-labelledby="favourites">
<div class="block-head"><h2 id="favourites">${language.words.home.favourites}</h2><p>${language.words.home.favouritesText}</p></div>
${productGrid(products.slice(0, FAVOURITES), language, 4)}
</section>
<div class="wrap block">
${eveningInvitation(language)}
</div>
<section class="wrap block" aria-labelledby="shelves">
<div class="block-head"><h2 id="shelves">${language.words.home.shelves}</h2></div>
${shelfGrid(products, language)}
</section>`,
});

/** The invitation that everyone gets who gets no other. */
export function eveningInvitation({ root, words: { evening } }: Language): Markup {
  const { title, text } = evening.slip;
  const action = [evening.slip.do, `${root}first-thursday/`] as const;
  return invitationSlot(evening.slot, { title, text, action, scene: "evening" });
}

/** All shelves, each with the drawing of one of its things. */
export const shelfGrid = (
  products: readonly Product[],
  { root, words }: Language,
): Markup => html`<ul class="shelf-grid">
${CATEGORIES.map(({ key, cover }) => {
  const count = products.filter(({ category }) => category === key).length;
  return html`<li><a class="shelf" href="${root}c/${key}/"><img src="/demo/art/${cover}.svg" alt="" width="240" height="240" loading="lazy"><span class="shelf-name">${words.shelves[key].name}</span><span class="shelf-count">${words.home.things(count)}</span></a></li>`;
})}
</ul>`;
