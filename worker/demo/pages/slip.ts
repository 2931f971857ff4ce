import { html, type Markup } from "./markup.ts";

/** A note of the shop’s own: what stands in a small slot until something else is decided. */
export interface Slip {
  readonly title: string;
  readonly text: string;
  /** The words of its button, and where that leads. */
  readonly action?: readonly [words: string, address: string];
  /** A scene beside it, where there is room. */
  readonly scene?: string;
}

/** A slot for a note of three lines. */
export const slipSlot = (label: string, slip: Slip): Markup => slotOf("slip", label, slip);

/** A wide slot between two parts of a page. */
export const invitationSlot = (label: string, slip: Slip): Markup => slotOf("invitation", label, slip);

const slotOf = (slot: "slip" | "invitation", label: string, slip: Slip): Markup =>
  html`<section class="slot-${slot}" aria-label="${label}" data-rfedge-slot="${slot}">
${slipOf(slip)}
</section>`;

const slipOf = ({ title, text, action, scene }: Slip): Markup => html`<div class="slip"><div class="slip-words">
<h2 class="slip-title">${title}</h2>
<p class="slip-text">${text}</p>
${action ? html`<p class="slip-do"><a class="button quiet" href="${action[1]}">${action[0]}</a></p>` : html``}
</div>${scene ? html`<img class="slip-art" src="/demo/art/scene-${scene}.svg" alt="" width="520" height="360" loading="lazy">` : html``}</div>`;
