import { sumOfProducts } from "./decimal.ts";
import { type Bag, bagOf, type Issue, partOf, type Said } from "./event.ts";
import { type Product, productsOf, readNumber } from "./product.ts";

/** What a message does to an order. */
export type OrderAction = "complete" | "update" | "refund" | "cancel";

/** An order message, read. */
export interface OrderPart {
  readonly action: OrderAction;
  /** The order's id; a completion without one is named by its message. */
  readonly orderId: string;
  /** Decimal amount in `currency`; null: none was given, or its products do not all have a price. */
  readonly amount: number | null;
  /** ISO 4217; null: the site's, for a refund its order's. */
  readonly currency: string | null;
  readonly products: readonly Product[];
}

/** Amounts beyond this are refused: no shop's order, and safe as minor units in every currency. */
export const LARGEST_AMOUNT = 9e11;

const CHANGES: Readonly<Record<string, OrderAction>> = {
  "Order Updated": "update",
  "Order Refunded": "refund",
  refund: "refund",
  "Order Cancelled": "cancel",
};
const MONEY = ["revenue", "subtotal", "total", "shipping", "tax", "value"] as const;

/** What an event of this name does to an order; null: nothing. */
export function orderActionOf(event: string | null, conversions: readonly string[]): OrderAction | null {
  if (event === null) return null;
  return (
    (Object.hasOwn(CHANGES, event) ? CHANGES[event] : undefined) ?? (conversions.includes(event) ? "complete" : null)
  );
}

/**
 * Reads the order in a message: null where it is none, issues where its money or its id cannot be taken.
 *
 * @param conversions the site's conversion events
 * @see https://segment.com/docs/connections/spec/ecommerce/v2/#order-completed
 */
export function orderOf(
  message: Said,
  conversions: readonly string[],
): { order: OrderPart | null } | { issues: Issue[] } {
  const action = orderActionOf(message.event, conversions);
  if (action === null) return { order: null };
  const properties = partOf(message, "properties");
  const issues = moneyIssues(properties);
  const currency = properties["currency"] ?? null;
  if (currency !== null && (typeof currency !== "string" || !/^[A-Za-z]{3}$/.test(currency)))
    issues.push({ path: "/properties/currency", message: "must be an ISO 4217 code of three letters" });
  const orderId = idIn(properties, "order_id") ?? idIn(properties, "transaction_id");
  if (orderId === null && action !== "complete") issues.push({ path: "/properties/order_id", message: "is required" });
  if (orderId !== null && orderId.length > 255)
    issues.push({ path: "/properties/order_id", message: "must be at most 255 characters" });
  if (issues.length > 0) return { issues };
  const products = productsOf(properties);
  const amount = amountOf(action, message.event, properties, products);
  if (amount !== null && amount > LARGEST_AMOUNT)
    return { issues: [{ path: "/properties", message: `must be worth at most ${LARGEST_AMOUNT}` }] };
  return {
    order: {
      action,
      orderId: orderId ?? message.messageId,
      amount,
      currency: typeof currency === "string" ? currency.toUpperCase() : null,
      products,
    },
  };
}

function idIn(properties: Bag, key: string): string | null {
  const id = properties[key];
  return typeof id === "number" ? String(id) : typeof id === "string" && id !== "" ? id : null;
}

function moneyIssues(properties: Bag): Issue[] {
  const issues: Issue[] = [];
  const look = (value: unknown, path: string) => {
    if (value === undefined || value === null) return;
    const number = readNumber(value);
    if (number === undefined) issues.push({ path, message: "must be a number" });
    else if (number < 0) issues.push({ path, message: "must not be negative" });
    else if (number > LARGEST_AMOUNT) issues.push({ path, message: `must be at most ${LARGEST_AMOUNT}` });
  };
  const lookAt = (line: Bag, path: string) => {
    for (const key of ["price", "quantity"] as const) look(line[key], `${path}/${key}`);
  };
  for (const key of MONEY) look(properties[key], `/properties/${key}`);
  lookAt(properties, "/properties");
  for (const list of ["products", "items"] as const) {
    const lines = properties[list];
    if (!Array.isArray(lines)) continue;
    for (const [index, line] of lines.entries()) lookAt(bagOf(line), `/properties/${list}/${index}`);
  }
  return issues;
}

function amountOf(
  action: OrderAction,
  event: string | null,
  properties: Bag,
  products: readonly Product[],
): number | null {
  if (action === "cancel") return null;
  const [revenue, subtotal, total, shipping = 0, tax = 0, value] = MONEY.map((key) => readNumber(properties[key]));
  if (action === "refund") return total ?? revenue ?? value ?? refundedProducts(products);
  if (event === "purchase" && value !== undefined) return value;
  if (revenue !== undefined) return revenue;
  if (subtotal !== undefined) return subtotal;
  const net =
    total === undefined
      ? undefined
      : sumOfProducts([
          [total, 1],
          [shipping, -1],
          [tax, -1],
        ]);
  if (net !== undefined) return Math.max(0, net);
  return worthOf(products) ?? value ?? null;
}

/** Only an order knows what a product without a price costs, so the sum is left to it. */
function refundedProducts(products: readonly Product[]): number | null {
  return products.some(({ price }) => price === null) ? null : worthOf(products);
}

/** What products with a price cost together, decimal; null: none has one. */
export function worthOf(products: readonly Product[]): number | null {
  const priced = products.flatMap(({ price, quantity }) => (price === null ? [] : [[price, quantity] as const]));
  return priced.length === 0 ? null : sumOfProducts(priced);
}
