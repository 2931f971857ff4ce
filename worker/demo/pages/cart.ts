import type { Page } from "./layout.ts";
import { html, type Markup } from "./markup.ts";

/** What an order costs; basket and checkout show it alike. */
export const totalsTable = (): Markup => html`<dl class="totals" data-totals>
<div><dt>Things</dt><dd data-total="items">–</dd></div>
<div data-total-row="discount" hidden><dt data-total="offer">Offer</dt><dd data-total="discount">–</dd></div>
<div><dt>Post</dt><dd data-total="delivery">–</dd></div>
<div class="totals-sum"><dt>Total</dt><dd data-total="total">–</dd></div>
</dl>`;

/** The basket. The script fills it from what the browser remembers. */
export const cartPage: Page = {
  path: "cart/",
  script: "cart",
  title: "Basket",
  description: "What you have chosen so far.",
  main: html`<div class="wrap narrow">
<div class="page-head"><h1>Basket</h1></div>
<noscript><p>The basket needs JavaScript; looking round does not.</p></noscript>
<div data-cart-empty hidden><p>There is nothing in your basket yet.</p><p><a class="button" href="/demo/">See what is ordered most</a></p></div>
<div class="basket" data-cart-full hidden>
<ul class="lines" data-cart-lines></ul>
<div class="basket-side">
<form class="offer" data-offer><label for="code">Offer code</label>
<div class="add-row"><input id="code" name="code" autocomplete="off" autocapitalize="characters" spellcheck="false"><button class="button quiet">Use it</button></div>
<p class="note" role="status" data-offer-status></p></form>
${totalsTable()}
<p><a class="button wide" href="/demo/checkout/">Go to checkout</a></p>
</div>
</div>
<template data-line><li class="line"><a class="line-art" data-line-link tabindex="-1" aria-hidden="true"><img class="tile" alt="" width="96" height="96" data-line-art></a>
<div class="line-words"><a data-line-link data-line-name></a><span class="note" data-line-price></span></div>
<div class="line-count"><label class="unseen" data-line-label>Quantity</label><input type="number" inputmode="numeric" min="1" max="99" data-line-quantity><button type="button" class="plain" data-line-remove>Remove</button></div>
<span class="price" data-line-sum></span></li></template>
</div>`,
};
