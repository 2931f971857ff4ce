import { type Scores, scoresAt } from "#shared/scoring/scoresAt";
import type { Model } from "#shared/segments/model";
import { type Activity, activityAt } from "#shared/visitor/activity";
import { applyEvents } from "#shared/visitor/applyEvents";
import { byInstant, type Moment } from "#shared/visitor/moment";
import { ordersOf } from "#shared/visitor/orders";
import { NOBODY } from "#shared/visitor/visitor";
import type { AsOf } from "./asOf.ts";
import { OrderColumns } from "./orderColumns.ts";

/** The customers of a file, as they are filled and as they are then asked about. */
export interface Customers {
  /** Takes an order of somebody. */
  readonly add: (customer: string, moment: Moment) => void;
  /** The instant of the last order; null without one. */
  readonly latest: () => number | null;
  /** Everybody with an order at a moment, by number: who, and what they had done by then. */
  readonly at: (asOf: AsOf, model: Model) => Standers;
}

/** Customers by number; those who had no order yet have no activity. */
export interface Standers {
  readonly count: number;
  readonly idOf: (customer: number) => string;
  readonly activityOf: (customer: number) => Activity | null;
  /** What they score in the families that orders do not decide. */
  readonly othersOf: (activity: Activity) => Omit<Scores, "rfm">;
}

/** Customers of whom orders alone are asked: kept in columns, so that a million orders are little. */
export function createBuyers(model: Model): Customers & { readonly columns: OrderColumns } {
  const columns = new OrderColumns();
  return {
    columns,
    add: (id, moment) => {
      const [order] = ordersOf([moment], model);
      if (order === undefined) return;
      const [name, orderId] = [Buffer.from(id), Buffer.from(order.id)];
      const customer = columns.customers.indexOf(name, 0, name.length);
      columns.add({ customer, at: order.at, netMinor: order.netMinor }, orderId, 0, orderId.length);
    },
    latest: () => columns.latest,
    at: ({ at, until, counted }, model) => {
      const ordersOfCustomer = columns.grouped(until, counted);
      const someone = activityAt({ ...NOBODY, userId: "someone" }, model, at);
      const others = scoresAt(someone, model, at);
      return {
        count: columns.customers.count,
        idOf: (customer) => columns.customers.text(customer),
        activityOf: (customer) => {
          const orders = ordersOfCustomer(customer);
          return orders.length === 0 ? null : { ...someone, orders };
        },
        // Nothing asks for them.
        othersOf: () => others,
      };
    },
  };
}

/** Customers of whom anything may be asked: each with all their moments, as a visitor's object has them. */
export function createVisitors(): Customers {
  const moments = new Map<string, Moment[]>();
  let latest: number | null = null;
  return {
    add: (id, moment) => {
      const known = moments.get(id);
      if (known === undefined) moments.set(id, [moment]);
      else known.push(moment);
      latest = Math.max(moment.at, latest ?? moment.at);
    },
    latest: () => latest,
    at: ({ at, until, counted }, model) => {
      const everybody = [...moments];
      return {
        count: everybody.length,
        idOf: (customer) => everybody[customer]?.[0] ?? "",
        activityOf: (customer) => {
          const [userId = "", all = []] = everybody[customer] ?? [];
          // Whole days put orders of one day at one instant: by their ids they stay in the order they had.
          const known = all
            .filter((moment) => moment.at <= until)
            .sort(byInstant)
            .map((moment, place) => ({ ...moment, at: counted(moment.at), id: String(place).padStart(12, "0") }));
          const activity = activityAt(applyEvents({ ...NOBODY, userId }, known), model, at);
          return activity.orders.length === 0 ? null : activity;
        },
        othersOf: (activity) => scoresAt(activity, model, at),
      };
    },
  };
}
