import type { Scores } from "#shared/wire/visitors";
import type { HeldWords } from "../words/held/en.ts";
import { html, type Markup } from "./markup.ts";
import { localeOf, moneyText, type Telling, timeText } from "./telling.ts";

/** The nine scores, what each counted, and how they are made. */
export function scoresMarkup(scores: Scores, telling: Telling): Markup {
  const { held: words, tag, site } = telling;
  const isTenure = site.config.scoring.rfd.measure === "tenure";
  const number = new Intl.NumberFormat(localeOf(tag), { maximumFractionDigits: 1 });
  const figure = (value: number | null) => (value === null ? "—" : number.format(value));
  const valueText = (dimension: string, value: number | null) => {
    if (value !== null && dimension === "monetary") return moneyText(value, telling);
    return value !== null && dimension === "duration" && !isTenure ? timeText(value, telling) : figure(value);
  };
  const groups = (["rfm", "rfe", "rfd"] as const).map((family) => {
    const rows = Object.entries(scores[family]).map(
      ([dimension, { value, score }]) =>
        html`<tr><th scope="row">${dimensionText(isTenure && dimension === "duration" ? "tenure" : dimension, words)}</th><td>${valueText(dimension, value)}</td><td>${figure(score)}</td></tr>`,
    );
    return html`<tbody><tr><th scope="rowgroup" colspan="3">${words.families[family]}</th></tr>${rows}</tbody>`;
  });
  return html`<section aria-labelledby="scores"><h2 id="scores">${words.scores}</h2><p>${words.scoresText}</p>
<table><thead><tr><td></td><th scope="col">${words.value}</th><th scope="col">${words.score}</th></tr></thead>${groups}</table></section>`;
}

function dimensionText(dimension: string, { dimensions }: HeldWords): string {
  return Object.entries(dimensions).find(([name]) => name === dimension)?.[1] ?? dimension;
}
