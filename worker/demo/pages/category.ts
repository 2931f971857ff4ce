import type { Category } from "../categories.ts";
import type { Product } from "../product.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { productGrid } from "./productCard.ts";
import { viewedAs } from "./viewed.ts";

/** One shelf with all that stands on it. */
export function categoryPage({ key, name, intro }: Category, products: readonly Product[]): Page {
  const shelf = products.filter(({ category }) => category === key);
  return {
    path: `c/${key}/`,
    script: "category",
    title: name,
    description: intro,
    main: html`<div class="wrap" data-list="${key}" data-viewed="${viewedAs(shelf)}">
<nav class="crumbs" aria-label="Where you are"><a href="/demo/">Home</a> <span aria-hidden="true">/</span> <span aria-current="page">${name}</span></nav>
<div class="page-head"><h1>${name}</h1><p>${intro}</p><p class="note">${shelf.length} things, the most ordered first</p></div>
${productGrid(shelf, 8)}
</div>`,
  };
}
