import type { Language } from "../words/language.ts";
import { heroSlot } from "./hero.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";

/** After an order: what was bought, and the hero as the customer who one now is sees it. */
export function thanksPage(language: Language): Page {
  const { thanks } = language.words;
  return {
    path: "thanks/",
    script: "thanks",
    title: thanks.title,
    description: thanks.description,
    main: html`<div class="wrap narrow thanks">
<div class="page-head"><h1>${thanks.title}</h1><p data-thanks-words>${thanks.text}</p></div>
<div class="receipt" data-receipt hidden><p class="note">${thanks.order} <b data-order-id></b></p><ul class="brief" data-order-lines></ul><p class="receipt-sum"><span>${thanks.total}</span> <b data-order-total></b></p></div>
</div>
${heroSlot(language)}`,
  };
}
