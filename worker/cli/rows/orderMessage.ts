import { readNumber } from "#shared/events/product";
import { type DateStyle, instantIn } from "./dateStyle.ts";
import { type DecimalStyle, plainAmount } from "./decimalStyle.ts";
import type { Draft, Fault } from "./draft.ts";
import type { Fields } from "./row.ts";

/** The fields of an orders file, one row an order; the last three say what was in it. */
export const ORDER_FIELDS = {
  required: ["customer_id", "order_date", "revenue"],
  optional: ["order_id", "currency", "product_id", "category", "quantity"],
} as const;

/** How a file writes what is no text. */
export interface Writing {
  readonly dates: DateStyle;
  readonly decimal: DecimalStyle;
}

export const PLAIN_WRITING: Writing = { dates: "plain", decimal: "point" };

/** A row of an orders file as the “Order Completed” of the user that it names. */
export function orderMessage(fields: Fields, writing: Writing = PLAIN_WRITING): Draft | Fault {
  const customer = textOf(fields["customer_id"]);
  if (customer === "") return { fault: "has no customer_id" };
  const at = instantIn(fields["order_date"], writing.dates);
  if (at === null) return { fault: `order_date: ${noDate(fields["order_date"], writing)}` };
  const revenue = amountOf(fields["revenue"], writing);
  if (typeof revenue === "string") return { fault: `revenue: ${revenue}` };
  const currency = textOf(fields["currency"]).toUpperCase();
  if (!/^([A-Z]{3})?$/.test(currency)) return { fault: `currency: "${currency}" is not a code of three letters` };
  const products = productsOf(fields, writing);
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

/** Why a text is no date of its file. */
export function noDate(value: unknown, { dates }: Writing): string {
  return `"${textOf(value)}" is not a date${dates === "plain" ? "" : ` written ${dates.toUpperCase()}`}`;
}

/** A cell's text; empty where it has none. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value.trim() : typeof value === "number" ? String(value) : "";
}

/** The amount, or what is wrong with it. */
export function amountOf(value: unknown, { decimal }: Writing): number | string {
  const amount = readNumber(typeof value === "string" ? plainAmount(value, decimal) : value);
  if (amount === undefined) return `"${textOf(value)}" is not a number`;
  return amount < 0 ? `${amount} is negative` : amount;
}

function productsOf(fields: Fields, writing: Writing): { products?: Fields[] } | Fault {
  const [id, category, units] = [textOf(fields["product_id"]), textOf(fields["category"]), textOf(fields["quantity"])];
  if (id === "" && category === "" && units === "") return {};
  const quantity = units === "" ? 1 : amountOf(units, writing);
  if (typeof quantity === "string") return { fault: `quantity: ${quantity}` };
  return { products: [{ ...(id && { product_id: id }), ...(category && { category }), quantity }] };
}
