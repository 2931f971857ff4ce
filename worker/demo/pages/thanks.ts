import { heroSlot } from "./hero.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";

/** After an order: what was bought, and the hero as the customer who one now is sees it. */
export const thanksPage: Page = {
  path: "thanks/",
  script: "thanks",
  title: "Thank you",
  description: "Your order has reached us.",
  main: html`<div class="wrap narrow thanks">
<div class="page-head"><h1>Thank you</h1><p data-thanks-words>Your order has reached us. We wrap tomorrow morning and post before noon.</p></div>
<div class="receipt" data-receipt hidden><p class="note">Order <b data-order-id></b></p><ul class="brief" data-order-lines></ul><p class="receipt-sum"><span>Total</span> <b data-order-total></b></p></div>
</div>
${heroSlot()}`,
};
