import { fieldOf } from "./checkout.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";

/** Sign in, or what the shop knows of who is signed in. */
export const accountPage: Page = {
  path: "account/",
  script: "account",
  title: "Account",
  description: "Sign in to see your orders.",
  main: html`<div class="wrap narrow">
<div data-signed-out>
<div class="page-head"><h1>Sign in</h1><p>Your orders in one place, and a note when something you liked is back.</p></div>
<noscript><p>Signing in needs JavaScript; looking round does not.</p></noscript>
<form class="sign-in" data-sign-in>
${fieldOf({ key: "name", label: "Name", autocomplete: "name" })}
${fieldOf({ key: "email", label: "E-mail", type: "email", autocomplete: "email" })}
<button class="button wide" disabled>Sign in</button>
<p class="note">There is no password: anyone may be anyone here, so please do not be somebody real.</p>
</form>
</div>
<div data-signed-in hidden>
<div class="page-head"><h1 tabindex="-1">Hello, <span data-account-name></span></h1><p class="note" data-account-email></p></div>
<h2>Orders from this browser</h2>
<p data-no-orders>None yet. When you place one it will stand here.</p>
<ul class="brief orders" data-orders></ul>
<p class="account-do"><a class="button" href="/demo/">Look round</a> <button type="button" class="button quiet" data-sign-out>Sign out</button></p>
</div>
</div>`,
};
