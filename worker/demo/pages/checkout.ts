import { totalsTable } from "./cart.ts";
import type { Page } from "./layout.ts";
import { html, type Markup } from "./markup.ts";

interface Field {
  readonly key: string;
  readonly label: string;
  readonly type?: string;
  readonly autocomplete: string;
}

const FIELDS: readonly Field[] = [
  { key: "name", label: "Name", autocomplete: "name" },
  { key: "email", label: "E-mail", type: "email", autocomplete: "email" },
  { key: "street", label: "House and street", autocomplete: "street-address" },
  { key: "town", label: "Town", autocomplete: "address-level2" },
  { key: "postcode", label: "Postcode", autocomplete: "postal-code" },
];

export const fieldOf = ({ key, label, type = "text", autocomplete }: Field): Markup =>
  html`<div class="field field-${key}"><label for="${key}">${label}</label><input id="${key}" name="${key}" type="${type}" autocomplete="${autocomplete}" maxlength="120" required></div>`;

/** One form, no payment; what is typed stays in the form but for the name and e-mail of who asks for an account. */
export const checkoutPage: Page = {
  path: "checkout/",
  script: "checkout",
  title: "Checkout",
  description: "Where the parcel goes.",
  main: html`<div class="wrap narrow">
<div class="page-head"><h1>Checkout</h1></div>
<noscript><p>Ordering needs JavaScript; looking round does not.</p></noscript>
<div data-cart-empty hidden><p>There is nothing to check out: your basket is empty.</p><p><a class="button" href="/demo/">See what is ordered most</a></p></div>
<div class="basket" data-cart-full hidden>
<form class="checkout" data-checkout>
<h2>Where shall we post it?</h2>
<div class="fields">${FIELDS.map(fieldOf)}</div>
<label class="tick" data-keep-account><input type="checkbox" name="account"> <span>Open an account with this name and e-mail</span></label>
<p class="note">This is a demonstration: no payment is taken, and the address does not leave this page.</p>
<button class="button wide" disabled>Place the order</button>
</form>
<div class="basket-side"><h2>Your basket</h2><ul class="brief" data-cart-brief></ul>${totalsTable()}<p><a href="/demo/cart/">Change the basket</a></p></div>
</div>
</div>`,
};
