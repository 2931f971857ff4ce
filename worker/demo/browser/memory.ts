import { type Plan, planOf } from "../plans.ts";
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
  /** The plan by which someone is in the Post Circle. */
  readonly plan: string | null;
  /** The evenings that someone was at. */
  readonly evenings: readonly string[];
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
  const { code, isMember } = value;
  return {
    lines: value["lines"].filter(isLine),
    code: typeof code === "string" ? code : null,
    isMember: isMember === true,
  };
};

const isOrder = (order: unknown): order is Order =>
  isBag(order) && typeof order["id"] === "string" && typeof order["placedAt"] === "string" && isBag(order["cart"]);

/** The basket; whether a member’s is asked anew, and stays with an order as it was then. */
export const readCart = (): Cart => ({ ...cartFrom(read("cart")), isMember: readPlan() !== undefined });
export const keepCart = (cart: Cart): void => write("cart", cart);

export function readAccount(): Account | null {
  const account = read("account");
  if (!isBag(account)) return null;
  const { email, name } = account;
  return typeof email === "string" && typeof name === "string" ? { email, name } : null;
}

/** The plan of a member. */
export const readPlan = (): Plan | undefined => planOf(read("plan"));
export const keepPlan = (plan: Plan | null): void => write("plan", plan?.key ?? null);

export const keepAccount = (account: Account): void => write("account", account);

export function readOrders(): readonly Order[] {
  const orders = read("orders");
  if (!Array.isArray(orders)) return [];
  return orders.filter(isOrder).map((order) => ({ ...order, cart: cartFrom(order.cart) }));
}

export const keepOrder = (order: Order): void => write("orders", [order, ...readOrders()].slice(0, ORDERS));

/** Whether an address signs up for the first time in this browser; from then on it does not. */
export const isFirstTime = (email: string): boolean => isNew("known", email);

/** Whether someone is at an evening for the first time; from then on they are not. */
export const isFirstThere = (evening: string): boolean => isNew("evenings", evening);

function isNew(list: "known" | "evenings", entry: string): boolean {
  const kept = read(list);
  const known = Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  if (known.includes(entry)) return false;
  write(list, [...known, entry]);
  return true;
}

/** Leaves nothing of who was here; `known` stays, as it only says that an account is not new. */
export function forgetShopper(): void {
  write("cart", EMPTY_CART);
  write("account", null);
  write("orders", []);
  write("plan", null);
  write("evenings", []);
}
