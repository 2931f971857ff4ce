import type { Product } from "../product.ts";
import type { Language } from "../words/language.ts";
import { shelfGrid } from "./home.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";

/** What stands at every address that the shop does not have. It has none itself: in the other language it leads to the home page. */
export function lostPage(products: readonly Product[], language: Language): Page {
  const { lost, search } = language.words;
  return {
    path: "",
    script: "lost",
    title: lost.title,
    description: lost.text,
    main: html`<div class="wrap">
<div class="page-head"><h1>${lost.title}</h1><p>${lost.text}</p></div>
<section class="block" aria-labelledby="otherwise"><div class="block-head"><h2 id="otherwise">${search.otherwise}</h2></div>
${shelfGrid(products, language)}
</section>
</div>`,
  };
}
