import type { Item } from "../browser/cart.ts";
import type { Product } from "../product.ts";

/** What the page’s script needs to know of a product. */
export const itemOf = ({ id, name, category, priceMinor }: Product): Item => ({ id, name, category, priceMinor });

/** The products of a page, for one of its attributes. */
export const viewedAs = (products: readonly Product[]): string => JSON.stringify(products.map(itemOf));
