import { fromMinor, minorDigits, type Rates, rateAt, toMinor } from "../events/currency.ts";
import type { OrderPart } from "../events/order.ts";
import type { Product } from "../events/product.ts";
import type { Moment } from "./moment.ts";

/** An order that stands: completed, not cancelled, not refunded in full. */
export interface Order {
  readonly id: string;
  /** The earliest completion's instant. */
  readonly at: number;
  /** What is left after refunds, minor units of the site's currency. */
  readonly netMinor: number;
  /** The same in the order's own currency. */
  readonly ownMinor: number;
  readonly currency: string;
  /** True where the site has no rate for the currency at that date: the money counts as 0. */
  readonly unconverted: boolean;
  readonly products: readonly Product[];
}

/** The site's currency and what others are worth in it. */
export interface Money {
  readonly currency: string;
  readonly rates: Rates;
}

interface Part extends OrderPart {
  readonly at: number;
}

/**
 * The orders that stand once these moments have happened, oldest first.
 *
 * @param moments ascending by instant, then message id
 */
export function ordersOf(moments: readonly Moment[], money: Money): Order[] {
  const parts = new Map<string, Part[]>();
  for (const { order, at } of moments) {
    if (order === undefined) continue;
    const known = parts.get(order.orderId);
    if (known === undefined) parts.set(order.orderId, [{ ...order, at }]);
    else known.push({ ...order, at });
  }
  const orders: Order[] = [];
  for (const [id, list] of parts) {
    const order = orderOf(id, list, money);
    if (order !== null) orders.push(order);
  }
  return orders.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

function orderOf(id: string, parts: readonly Part[], money: Money): Order | null {
  const start = parts.findIndex(({ action }) => action === "complete");
  const completed = parts[start];
  if (completed === undefined || parts.some(({ action }) => action === "cancel")) return null;
  const valued = parts.slice(start).findLast(({ action }) => action === "update") ?? completed;
  const currency = valued.currency ?? completed.currency ?? money.currency;
  const grossMinor = toMinorOr0(valued.amount ?? (valued === completed ? 0 : (completed.amount ?? 0)), currency);
  const refunds = parts.filter(({ action }) => action === "refund");
  const ownMinor = refunds.reduce(
    (left, refund) => left - Math.min(left, refundMinor(refund, left, currency, completed.at, money)),
    grossMinor,
  );
  if (refunds.length > 0 && ownMinor === 0) return null;
  const netMinor = convert(ownMinor, currency, completed.at, money);
  const products = valued.products.length > 0 ? valued.products : completed.products;
  return {
    id,
    at: completed.at,
    netMinor: netMinor ?? 0,
    ownMinor,
    currency,
    unconverted: netMinor === null,
    products,
  };
}

function refundMinor(refund: Part, left: number, currency: string, at: number, money: Money): number {
  if (refund.amount === null) return left;
  const from = refund.currency ?? currency;
  if (from === currency) return toMinorOr0(refund.amount, currency);
  const [rate, own] = [rateOf(from, at, money), rateOf(currency, at, money)];
  return rate === null || own === null ? 0 : toMinorOr0((refund.amount * rate) / own, currency);
}

function convert(minor: number, currency: string, at: number, money: Money): number | null {
  if (currency === money.currency) return minor;
  const rate = rateOf(currency, at, money);
  return rate === null ? null : Math.round(fromMinor(minor, currency) * rate * 10 ** minorDigits(money.currency));
}

function rateOf(currency: string, at: number, money: Money): number | null {
  return currency === money.currency ? 1 : rateAt(money.rates, currency, at);
}

function toMinorOr0(amount: number, currency: string): number {
  return toMinor(amount, currency) ?? 0;
}
