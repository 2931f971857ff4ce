import { categoryOf } from "../categories.ts";
import { descriptionOf } from "../descriptions.ts";
import { DELIVERY_MINOR, FREE_DELIVERY_FROM_MINOR, priceText, roundPriceText } from "../price.ts";
import type { Product } from "../product.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { artOf, productGrid } from "./productCard.ts";
import { viewedAs } from "./viewed.ts";

const NEIGHBOURS = 4;
const COUNT = new Intl.NumberFormat("en-GB");

/** One thing, what is said of it and what stands beside it. */
export function productPage(product: Product, products: readonly Product[]): Page {
  const { id, name, category, kind, priceMinor, orderLines } = product;
  const shelf = categoryOf(category);
  return {
    path: `p/${id}/`,
    script: "product",
    title: name,
    description: descriptionOf(kind),
    main: html`<div class="wrap" data-viewed="${viewedAs([product])}">
<nav class="crumbs" aria-label="Where you are"><a href="/demo/">Home</a> <span aria-hidden="true">/</span> <a href="/demo/c/${category}/">${shelf.name}</a></nav>
<div class="product">
<img class="product-art" src="${artOf(product)}" alt="Drawing: ${name}" width="240" height="240">
<div class="product-words">
<h1>${name}</h1>
<p class="product-price">${priceText(priceMinor)}</p>
<p>${descriptionOf(kind)}</p>
<form class="add" data-add>
<label for="quantity">Quantity</label>
<div class="add-row"><input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="99" value="1" required>
<button class="button" disabled>Add to basket</button></div>
<p class="note" role="status" data-add-status></p>
</form>
<noscript><p class="note">The basket needs JavaScript; looking round does not.</p></noscript>
<dl class="facts"><div><dt>Item</dt><dd>${id}</dd></div><div><dt>Loved</dt><dd>in ${COUNT.format(orderLines)} orders last year</dd></div>
<div><dt>Post</dt><dd>${priceText(DELIVERY_MINOR)}, free from ${roundPriceText(FREE_DELIVERY_FROM_MINOR)}</dd></div><div><dt>Returns</dt><dd>within 30 days</dd></div></dl>
</div>
</div>
<section class="block" aria-labelledby="beside"><div class="block-head"><h2 id="beside">Beside it on the shelf</h2></div>
${productGrid(neighboursOf(product, products))}
</section>
</div>`,
  };
}

/** The next ones on the shelf, its beginning again after its end, so that every product is beside some other. */
function neighboursOf(product: Product, products: readonly Product[]): readonly Product[] {
  const shelf = products.filter(({ category }) => category === product.category);
  const from = shelf.indexOf(product) + 1;
  return [...shelf.slice(from), ...shelf.slice(0, from - 1)].slice(0, NEIGHBOURS);
}
