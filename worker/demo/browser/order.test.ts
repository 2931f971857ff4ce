import { describe, expect, it } from "vitest";
import { EMPTY_CART, withAdded } from "./cart.ts";
import { orderId, orderProperties } from "./order.ts";

const bag = { id: "85099B", name: "Jumbo bag, red retrospot", category: "bags", priceMinor: 208 };

describe("orderProperties", () => {
  it("says the order in pounds, revenue before the post", () => {
    expect(orderProperties({ id: "PP-1", cart: { ...withAdded(EMPTY_CART, bag, 3), code: "SECOND10" } })).toEqual({
      order_id: "PP-1",
      currency: "GBP",
      subtotal: 6.24,
      discount: 0.62,
      revenue: 5.62,
      shipping: 3.95,
      total: 9.57,
      coupon: "SECOND10",
      products: [
        {
          product_id: "85099B",
          name: "Jumbo bag, red retrospot",
          category: "bags",
          price: 2.08,
          currency: "GBP",
          quantity: 3,
        },
      ],
    });
  });
});

describe("orderId", () => {
  it("differs between two orders of one millisecond", () => {
    expect(orderId(1_700_000_000_000, 0)).toBe("PP-LOYW3V28-0000");
    expect(orderId(1_700_000_000_000, 0.5)).not.toBe(orderId(1_700_000_000_000, 0));
  });
});
