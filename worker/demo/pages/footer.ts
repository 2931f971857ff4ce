import { DELIVERY_MINOR, FREE_DELIVERY_FROM_MINOR, priceText, roundPriceText } from "../price.ts";
import type { Language } from "../words/language.ts";
import { html, type Markup } from "./markup.ts";

/** The letter, the post, what there is beside things to buy, and what the shop really is. */
export function footer({ root, locale, words: { foot, evening, circle } }: Language): Markup {
  const post = priceText(DELIVERY_MINOR, locale);
  const freeFrom = roundPriceText(FREE_DELIVERY_FROM_MINOR, locale);
  return html`<footer class="foot">
<div class="wrap foot-grid">
<section aria-labelledby="letter">
<h2 id="letter">${foot.letterTitle}</h2>
<p>${foot.letterText}</p>
<form class="letter" data-newsletter>
<label for="letter-email">${foot.email}</label>
<div class="letter-row"><input id="letter-email" name="email" type="email" autocomplete="email" required>
<button class="button" disabled>${foot.letterButton}</button></div>
<p class="note" role="status" data-newsletter-status></p>
</form>
</section>
<section aria-labelledby="post">
<h2 id="post">${foot.postTitle}</h2>
<p>${foot.post(post, freeFrom)}</p>
</section>
<section aria-labelledby="more">
<h2 id="more">${foot.moreTitle}</h2>
<ul class="foot-links"><li><a href="${root}first-thursday/">${evening.title}</a></li><li><a href="${root}post-circle/">${circle.title}</a></li></ul>
</section>
<section aria-labelledby="data">
<h2 id="data">${foot.dataTitle}</h2>
<p>${foot.dataText}</p>
<p class="choices"><button class="button quiet" data-choice="yes" disabled>${foot.record}</button>
<button class="button quiet" data-choice="no" disabled>${foot.recordNothing}</button></p>
<p class="note" role="status" data-choice-status></p>
<ul class="foot-links"><li><a href="/v1/own-data?key=wk_demo&amp;locale=${locale}">${foot.dataLink}</a></li></ul>
</section>
<section aria-labelledby="real">
<h2 id="real">${foot.realTitle}</h2>
<p>${foot.real}</p>
</section>
</div>
</footer>`;
}
