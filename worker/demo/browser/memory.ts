import { type Cart, EMPTY_CART, type Line } from "./cart.ts";
import type { Order } from "./order.ts";

/** Who is signed in. */
export interface Account {
  readonly email: string;
  readonly name: string;
}

/** What the shop keeps in this browser; all else is the tag’s. */
interface Kept {
  readonly cart: Cart;
  readonly account: Account | null;
  /** The newest first. */
  readonly orders: readonly Order[];
  /** Addresses that have signed up here before. */
  readonly known: readonly string[];
}

const KEY = "shop.";
const ORDERS = 20;

function read(name: keyof Kept): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY + name) ?? "null");
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden: then the basket lasts as long as the page. */
function write<Name extends keyof Kept>(name: Name, value: Kept[Name]): void {
  try {
    localStorage.setItem(KEY + name, JSON.stringify(value));
  } catch {
    // Nothing is lost that the page does not show.
  }
}

const isBag = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isLine = (line: unknown): line is Line =>
  isBag(line) &&
  ["id", "name", "category"].every((key) => typeof line[key] === "string") &&
  ["priceMinor", "quantity"].every((key) => Number.isSafeInteger(line[key]) && Number(line[key]) >= 0);

const cartFrom = (value: unknown): Cart => {
  if (!isBag(value) || !Array.isArray(value["lines"])) return EMPTY_CART;
  return { lines: value["lines"].filter(isLine), code: typeof value["code"] === "string" ? value["code"] : null };
};

const isOrder = (order: unknown): order is Order =>
  isBag(order) && typeof order["id"] === "string" && typeof order["placedAt"] === "string" && isBag(order["cart"]);

export const readCart = (): Cart => cartFrom(read("cart"));
export const keepCart = (cart: Cart): void => write("cart", cart);

export function readAccount(): Account | null {
  const account = read("account");
  if (!isBag(account)) return null;
  const { email, name } = account;
  return typeof email === "string" && typeof name === "string" ? { email, name } : null;
}

export const keepAccount = (account: Account): void => write("account", account);

export function readOrders(): readonly Order[] {
  const orders = read("orders");
  if (!Array.isArray(orders)) return [];
  return orders.filter(isOrder).map((order) => ({ ...order, cart: cartFrom(order.cart) }));
}

export const keepOrder = (order: Order): void => write("orders", [order, ...readOrders()].slice(0, ORDERS));

/** Whether an address signs up for the first time in this browser; from then on it does not. */
export function isFirstTime(email: string): boolean {
  const kept = read("known");
  const known = Array.isArray(kept) ? kept.filter((entry) => typeof entry === "string") : [];
  if (known.includes(email)) return false;
  write("known", [...known, email]);
  return true;
}

/** Leaves nothing of who was here; `known` stays, as it only says that an account is not new. */
export function forgetShopper(): void {
  write("cart", EMPTY_CART);
  write("account", null);
  write("orders", []);
}
