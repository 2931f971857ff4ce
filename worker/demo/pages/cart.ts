import type { Language } from "../words/language.ts";
import type { Page } from "./layout.ts";
import { html, type Markup } from "./markup.ts";

/** What an order costs; basket and checkout show it alike. */
export const totalsTable = ({ words: { cart } }: Language): Markup => html`<dl class="totals" data-totals>
<div><dt>${cart.things}</dt><dd data-total="items">–</dd></div>
<div data-total-row="discount" hidden><dt data-total="offer">${cart.offer}</dt><dd data-total="discount">–</dd></div>
<div><dt>${cart.post}</dt><dd data-total="delivery">–</dd></div>
<div class="totals-sum"><dt>${cart.total}</dt><dd data-total="total">–</dd></div>
</dl>`;

/** The basket. The script fills it from what the browser remembers. */
export function cartPage(language: Language): Page {
  const { root, words } = language;
  const { cart } = words;
  return {
    path: "cart/",
    script: "cart",
    title: cart.title,
    description: cart.description,
    main: html`<div class="wrap narrow">
<div class="page-head"><h1>${cart.title}</h1></div>
<noscript><p>${cart.noScript}</p></noscript>
<div data-cart-empty hidden><p>${cart.empty}</p><p><a class="button" href="${root}">${cart.toMostOrdered}</a></p></div>
<div class="basket" data-cart-full hidden>
<ul class="lines" data-cart-lines></ul>
<div class="basket-side">
<form class="offer" data-offer><label for="code">${cart.code}</label>
<div class="add-row"><input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"><button class="button quiet">${cart.useCode}</button></div>
<p class="note" role="status" data-offer-status></p></form>
${totalsTable(language)}
<p><a class="button wide" href="${root}checkout/">${cart.toCheckout}</a></p>
</div>
</div>
<template data-line><li class="line"><a class="line-art" data-line-link tabindex="-1" aria-hidden="true"><img class="tile" alt="" width="96" height="96" data-line-art></a>
<div class="line-words"><a data-line-link data-line-name lang="en"></a><span class="note" data-line-price></span></div>
<div class="line-count"><label class="unseen" data-line-label>${cart.quantity}</label><input type="number" inputmode="numeric" min="1" max="99" data-line-quantity><button type="button" class="plain" data-line-remove>${cart.remove}</button></div>
<span class="price" data-line-sum></span></li></template>
</div>`,
  };
}
