import type { Item } from "../browser/cart.ts";
import type { Findable } from "../browser/findItems.ts";
import type { Product } from "../product.ts";
import { ENGLISH, type Language } from "../words/language.ts";
import { kindWords } from "./productCard.ts";

/** What the page’s script needs to know of a product. */
export const itemOf = ({ id, name, category, priceMinor }: Product): Item => ({ id, name, category, priceMinor });

/** The products of a page, for one of its attributes. */
export const viewedAs = (products: readonly Product[]): string => JSON.stringify(products.map(itemOf));

/** A product as a search finds it: by its English name and kind, and by what a language calls its kind and shelf. */
export const findableOf = (product: Product, language: Language): Findable => ({
  ...itemOf(product),
  kind: kindWords(product.kind, language).name,
  also: [language.words.shelves[product.category].name, kindWords(product.kind, ENGLISH).name].join(" "),
});
