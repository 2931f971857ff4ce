import { priceText } from "../price.ts";
import type { Product } from "../product.ts";
import { ENGLISH, type Language } from "../words/language.ts";
import { html, type Markup } from "./markup.ts";

/** Where a product’s drawing and its page are. */
export const artOf = ({ id }: Pick<Product, "id">): string => `/demo/art/${id}.svg`;
export const addressOf = ({ id }: Pick<Product, "id">, { root }: Language): string => `${root}p/${id}/`;

/** Names are English, and said to be so where the page is not. */
export const foreignName = (language: Language): Markup => (language === ENGLISH ? html`` : html` lang="en"`);

/** A list of products; what is below the fold is loaded when it is near. */
export const productGrid = (
  products: readonly Product[],
  language: Language,
  eager = 0,
): Markup => html`<ul class="grid">
${products.map(
  (product, index) => html`<li class="card"><a href="${addressOf(product, language)}">
<img class="tile" src="${artOf(product)}" alt="" width="240" height="240"${index < eager ? html`` : html` loading="lazy"`}>
<span class="card-name"${foreignName(language)}>${product.name}</span>
${kindLine(product, language)}<span class="price">${priceText(product.priceMinor, language.locale)}</span>
</a></li>`,
)}
</ul>`;

/** Who does not read English is told what the thing is. */
const kindLine = ({ kind }: Product, language: Language): Markup =>
  language === ENGLISH ? html`` : html`<span class="card-kind">${kindWords(kind, language).name}</span>\n`;

/** A kind in words. @throws RangeError where nothing is said of it */
export function kindWords(kind: string, { words }: Language): { readonly name: string; readonly description: string } {
  const found = words.kinds[kind];
  if (!found) throw new RangeError(`kindWords requires a kind that is described, not ${kind}`);
  return found;
}
