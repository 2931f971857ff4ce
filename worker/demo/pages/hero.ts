import type { Language } from "../words/language.ts";
import { html, type Markup } from "./markup.ts";

/** The slot at the head of the home page, with the shop’s own content: what everyone sees for whom nothing else is decided. */
export const heroSlot = ({
  root,
  words: { hero },
}: Language): Markup => html`<section class="slot-hero" aria-label="${hero.label}" data-rfedge-slot="hero">
<div class="hero tone-oat">
<div class="hero-words">
<p class="eyebrow">${hero.eyebrow}</p>
<h2 class="hero-title">${hero.title}</h2>
<p class="hero-text">${hero.text}</p>
<p class="hero-do"><a class="button" href="${root}c/table/">${hero.do}</a></p>
</div>
<img class="hero-art" src="/demo/art/scene-default.svg" alt="" width="520" height="360">
</div>
</section>`;
