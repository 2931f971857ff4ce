import { convertMinor, type Rates, rateAt, toMinor } from "../events/currency.ts";
import { type OrderPart, worthOf } from "../events/order.ts";
import type { Product } from "../events/product.ts";
import type { Moment } from "./moment.ts";

/** What became of one order. Money is in minor units. */
export interface Order {
  readonly id: string;
  /** The earliest completion's instant. */
  readonly at: number;
  /** What counts, in the site's currency: what refunds leave of it, 0 without a rate and once it stands no more. */
  readonly netMinor: number;
  /** What was ordered, in the order's own currency. */
  readonly ownMinor: number;
  /** What was refunded of it, in the same. */
  readonly refundedMinor: number;
  readonly currency: string;
  /** What one unit of that currency was worth in the site's at the order's date; null: unconverted, the money counts as 0. */
  readonly rate: number | null;
  readonly cancelled: boolean;
  /** Neither cancelled nor refunded in full: it exists for facts. */
  readonly stands: boolean;
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
  return everyOrder(moments, money).filter(({ stands }) => stands);
}

/** The same with those that stand no more. */
export function everyOrder(moments: readonly Moment[], money: Money): Order[] {
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

/** Null where nothing has completed it yet: a refund that came before its order waits for it. */
function orderOf(id: string, parts: readonly Part[], money: Money): Order | null {
  const start = parts.findIndex(({ action }) => action === "complete");
  const completed = parts[start];
  if (completed === undefined) return null;
  // An update that leaves something out does not unsay it.
  const said = [completed, ...parts.slice(start).filter(({ action }) => action === "update")];
  const currency = said.findLast((part) => part.currency !== null)?.currency ?? money.currency;
  const products = said.findLast((part) => part.products.length > 0)?.products ?? [];
  const ownMinor = toMinorOr0(said.findLast(({ amount }) => amount !== null)?.amount ?? 0, currency);
  const rate = rateOf(currency, completed.at, money);
  const order = { id, at: completed.at, currency, rate, products, ownMinor };
  const refunds = parts.filter(({ action }) => action === "refund");
  let left = ownMinor;
  for (const refund of refunds) left -= Math.min(left, refundMinor(refund, left, order, money));
  const cancelled = parts.some(({ action }) => action === "cancel");
  const stands = !cancelled && (refunds.length === 0 || left > 0);
  const netMinor = stands && rate !== null ? convertMinor(left, { currency, rate }, siteMoney(money)) : 0;
  return { ...order, netMinor, refundedMinor: ownMinor - left, cancelled, stands };
}

type Refunded = Pick<Order, "at" | "currency" | "rate" | "products">;

/** What a refund takes from its order, in the order's currency, by the rates of the order's date. */
function refundMinor(refund: Part, left: number, order: Refunded, money: Money): number {
  const { amount, products } = refund;
  if (amount !== null) return inOrder(amount, refund, order, money);
  const said = worthOf(products);
  const known = worthOf(products.filter(({ price }) => price === null).map((line) => pricedBy(order, line)));
  if (said === null && known === null) return left;
  return inOrder(said ?? 0, refund, order, money) + toMinorOr0(known ?? 0, order.currency);
}

function pricedBy({ products }: Refunded, line: Product): Product {
  const ordered = line.id === null ? undefined : products.find(({ id, price }) => id === line.id && price !== null);
  return { ...line, price: ordered?.price ?? null };
}

function inOrder(amount: number, refund: Part, order: Refunded, money: Money): number {
  const currency = refund.currency ?? order.currency;
  const minor = toMinorOr0(amount, currency);
  if (currency === order.currency) return minor;
  const rate = rateOf(currency, order.at, money);
  // What nobody can compare takes nothing, until both rates are published.
  if (rate === null || order.rate === null) return 0;
  return convertMinor(minor, { currency, rate }, { currency: order.currency, rate: order.rate });
}

function rateOf(currency: string, at: number, money: Money): number | null {
  return currency === money.currency ? 1 : rateAt(money.rates, currency, at);
}

function siteMoney({ currency }: Money) {
  return { currency, rate: 1 };
}

function toMinorOr0(amount: number, currency: string): number {
  return toMinor(amount, currency) ?? 0;
}
