import { LIVES } from "../browser/lives.ts";
import { html, type Markup } from "./markup.ts";

const mark = (segment: string): Markup => html`<span class="mark mark-${segment}" aria-hidden="true"></span>`;

/** The bar with which a visitor plays a customer’s life; it needs the script, which unhides it. */
export const lifeBar = (): Markup => html`<aside class="life" aria-label="Demonstration" data-life-bar hidden>
<div class="life-top"><p class="life-line" role="status" data-life-status>Demonstration: play a customer’s life, and watch this page follow.</p>
<button type="button" class="life-fold" data-life-fold aria-expanded="true" aria-controls="life-steps">Hide</button></div>
<div class="life-steps" id="life-steps" role="group" aria-label="Steps">
<button type="button" data-life="browse">Browse</button>
<button type="button" data-life="buy">Buy</button>
<button type="button" data-life="sign-in">Sign in</button>
<span class="life-gap" aria-hidden="true"></span>
${LIVES.map(({ key, label, segment }) => html`<button type="button" data-life="${key}">${mark(segment)}${label}</button>`)}
<span class="life-gap" aria-hidden="true"></span>
<button type="button" data-life="start-over">${mark("anonymous-prospect")}Start over</button>
</div>
</aside>`;
