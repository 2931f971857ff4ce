import { readNumber } from "#shared/events/product";
import type { Draft, Fault } from "./draft.ts";
import { instantOf } from "./instantOf.ts";
import type { Fields } from "./row.ts";

/** The fields of an orders file, one row an order; the last three say what was in it. */
export const ORDER_FIELDS = {
  required: ["customer_id", "order_date", "revenue"],
  optional: ["order_id", "currency", "product_id", "category", "quantity"],
} as const;

/** A row of an orders file as the “Order Completed” of the user that it names. */
export function orderMessage(fields: Fields): Draft | Fault {
  const customer = textOf(fields["customer_id"]);
  if (customer === "") return { fault: "has no customer_id" };
  const at = instantOf(fields["order_date"]);
  if (at === null) return { fault: `order_date: "${textOf(fields["order_date"])}" is not a date` };
  const revenue = amountOf(fields["revenue"]);
  if (typeof revenue === "string") return { fault: `revenue: ${revenue}` };
  const currency = textOf(fields["currency"]).toUpperCase();
  if (!/^([A-Z]{3})?$/.test(currency)) return { fault: `currency: "${currency}" is not a code of three letters` };
  const products = productsOf(fields);
  if ("fault" in products) return products;
  const orderId = textOf(fields["order_id"]);
  return {
    holder: { userId: customer },
    at,
    messageId: null,
    message: {
      type: "track",
      event: "Order Completed",
      properties: { ...(orderId && { order_id: orderId }), revenue, ...(currency && { currency }), ...products },
    },
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}

/** The amount, or what is wrong with it. */
function amountOf(value: unknown): number | string {
  const amount = readNumber(value);
  if (amount === undefined) return `"${textOf(value)}" is not a number`;
  return amount < 0 ? `${amount} is negative` : amount;
}

function productsOf(fields: Fields): { products?: Fields[] } | Fault {
  const [id, category, units] = [textOf(fields["product_id"]), textOf(fields["category"]), textOf(fields["quantity"])];
  if (id === "" && category === "" && units === "") return {};
  const quantity = units === "" ? 1 : amountOf(units);
  if (typeof quantity === "string") return { fault: `quantity: ${quantity}` };
  return { products: [{ ...(id && { product_id: id }), ...(category && { category }), quantity }] };
}
