import { html, type Markup } from "./markup.ts";

/** The slot at the head of the home page, with the shop’s own content: what everyone sees for whom nothing else is decided. */
export const heroSlot = (): Markup => html`<section class="slot-hero" aria-label="Welcome" data-rfedge-slot="hero">
<div class="hero tone-oat">
<div class="hero-words">
<p class="eyebrow">Gifts by post</p>
<h2 class="hero-title">Things for the table, and for the people around it</h2>
<p class="hero-text">A small shop for bunting, baking and good cups. Wrapped in tissue and brown paper, and at the door in two days.</p>
<p class="hero-do"><a class="button" href="/demo/c/table/">Lay the table</a></p>
</div>
<img class="hero-art" src="/demo/art/scene-default.svg" alt="" width="520" height="360">
</div>
</section>`;
