import * as v from "valibot";
import { call } from "./call.ts";
import { MomentCursorSchema } from "./visitors.ts";

const InstantSchema = v.pipe(v.string(), v.isoTimestamp());

/** One line of an order; null is what nobody said. `price` is that of one, in the order's currency. */
const OrderLineSchema = v.object({
  id: v.nullable(v.string()),
  category: v.nullable(v.string()),
  quantity: v.number(),
  price: v.nullable(v.number()),
});

/**
 * One order and what became of it. While it stands, `value` is `(amount - refunded) x rate` to the minor unit; an order
 * that is cancelled or refunded in full stands no more and has `value` 0.
 */
export const OrderSchema = v.object({
  id: v.string(),
  at: InstantSchema,
  /** What counts in every figure, in the site's currency. */
  value: v.number(),
  /** What was ordered, in the order's own currency, as it was last updated. */
  amount: v.number(),
  /** What was refunded of it, in the same. */
  refunded: v.number(),
  currency: v.string(),
  /** The site's rate at the order's date; null: none, so the order is `unconverted` and its money counts as 0. */
  rate: v.nullable(v.number()),
  unconverted: v.boolean(),
  cancelled: v.boolean(),
  /** Neither cancelled nor refunded in full: it counts as an order. */
  stands: v.boolean(),
  products: v.array(OrderLineSchema),
});
export type Order = v.InferOutput<typeof OrderSchema>;

/** A page of orders, newest first; `currency` is the site's. */
export const OrdersSchema = v.object({
  currency: v.string(),
  orders: v.array(OrderSchema),
  cursor: v.nullable(v.string()),
});
export type Orders = v.InferOutput<typeof OrdersSchema>;

/** The call that reads a visitor's orders; `:id` is a visitor id, an anonymous id or a user id. */
export const orderCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id/orders",
    summary: "Reads a visitor's orders, newest first, with those that stand no more.",
    access: "viewer",
    query: v.object({ cursor: MomentCursorSchema }),
    answer: OrdersSchema,
  }),
};
