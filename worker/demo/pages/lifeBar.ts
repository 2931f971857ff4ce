import { LIVES } from "../browser/lives.ts";
import type { Language } from "../words/language.ts";
import { html, type Markup } from "./markup.ts";

const mark = (segment: string): Markup => html`<span class="mark mark-${segment}" aria-hidden="true"></span>`;

/** The bar with which a visitor plays a customer’s life; it needs the script, which unhides it. */
export const lifeBar = ({
  words: { lifeBar: say },
}: Language): Markup => html`<aside class="life" aria-label="${say.label}" data-life-bar hidden>
<div class="life-top"><p class="life-line" role="status" data-life-status>${say.line}</p>
<button type="button" class="life-fold" data-life-fold aria-expanded="true" aria-controls="life-steps">${say.hide}</button></div>
<div class="life-steps" id="life-steps" role="group" aria-label="${say.steps}">
<button type="button" data-life="browse">${say.browse}</button>
<button type="button" data-life="buy">${say.buy}</button>
<button type="button" data-life="sign-in">${say.signIn}</button>
<span class="life-gap" aria-hidden="true"></span>
${LIVES.map(({ key, segment }) => html`<button type="button" data-life="${key}">${mark(segment)}${say.lives[key]}</button>`)}
<span class="life-gap" aria-hidden="true"></span>
<button type="button" data-life="start-over">${mark("anonymous-prospect")}${say.startOver}</button>
</div>
</aside>`;
