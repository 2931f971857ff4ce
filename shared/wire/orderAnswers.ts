import { fromMinor } from "../events/currency.ts";
import type { Order as KnownOrder } from "../visitor/orders.ts";
import type { Order } from "./orders.ts";
import { isoOf } from "./visitorAnswers.ts";

/**
 * An order on the wire: money as decimals.
 *
 * @param currency the site's
 */
export function orderAnswer(order: KnownOrder, currency: string): Order {
  return {
    id: order.id,
    at: isoOf(order.at),
    value: fromMinor(order.netMinor, currency),
    amount: fromMinor(order.ownMinor, order.currency),
    refunded: fromMinor(order.refundedMinor, order.currency),
    currency: order.currency,
    rate: order.rate,
    unconverted: order.rate === null,
    cancelled: order.cancelled,
    stands: order.stands,
    products: order.products.map((product) => ({ ...product })),
  };
}
