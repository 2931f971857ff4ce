import { type Cart, type Item, type Line, totalsOf } from "./cart.ts";

/** An order as this browser remembers it. */
export interface Order {
  readonly id: string;
  /** ISO 8601. */
  readonly placedAt: string;
  readonly cart: Cart;
}

const pounds = (minor: number): number => minor / 100;

/** A product as Segment’s commerce events name it. */
export const productProperties = ({ id, name, category, priceMinor }: Item): object => ({
  product_id: id,
  name,
  category,
  price: pounds(priceMinor),
  currency: "GBP",
});

/** The same with how many. */
export const lineProperties = (line: Line): object => ({ ...productProperties(line), quantity: line.quantity });

/** The properties of `Order Completed`: revenue is after the offer and before the post. */
export function orderProperties({ id, cart }: Pick<Order, "id" | "cart">): object {
  const { items, discount, revenue, delivery, total } = totalsOf(cart);
  return {
    order_id: id,
    currency: "GBP",
    subtotal: pounds(items),
    discount: pounds(discount),
    revenue: pounds(revenue),
    shipping: pounds(delivery),
    total: pounds(total),
    ...(cart.code && { coupon: cart.code }),
    products: cart.lines.map(lineProperties),
  };
}

/**
 * A number for a new order, short enough to read out.
 *
 * @param at when it is placed, epoch milliseconds
 * @param chance from 0 to below 1: two orders of one millisecond differ
 */
export const orderId = (at: number, chance: number): string =>
  `PP-${at.toString(36).toUpperCase()}-${Math.floor(chance * 36 ** 4)
    .toString(36)
    .toUpperCase()
    .padStart(4, "0")}`;
