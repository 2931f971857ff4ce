import type { Language } from "../words/language.ts";
import { fieldOf } from "./checkout.ts";
import { endForm } from "./circle.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { slipSlot } from "./slip.ts";

/** Sign in, or what the shop knows of who is signed in. */
export function accountPage(language: Language): Page {
  const { root, words } = language;
  const { account, circle } = words;
  const { title, text } = account.slip;
  return {
    path: "account/",
    script: "account",
    title: account.title,
    description: account.description,
    main: html`<div class="wrap narrow">
<div data-signed-out>
<div class="page-head"><h1>${account.signIn}</h1><p>${account.signInText}</p></div>
<noscript><p>${account.noScript}</p></noscript>
<form class="sign-in" data-sign-in>
${fieldOf("name", language)}
${fieldOf("email", language)}
<button class="button wide" disabled>${account.signIn}</button>
<p class="note">${account.note}</p>
</form>
</div>
<div data-signed-in hidden>
<div class="page-head"><h1 tabindex="-1">${account.hello} <span data-account-name></span></h1><p class="note" data-account-email></p></div>
</div>
<div class="account-slip">
${slipSlot(account.slot, { title, text, action: [account.slip.do, `${root}post-circle/`] })}
</div>
<div data-signed-in hidden>
<h2>${account.orders}</h2>
<p data-no-orders>${account.noOrders}</p>
<ul class="brief orders" data-orders></ul>
</div>
<section class="account-circle" aria-labelledby="circle" data-circle-member hidden>
<h2 id="circle">${circle.title}</h2>
${endForm(language)}
</section>
<p class="account-do" data-signed-in hidden><a class="button" href="${root}">${account.lookRound}</a> <button type="button" class="button quiet" data-sign-out>${account.signOut}</button></p>
</div>`,
  };
}
