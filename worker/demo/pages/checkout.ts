import type { Language } from "../words/language.ts";
import { totalsTable } from "./cart.ts";
import type { Page } from "./layout.ts";
import { html, type Markup } from "./markup.ts";

type FieldKey = keyof Language["words"]["checkout"]["fields"];

/** How each field is completed by the browser, in the order of the form. */
const COMPLETED: Readonly<Record<FieldKey, string>> = {
  name: "name",
  email: "email",
  street: "street-address",
  town: "address-level2",
  postcode: "postal-code",
};
const KEYS = Object.keys(COMPLETED) as FieldKey[];

/** A labelled field for something about a person. */
export const fieldOf = (key: FieldKey, { words: { checkout } }: Language): Markup =>
  html`<div class="field field-${key}"><label for="${key}">${checkout.fields[key]}</label><input id="${key}" name="${key}" type="${key === "email" ? "email" : "text"}" autocomplete="${COMPLETED[key]}" maxlength="120" required></div>`;

/** One form, no payment; what is typed stays in the form but for the name and e-mail of who asks for an account. */
export function checkoutPage(language: Language): Page {
  const { root, words } = language;
  const { checkout, cart } = words;
  return {
    path: "checkout/",
    script: "checkout",
    title: checkout.title,
    description: checkout.description,
    main: html`<div class="wrap narrow">
<div class="page-head"><h1>${checkout.title}</h1></div>
<noscript><p>${checkout.noScript}</p></noscript>
<div data-cart-empty hidden><p>${checkout.empty}</p><p><a class="button" href="${root}">${cart.toMostOrdered}</a></p></div>
<div class="basket" data-cart-full hidden>
<form class="checkout" data-checkout>
<h2>${checkout.where}</h2>
<div class="fields">${KEYS.map((key) => fieldOf(key, language))}</div>
<label class="tick" data-keep-account><input type="checkbox" name="account"> <span>${checkout.keepAccount}</span></label>
<p class="note">${checkout.note}</p>
<button class="button wide" disabled>${checkout.order}</button>
</form>
<div class="basket-side"><h2>${checkout.basket}</h2><ul class="brief" data-cart-brief></ul>${totalsTable(language)}<p><a href="${root}cart/">${checkout.change}</a></p></div>
</div>
</div>`,
  };
}
