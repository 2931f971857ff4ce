import { PLANS } from "../plans.ts";
import { roundPriceText } from "../price.ts";
import type { Language } from "../words/language.ts";
import type { Page } from "./layout.ts";
import { html, type Markup } from "./markup.ts";

/** What the Post Circle gives, and the form with which one joins it; members see how to end it instead. */
export function circlePage(language: Language): Page {
  const { locale, words } = language;
  const { circle } = words;
  return {
    path: "post-circle/",
    script: "circle",
    title: circle.title,
    description: circle.description,
    main: html`<div class="wrap narrow">
<div class="page-head"><h1>${circle.title}</h1><p>${circle.text}</p></div>
<div class="basket">
<section aria-labelledby="gives">
<h2 id="gives">${circle.gives}</h2>
<ol class="parts">${circle.benefits.map(({ title, text }) => html`<li><h3>${title}</h3><p>${text}</p></li>`)}</ol>
</section>
<div class="basket-side circle-side">
<img class="circle-art" src="/demo/art/scene-circle.svg" alt="" width="520" height="360">
<div class="circle-do">
<form data-circle-join>
<h2>${circle.join}</h2>
<fieldset class="plans"><legend>${circle.plan}</legend>
${PLANS.map(
  ({ key, priceMinor }, index) =>
    html`<label class="tick"><input type="radio" name="plan" value="${key}"${index ? html`` : html` checked`}> <span>${circle.plans[key](roundPriceText(priceMinor, locale))}</span></label>`,
)}</fieldset>
<button class="button wide" disabled>${circle.button}</button>
<noscript><p class="note">${circle.noScript}</p></noscript>
</form>
<div data-circle-member hidden><h2 tabindex="-1" data-circle-head>${circle.member}</h2><p>${circle.memberText}</p>
${endForm(language)}</div>
</div>
<p class="note" role="status" data-circle-status></p>
<p class="note">${circle.note}</p>
</div>
</div>
</div>`,
  };
}

/** How a membership is ended, wherever a member looks for it. */
export const endForm = ({
  words: { circle },
}: Language): Markup => html`<details class="ending"><summary>${circle.ending}</summary>
<form data-circle-end><p>${circle.endText}</p><button class="button quiet">${circle.end}</button></form></details>`;
