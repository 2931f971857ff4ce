import type { Bag } from "./event.ts";

/** One line of an order or one product looked at: Segment's keys, or GA4's. */
export interface Product {
  readonly id: string | null;
  readonly category: string | null;
  readonly quantity: number;
  /** Price of one, in the order's currency; null where none is given. */
  readonly price: number | null;
}

/** Reads a number that may be written as text; undefined where the value is neither. `"12abc"`, NaN and infinities are none. */
export function readNumber(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}

const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null;

/**
 * The products that an event names: `products[]` (Segment), `items[]` (GA4), or the event's own product.
 *
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/
 * @see https://developers.google.com/analytics/devguides/collection/ga4/ecommerce
 */
export function productsOf(properties: Bag): Product[] {
  const list = Array.isArray(properties["products"])
    ? properties["products"]
    : Array.isArray(properties["items"])
      ? properties["items"]
      : [properties];
  return list
    .filter((line): line is Record<string, unknown> => typeof line === "object" && line !== null)
    .filter(isLine)
    .map(productOf);
}

function productOf(line: Bag): Product {
  return {
    id: text(line["product_id"]) ?? text(line["sku"]) ?? text(line["item_id"]) ?? text(line["item_name"]),
    category: text(line["category"]) ?? text(line["item_category"]),
    quantity: readNumber(line["quantity"]) ?? 1,
    price: readNumber(line["price"]) ?? null,
  };
}

/** A line says at least what was bought, at which price, or how many; anything else in an event is no product. */
function isLine(line: Bag): boolean {
  const { id, category, price } = productOf(line);
  return id !== null || category !== null || price !== null || readNumber(line["quantity"]) !== undefined;
}
