import type { CategoryKey } from "../categories.ts";
import type { Product } from "../product.ts";
import type { Language } from "../words/language.ts";
import { eveningInvitation } from "./home.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { productGrid } from "./productCard.ts";
import { viewedAs } from "./viewed.ts";

/** One shelf with all that stands on it. */
export function categoryPage(key: CategoryKey, products: readonly Product[], language: Language): Page {
  const { root, words } = language;
  const { name, intro } = words.shelves[key];
  const shelf = products.filter(({ category }) => category === key);
  return {
    path: `c/${key}/`,
    script: "category",
    title: name,
    description: intro,
    main: html`<div class="wrap" data-list="${key}" data-viewed="${viewedAs(shelf)}">
<nav class="crumbs" aria-label="${words.frame.whereYouAre}"><a href="${root}">${words.frame.home}</a> <span aria-hidden="true">/</span> <span aria-current="page">${name}</span></nav>
<div class="page-head"><h1>${name}</h1><p>${intro}</p><p class="note">${words.category.count(shelf.length)}</p></div>
${productGrid(shelf, language, 8)}
<div class="block">
${eveningInvitation(language)}
</div>
</div>`,
  };
}
