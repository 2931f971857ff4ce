import type { Product } from "../product.ts";
import type { Language } from "../words/language.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { productGrid } from "./productCard.ts";
import { slipSlot } from "./slip.ts";

/** What one wraps and bakes along with. */
const ALONG = ["teacup", "cake-cases", "ribbons", "paper-chain"];

/** The open evening: when it is, what there is to see, and how one takes part. */
export function eveningPage(products: readonly Product[], language: Language): Page {
  const { root, words } = language;
  const { evening, account } = words;
  const things = ALONG.flatMap((kind) => products.filter((product) => product.kind === kind).slice(0, 1));
  const { title, text } = account.slip;
  return {
    path: "first-thursday/",
    script: "evening",
    title: evening.title,
    description: evening.description,
    main: html`<div class="wrap">
<div class="page-head"><h1>${evening.title}</h1><p>${evening.text}</p></div>
<div class="evening">
<section class="stage tone-night" aria-labelledby="stream">
<div class="stage-top"><h2 class="unseen" id="stream">${evening.screen}</h2>
<p class="stage-when"><span class="eyebrow">${evening.next}</span> <b data-evening-next>${evening.every}</b> <span class="note" data-evening-here></span></p></div>
<img class="stage-art" src="/demo/art/scene-evening.svg" alt="" width="520" height="360">
<p class="note" data-evening-between>${evening.between}</p>
<p class="stage-do"><button type="button" class="button" data-evening-join disabled>${evening.join}</button> <button type="button" class="button quiet" data-evening-leave hidden>${evening.leave}</button></p>
<p class="stage-status" role="status" data-evening-status></p>
<noscript><p class="note">${evening.noScript}</p></noscript>
</section>
<section aria-labelledby="programme">
<h2 id="programme">${evening.programme}</h2>
<ol class="parts timed">${evening.parts.map(({ at, title: part, text: what }) => html`<li><span class="part-at">${at}</span><h3>${part}</h3><p>${what}</p></li>`)}</ol>
<p class="note">${evening.note}</p>
</section>
</div>
<div class="block reading">
${slipSlot(account.slot, { title, text, action: [account.slip.do, `${root}post-circle/`] })}
</div>
<section class="block" aria-labelledby="bring"><div class="block-head"><h2 id="bring">${evening.bring}</h2><p>${evening.things}</p></div>
${productGrid(things, language)}
</section>
</div>`,
  };
}
