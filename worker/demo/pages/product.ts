import { DELIVERY_MINOR, FREE_DELIVERY_FROM_MINOR, priceText, roundPriceText } from "../price.ts";
import type { Product } from "../product.ts";
import type { Language } from "../words/language.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { artOf, foreignName, kindWords, productGrid } from "./productCard.ts";
import { slipSlot } from "./slip.ts";
import { viewedAs } from "./viewed.ts";

const NEIGHBOURS = 4;

/** One thing, what is said of it and what stands beside it. */
export function productPage(product: Product, products: readonly Product[], language: Language): Page {
  const { id, name, category, priceMinor, orderLines } = product;
  const { root, locale, words } = language;
  const { frame, product: say } = words;
  const kind = kindWords(product.kind, language);
  const post = say.postage(priceText(DELIVERY_MINOR, locale), roundPriceText(FREE_DELIVERY_FROM_MINOR, locale));
  return {
    path: `p/${id}/`,
    script: "product",
    title: name,
    description: kind.description,
    main: html`<div class="wrap" data-viewed="${viewedAs([product])}">
<nav class="crumbs" aria-label="${frame.whereYouAre}"><a href="${root}">${frame.home}</a> <span aria-hidden="true">/</span> <a href="${root}c/${category}/">${words.shelves[category].name}</a></nav>
<div class="product">
<img class="product-art" src="${artOf(product)}" alt="${say.drawing(name)}" width="240" height="240">
<div class="product-words">
<h1${foreignName(language)}>${name}</h1>
<p class="product-price">${priceText(priceMinor, locale)}</p>
<p>${kind.description}</p>
<form class="add" data-add>
<label for="quantity">${say.quantity}</label>
<div class="add-row"><input id="quantity" name="quantity" type="number" inputmode="numeric" min="1" max="99" value="1" required>
<button class="button" disabled>${say.add}</button></div>
<p class="note" role="status" data-add-status></p>
</form>
<noscript><p class="note">${say.noScript}</p></noscript>
${slipSlot(say.slot, say.slip)}
<dl class="facts"><div><dt>${say.item}</dt><dd>${id}</dd></div><div><dt>${say.kind}</dt><dd>${kind.name}</dd></div>
<div><dt>${say.loved}</dt><dd>${say.orders(new Intl.NumberFormat(locale).format(orderLines))}</dd></div>
<div><dt>${say.post}</dt><dd>${post}</dd></div><div><dt>${say.returns}</dt><dd>${say.returnsWithin}</dd></div></dl>
</div>
</div>
<section class="block" aria-labelledby="beside"><div class="block-head"><h2 id="beside">${say.neighbours}</h2></div>
${productGrid(neighboursOf(product, products), language)}
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
