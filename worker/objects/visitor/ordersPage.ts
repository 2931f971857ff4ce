import { keptActivityAt } from "#shared/privacy/retention";
import type { Model } from "#shared/segments/model";
import { everyOrder, type Order } from "#shared/visitor/orders";
import type { VisitorState } from "./visitorLog.ts";

/** Some of a visitor's orders, newest first; the cursor names the last of them. */
export interface OrdersPage {
  readonly orders: readonly Order[];
  readonly cursor: string | null;
}

export interface OrdersRequest {
  readonly now: number;
  readonly cursor: string | null;
  readonly limit: number;
}

/** A page of all orders, those that stand no more too, as of now. */
export function ordersOn(state: VisitorState, model: Model, { now, cursor, limit }: OrdersRequest): OrdersPage {
  const { moments } = keptActivityAt(state.visitor, model, Math.max(now, state.walkedTo));
  const newest = everyOrder(moments, model).reverse();
  const start = cursor === null ? 0 : newest.findIndex(isBefore(cursor));
  if (start < 0) return { orders: [], cursor: null };
  const orders = newest.slice(start, start + limit);
  const last = orders.at(-1);
  return { orders, cursor: last === undefined || start + limit >= newest.length ? null : cursorOf(last) };
}

function cursorOf({ at, id }: Order): string {
  return `${at} ${id}`;
}

/** Whether an order comes after the one that a cursor names, which may be gone or have moved meanwhile. */
function isBefore(cursor: string): (order: Order) => boolean {
  const [text = "", ...rest] = cursor.split(" ");
  const [at, id] = [text === "" ? Number.NaN : Number(text), rest.join(" ")];
  return (order) => order.at < at || (order.at === at && order.id < id);
}
