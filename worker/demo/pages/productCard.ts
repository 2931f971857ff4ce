import { priceText } from "../price.ts";
import type { Product } from "../product.ts";
import { html, type Markup } from "./markup.ts";

/** Where a product’s drawing and its page are. */
export const artOf = ({ id }: Pick<Product, "id">): string => `/demo/art/${id}.svg`;
export const addressOf = ({ id }: Pick<Product, "id">): string => `/demo/p/${id}/`;

/** A list of products; what is below the fold is loaded when it is near. */
export const productGrid = (products: readonly Product[], eager = 0): Markup => html`<ul class="grid">
${products.map(
  (product, index) => html`<li class="card"><a href="${addressOf(product)}">
<img class="tile" src="${artOf(product)}" alt="" width="240" height="240"${index < eager ? html`` : html` loading="lazy"`}>
<span class="card-name">${product.name}</span>
<span class="price">${priceText(product.priceMinor)}</span>
</a></li>`,
)}
</ul>`;
