import type { Purposes } from "#shared/events/consent";
import { html, type Markup } from "./markup.ts";
import { dateText, type Telling } from "./telling.ts";

/** What somebody had chosen by purpose at an instant. */
export interface Choice {
  readonly at: number;
  readonly purposes: Purposes;
}

/** Each time that they chose otherwise than before. */
export function choicesMarkup(choices: readonly Choice[], telling: Telling): Markup {
  const { held: words } = telling;
  const said = choices.map(({ at, purposes }) => ({ at, text: purposesText(purposes, telling) }));
  const changes = said.filter(({ text }, index) => text !== said[index - 1]?.text).reverse();
  const items = changes.map(({ at, text }) => html`<li>${dateText(at, telling)}: ${text}</li>`);
  return html`<section aria-labelledby="consent"><h2 id="consent">${words.consent}</h2><ul>${items}</ul></section>`;
}

function purposesText(purposes: Purposes, { held: words }: Telling): string {
  return Object.entries(purposes)
    .map(([purpose, isGranted]) => `${purpose} ${isGranted ? words.yes : words.no}`)
    .join(", ");
}
