import { describe, expect, it } from "vitest";
import type { Said } from "./event.ts";
import { LARGEST_AMOUNT, type OrderPart, orderOf } from "./order.ts";

const CONVERSIONS = ["Order Completed", "purchase", "Donated"];

const told = (event: string, properties: Record<string, unknown>): Said => ({
  type: "track",
  messageId: "m-1",
  event,
  at: 0,
  body: { type: "track", event, properties },
});
function read(event: string, properties: Record<string, unknown>): OrderPart | null {
  const answer = orderOf(told(event, properties), CONVERSIONS);
  if ("issues" in answer) throw new Error(JSON.stringify(answer.issues));
  return answer.order;
}
const amountIn = (event: string, properties: Record<string, unknown>) =>
  read(event, { order_id: "o", ...properties })?.amount;
const issuesOf = (event: string, properties: Record<string, unknown>) => {
  const answer = orderOf(told(event, properties), CONVERSIONS);
  return "issues" in answer ? answer.issues : [];
};

const line = (price: unknown, quantity: unknown) => ({ product_id: "p", price, quantity });

describe("orderOf", () => {
  it.each([
    ["Order Completed", "complete"],
    ["purchase", "complete"],
    ["Donated", "complete"],
    ["Order Updated", "update"],
    ["Order Refunded", "refund"],
    ["refund", "refund"],
    ["Order Cancelled", "cancel"],
  ])("takes %s for %s", (event, action) => {
    expect(read(event, { order_id: "o", revenue: 1 })).toMatchObject({ action, orderId: "o" });
  });

  it.each(["Product Viewed", "order completed", "Completed", "constructor", ""])("takes %j for no order", (event) => {
    expect(read(event, { order_id: "o", revenue: 1 })).toBeNull();
  });

  it("takes no message for an order but a track call", () => {
    const page: Said = { ...told("Order Completed", { order_id: "o" }), type: "page", event: null };
    expect(orderOf(page, CONVERSIONS)).toEqual({ order: null });
  });

  it.each<[string, Record<string, unknown>, number | null]>([
    ["revenue before all else", { revenue: 40, subtotal: 1, total: 2, value: 3, products: [line(4, 1)] }, 40],
    ["subtotal before total", { subtotal: 38, total: 50, shipping: 5, tax: 7, products: [line(4, 1)] }, 38],
    ["total less shipping and tax", { total: 50, shipping: 5, tax: 7.5, products: [line(4, 1)] }, 37.5],
    ["total less what is given of them", { total: "50.00", tax: "7.50" }, 42.5],
    ["total, exactly", { total: 10.105, shipping: 0.1 }, 10.005],
    ["never less than nothing", { total: 5, shipping: 9 }, 0],
    ["the sum of the products", { products: [line(1.115, 3), line("0.5", "2")], value: 9 }, 4.345],
    ["a product without a quantity once", { products: [{ product_id: "p", price: 3 }] }, 3],
    ["GA4's items", { items: [{ item_id: "i", price: 10, quantity: 2 }] }, 20],
    ["value last", { value: 9, products: [{ product_id: "p" }] }, 9],
    ["nothing where nothing is said", { products: [{ product_id: "p" }] }, null],
    ["zero where zero is said", { revenue: 0, total: 50 }, 0],
    ["numbers as text", { revenue: " 25.10 " }, 25.1],
    ["null as not said", { revenue: null, total: 12 }, 12],
  ])("gives an order %s", (_, properties, amount) => {
    expect(amountIn("Order Completed", properties)).toBe(amount);
    expect(amountIn("Order Updated", properties)).toBe(amount);
  });

  it("gives GA4's purchase its value, without tax and shipping, whatever its items cost", () => {
    const items = [{ item_id: "i", price: 10, quantity: 2, discount: 1 }];
    expect(amountIn("purchase", { value: 18, tax: 3, shipping: 5, items })).toBe(18);
    expect(amountIn("purchase", { items })).toBe(20);
  });

  it.each<[string, Record<string, unknown>, number | null]>([
    ["total before all else", { total: 10, revenue: 20, value: 30, products: [line(40, 1)] }, 10],
    ["revenue before value", { revenue: 20, value: 30, products: [line(40, 1)] }, 20],
    ["value before products", { value: 30, products: [line(40, 1)] }, 30],
    ["its products", { products: [line(40, 2), line("0.1", 1)] }, 80.1],
    ["all that is left where none is said", { subtotal: 3, shipping: 4, tax: 5 }, null],
    ["no sum of its own where a product has no price", { products: [line(40, 1), { product_id: "q" }] }, null],
    ["nothing where zero is said", { total: 0, products: [line(40, 1)] }, 0],
  ])("gives a refund %s", (_, properties, amount) => {
    expect(amountIn("Order Refunded", properties)).toBe(amount);
    expect(amountIn("refund", properties)).toBe(amount);
  });

  it("gives a cancellation no amount", () => {
    expect(amountIn("Order Cancelled", { revenue: 40, total: 50 })).toBeNull();
  });

  it.each([
    [{ order_id: "a", transaction_id: "b" }, "a"],
    [{ order_id: "", transaction_id: "b" }, "b"],
    [{ order_id: null, transaction_id: "b" }, "b"],
    [{ transaction_id: 1001 }, "1001"],
    [{ order_id: 0 }, "0"],
    [{ order_id: "" }, "m-1"],
    [{}, "m-1"],
  ])("names the order of %j %s", (ids, orderId) => {
    expect(read("Order Completed", { revenue: 1, ...ids })?.orderId).toBe(orderId);
  });

  it.each(["Order Updated", "Order Refunded", "Order Cancelled", "refund"])("refuses %s without an id", (event) => {
    expect(issuesOf(event, { total: 1 })).toEqual([{ path: "/properties/order_id", message: "is required" }]);
  });

  it("reads a currency in any case, and refuses what is none", () => {
    expect(read("Order Completed", { currency: "usd" })?.currency).toBe("USD");
    expect(read("Order Completed", { currency: null })?.currency).toBeNull();
    for (const currency of ["pounds", "E1R", 978, "€"])
      expect(issuesOf("Order Completed", { currency })).toMatchObject([{ path: "/properties/currency" }]);
  });

  it.each(["revenue", "subtotal", "total", "shipping", "tax", "value", "price", "quantity"])(
    "refuses a %s that is no number, negative or beyond all measure",
    (key) => {
      for (const value of ["12abc", "", " ", "1,50", "0x10", "NaN", "Infinity", "1e999", true, {}, [], [5]])
        expect(issuesOf("Order Completed", { [key]: value })).toEqual([
          { path: `/properties/${key}`, message: "must be a number" },
        ]);
      for (const value of [-1, "-0.01"])
        expect(issuesOf("Order Refunded", { order_id: "o", [key]: value })).toEqual([
          { path: `/properties/${key}`, message: "must not be negative" },
        ]);
      expect(issuesOf("Donated", { [key]: LARGEST_AMOUNT * 1.1 })).toHaveLength(1);
      expect(issuesOf("Donated", { [key]: LARGEST_AMOUNT })).toEqual([]);
    },
  );

  it("looks at every line, and says where", () => {
    const products = [line(1, 1), line("1e999", -1)];
    expect(issuesOf("Order Completed", { products }).map(({ path }) => path)).toEqual([
      "/properties/products/1/price",
      "/properties/products/1/quantity",
    ]);
    expect(issuesOf("purchase", { items: [line(-1, 1), null, 7] }).map(({ path }) => path)).toEqual([
      "/properties/items/0/price",
    ]);
  });

  it("refuses products that are worth more than any amount may be", () => {
    expect(issuesOf("Order Completed", { products: [line(1e9, 1e9)] })).toEqual([
      { path: "/properties", message: `must be worth at most ${LARGEST_AMOUNT}` },
    ]);
  });
});
