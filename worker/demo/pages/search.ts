import type { Product } from "../product.ts";
import type { Language } from "../words/language.ts";
import { shelfGrid } from "./home.ts";
import type { Page } from "./layout.ts";
import { html } from "./markup.ts";
import { foreignName, productGrid } from "./productCard.ts";
import { slipSlot } from "./slip.ts";

/** The form and what it finds. Without the script everything is found. */
export function searchPage(products: readonly Product[], language: Language): Page {
  const { root, words } = language;
  const { search, frame } = words;
  const { title, text } = search.slip;
  return {
    path: "search/",
    script: "search",
    title: search.title,
    description: search.description,
    main: html`<div class="wrap">
<div class="page-head"><h1>${search.heading}</h1></div>
<div class="search-head">
<form class="search-form" role="search" action="${root}search/">
<label for="q">${frame.searchLabel}</label>
<div class="add-row"><input id="q" name="q" type="search" autocomplete="off" maxlength="100" aria-describedby="hint"><button class="button">${frame.searchButton}</button></div>
<p class="note" id="hint">${search.hint}</p>
</form>
${slipSlot(search.slot, { title, text, action: [search.slip.do, `${root}#shelves`] })}
</div>
<section class="found" aria-labelledby="results">
<h2 class="unseen" id="results">${search.results}</h2>
<p class="found-line" role="status" data-found-status></p>
<noscript><p>${search.noScript}</p>${productGrid(products, language)}</noscript>
<ul class="grid" data-found-list></ul>
<template data-result><li class="card"><a data-result-link><img class="tile" alt="" width="240" height="240" loading="lazy" data-result-art>
<span class="card-name"${foreignName(language)} data-result-name></span>
<span class="card-kind" data-result-kind></span><span class="price" data-result-price></span></a></li></template>
</section>
<section class="block" aria-labelledby="otherwise"><div class="block-head"><h2 id="otherwise">${search.otherwise}</h2></div>
${shelfGrid(products, language)}
</section>
</div>`,
  };
}
