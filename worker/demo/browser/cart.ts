import { DELIVERY_MINOR, FREE_DELIVERY_FROM_MINOR } from "../price.ts";
import { offerOf } from "./offers.ts";

/** What can be bought, as pages and events know it. */
export interface Item {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly priceMinor: number;
}

export interface Line extends Item {
  readonly quantity: number;
}

/** What someone has chosen, and the offer they mean to use. */
export interface Cart {
  readonly lines: readonly Line[];
  readonly code: string | null;
  /** Of the Post Circle, for whom the post is free. */
  readonly isMember: boolean;
}

/** In pence. `revenue` is what the things cost after the offer, before the post. */
export interface Totals {
  readonly items: number;
  readonly discount: number;
  readonly revenue: number;
  readonly delivery: number;
  readonly total: number;
}

export const EMPTY_CART: Cart = { lines: [], code: null, isMember: false };
export const MOST = 99;

const within = (quantity: number): number => Math.min(MOST, Math.max(0, Math.trunc(quantity) || 0));

/** How many things are in the basket. */
export const countOf = ({ lines }: Cart): number => lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** The basket with so many more of an item; never more than 99 of one. */
export function withAdded(cart: Cart, item: Item, quantity: number): Cart {
  const had = cart.lines.find(({ id }) => id === item.id)?.quantity ?? 0;
  if (had) return withQuantity(cart, item.id, had + quantity);
  const added = within(quantity);
  return added ? { ...cart, lines: [...cart.lines, { ...item, quantity: added }] } : cart;
}

/** The basket with exactly so many of a product; none removes its line. */
export function withQuantity(cart: Cart, id: string, quantity: number): Cart {
  const lines = cart.lines.map((line) => (line.id === id ? { ...line, quantity: within(quantity) } : line));
  return { ...cart, lines: lines.filter((line) => line.quantity > 0) };
}

/** What the basket costs. Free post is judged by what is paid for the things, but for members, who never pay it. */
export function totalsOf({ lines, code, isMember }: Cart): Totals {
  const items = lines.reduce((sum, { priceMinor, quantity }) => sum + priceMinor * quantity, 0);
  const offer = offerOf(code);
  const discount = Math.round((items * (offer?.percentOff ?? 0)) / 100);
  const revenue = items - discount;
  const isFree = items === 0 || isMember || offer?.isPostFree || revenue >= FREE_DELIVERY_FROM_MINOR;
  const delivery = isFree ? 0 : DELIVERY_MINOR;
  return { items, discount, revenue, delivery, total: revenue + delivery };
}
