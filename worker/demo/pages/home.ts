import { CATEGORIES } from "../categories.ts";
import type { Product } from "../product.ts";
import { heroSlot } from "./hero.ts";
import { type Page, SHOP_NAME } from "./layout.ts";
import { html } from "./markup.ts";
import { productGrid } from "./productCard.ts";

const FAVOURITES = 8;

/** The home page: hero, favourites, shelves. */
export const homePage = (products: readonly Product[]): Page => ({
  path: "",
  script: "home",
  title: "small gifts, carefully sent",
  description: "A small British gift shop: bunting, baking, teacups, lunch bags and lights.",
  main: html`<h1 class="unseen">${SHOP_NAME}</h1>
${heroSlot()}
<section class="wrap block" aria-labelledby="favourites">
<div class="block-head"><h2 id="favourites">Ordered most</h2><p>What other people put in their baskets, most often first.</p></div>
${productGrid(products.slice(0, FAVOURITES), 4)}
</section>
<section class="wrap block" aria-labelledby="shelves">
<div class="block-head"><h2 id="shelves">Round the shelves</h2></div>
<ul class="shelf-grid">
${CATEGORIES.map(({ key, name, cover }) => {
  const count = products.filter(({ category }) => category === key).length;
  return html`<li><a class="shelf" href="/demo/c/${key}/"><img src="/demo/art/${cover}.svg" alt="" width="240" height="240" loading="lazy"><span class="shelf-name">${name}</span><span class="shelf-count">${count} things</span></a></li>`;
})}
</ul>
</section>`,
});
