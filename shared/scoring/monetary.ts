import { fromMinor } from "../events/currency.ts";
import type { Order } from "../visitor/orders.ts";
import { isInWindow } from "./window.ts";

/**
 * Net value of the orders in the window, refunds subtracted at their order's date.
 *
 * @param currency the site's
 * @returns a decimal amount; null for someone without orders
 */
export function monetary(orders: readonly Order[], at: number, windowDays: number, currency: string): number | null {
  if (orders.length === 0) return null;
  let minor = 0;
  for (const order of orders) if (isInWindow(order.at, at, windowDays)) minor += order.netMinor;
  return fromMinor(minor, currency);
}
