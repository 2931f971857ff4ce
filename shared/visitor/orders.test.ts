import { describe, expect, it } from "vitest";
import { minorDigits, type Rates, toMinor } from "../events/currency.ts";
import { LARGEST_AMOUNT } from "../events/order.ts";
import { byInstant, type Moment, momentOf } from "./moment.ts";
import { everyOrder, type Order, ordersOf } from "./orders.ts";

const CONVERSIONS = ["Order Completed", "purchase", "Donated"];

type Told = readonly [at: number, event: string, properties: Record<string, unknown>, messageId?: string];

/** Moments in their order, from messages told in any. */
function told(...messages: readonly Told[]): Moment[] {
  const moments = messages.map(([at, event, properties, messageId], index) => {
    const body = { type: "track", event, properties: { order_id: "o", ...properties } };
    return momentOf({ type: "track", event, at, messageId: messageId ?? `m-${index}`, body }, CONVERSIONS, 1, false);
  });
  return moments.sort(byInstant);
}

const EURO = { currency: "EUR", rates: {} };
const withRates = (rates: Rates, currency = "EUR") => ({ currency, rates });
const one = (messages: readonly Told[], money = EURO): Order | undefined => everyOrder(told(...messages), money)[0];
const facts = (messages: readonly Told[], money = EURO) =>
  ordersOf(told(...messages), money).map(({ at, netMinor }) => [at, netMinor]);

const completed = (at: number, revenue: unknown, more = {}): Told => [at, "Order Completed", { revenue, ...more }];
const updated = (at: number, more: Record<string, unknown>): Told => [at, "Order Updated", more];
const refunded = (at: number, more: Record<string, unknown>): Told => [at, "Order Refunded", more];
const cancelled = (at: number): Told => [at, "Order Cancelled", {}];

describe("an order", () => {
  it("is dated, valued and filled by its earliest completion", () => {
    const products = [{ product_id: "p", quantity: 2 }];
    const again = completed(5, 99, { currency: "USD", products: [{ product_id: "q" }] });
    expect(one([again, completed(3, 40, { products }), completed(9, 7)])).toMatchObject({
      at: 3,
      netMinor: 4_000,
      currency: "EUR",
      products: [{ id: "p", quantity: 2 }],
    });
  });

  it("is that of the smallest message id where two completions are of one instant", () => {
    expect(
      facts([
        [3, "Order Completed", { revenue: 20 }, "b"],
        [3, "Order Completed", { revenue: 10 }, "a"],
        [3, "purchase", { value: 30 }, "c"],
      ]),
    ).toEqual([[3, 1_000]]);
  });

  it("counts once under new message ids, by whichever of its names", () => {
    expect(facts([completed(1, 40), completed(2, 40), [3, "purchase", { transaction_id: "o", value: 40 }]])).toEqual([
      [1, 4_000],
    ]);
  });

  it("without an id is named by its message", () => {
    const gift = (at: number, messageId: string): Told => [at, "Donated", { order_id: null, value: 15 }, messageId];
    expect(ordersOf(told(gift(1, "g-1"), gift(2, "g-2")), EURO).map(({ id }) => id)).toEqual(["g-1", "g-2"]);
    const back: Told = [3, "Order Refunded", { order_id: "g-1" }];
    expect(ordersOf(told(gift(1, "g-1"), gift(2, "g-2"), back), EURO).map(({ id }) => id)).toEqual(["g-2"]);
  });

  it("does not exist before it is completed", () => {
    expect(everyOrder(told(updated(1, { revenue: 5 }), refunded(2, { total: 1 }), cancelled(3)), EURO)).toEqual([]);
  });

  it("stands before those that came later; at one instant before those of a greater id", () => {
    const messages = told(
      completed(5, 1, { order_id: "b" }),
      completed(5, 1, { order_id: "a" }),
      completed(3, 1, { order_id: "c" }),
    );
    expect(ordersOf(messages, EURO).map(({ id }) => id)).toEqual(["c", "a", "b"]);
  });
});

describe("an update", () => {
  it("gives the value when it is the latest, whatever came in which order", () => {
    expect(facts([updated(9, { revenue: 60 }), completed(1, 40), updated(5, { revenue: 50 })])).toEqual([[1, 6_000]]);
  });

  it("of the greatest message id is the latest of one instant", () => {
    const update = (revenue: number, messageId: string): Told => [5, "Order Updated", { revenue }, messageId];
    expect(facts([completed(1, 40), update(70, "z"), update(60, "a")])).toEqual([[1, 7_000]]);
  });

  it("before the completion is none of it", () => {
    expect(facts([updated(1, { revenue: 60 }), completed(2, 40)])).toEqual([[2, 4_000]]);
  });

  it("leaves as they were said what it does not say", () => {
    const order = completed(1, 40, { currency: "USD", products: [{ product_id: "p" }] });
    const money = withRates({ USD: 0.5 });
    expect(one([order, updated(2, { revenue: 50 })], money)).toMatchObject({
      ownMinor: 5_000,
      currency: "USD",
      netMinor: 2_500,
      products: [{ id: "p" }],
    });
    const later = updated(3, { products: [{ product_id: "q" }] });
    expect(one([order, updated(2, { revenue: 50 }), later], money)).toMatchObject({
      ownMinor: 5_000,
      products: [{ id: "q" }],
    });
  });

  it("may correct the currency", () => {
    expect(one([completed(1, 40), updated(2, { currency: "USD" })], withRates({ USD: 0.5 }))).toMatchObject({
      ownMinor: 4_000,
      netMinor: 2_000,
    });
  });

  it("below what is refunded already refunds the order in full", () => {
    const messages = [completed(1, 40), refunded(2, { total: 30 })];
    expect(one([...messages, updated(3, { revenue: 25 })])).toMatchObject({ refundedMinor: 2_500, stands: false });
    expect(one([...messages, updated(3, { revenue: 45 })])).toMatchObject({ netMinor: 1_500, stands: true });
  });
});

describe("a refund", () => {
  it("takes its part, at the order's date", () => {
    expect(facts([completed(1, 40), refunded(9, { total: 15 }), refunded(12, { total: "0.05" })])).toEqual([
      [1, 2_495],
    ]);
  });

  it("of everything leaves no order for any fact, but the order in the list", () => {
    for (const all of [{}, { total: 40 }, { revenue: 40 }, { value: 40 }, { total: 41 }]) {
      const messages = [completed(1, 40), refunded(2, all)];
      expect(facts(messages)).toEqual([]);
      expect(one(messages)).toMatchObject({
        at: 1,
        ownMinor: 4_000,
        refundedMinor: 4_000,
        netMinor: 0,
        stands: false,
        cancelled: false,
      });
    }
  });

  it("never takes more than is left, however many there are", () => {
    const messages = [completed(1, 40), refunded(2, { total: 30 }), refunded(3, { total: 30 })];
    expect(one(messages)).toMatchObject({ refundedMinor: 4_000, netMinor: 0, stands: false });
    expect(one([completed(1, 40), refunded(2, {}), refunded(3, { total: 5 })])).toMatchObject({ refundedMinor: 4_000 });
  });

  it("waits for its order, whichever came or was stamped first", () => {
    expect(facts([refunded(1, { total: 10 }), completed(5, 40)])).toEqual([[5, 3_000]]);
    expect(facts([refunded(1, {}), completed(5, 40)])).toEqual([]);
  });

  it("of nothing takes nothing", () => {
    expect(facts([completed(1, 40), refunded(2, { total: 0 })])).toEqual([[1, 4_000]]);
  });

  it("takes what its products cost, and asks the order for prices that it leaves out", () => {
    const products = [
      { product_id: "p", price: 12.5, quantity: 2 },
      { product_id: "q", price: 15, quantity: 1 },
    ];
    const order = completed(1, 40, { products });
    expect(facts([order, refunded(2, { products: [{ product_id: "p", price: 10, quantity: 1 }] })])).toEqual([
      [1, 3_000],
    ]);
    expect(facts([order, refunded(2, { products: [{ product_id: "p", quantity: 1 }] })])).toEqual([[1, 2_750]]);
    const mixed = [{ product_id: "p", price: 10, quantity: 1 }, { product_id: "q" }];
    expect(facts([order, refunded(2, { products: mixed })])).toEqual([[1, 1_500]]);
    expect(facts([order, [2, "refund", { items: [{ item_id: "q", quantity: 1 }] }]])).toEqual([[1, 2_500]]);
  });

  it("of products that nobody knows a price of takes all that is left", () => {
    expect(facts([completed(1, 40), refunded(2, { products: [{ product_id: "x" }] })])).toEqual([]);
  });

  it("in another currency is worth what it was at the order's date", () => {
    const rates = {
      USD: [
        { from: "1970-01-01", rate: 0.5 },
        { from: "1970-01-02", rate: 2 },
      ],
    };
    const late = 2 * 86_400_000;
    expect(facts([completed(1, 40), refunded(late, { total: 10, currency: "USD" })], withRates(rates))).toEqual([
      [1, 3_500],
    ]);
    const foreign = completed(1, 40, { currency: "USD" });
    expect(one([foreign, refunded(late, { total: 5, currency: "EUR" })], withRates(rates))).toMatchObject({
      refundedMinor: 1_000,
      netMinor: 1_500,
    });
    expect(one([foreign, refunded(late, { total: 10 })], withRates(rates))).toMatchObject({ netMinor: 1_500 });
  });

  it("in a currency without a rate takes nothing until there is one", () => {
    const messages = [completed(1, 40), refunded(2, { total: 10, currency: "USD" })];
    expect(facts(messages)).toEqual([[1, 4_000]]);
    expect(facts(messages, withRates({ USD: 0.5 }))).toEqual([[1, 3_500]]);
  });
});

describe("a cancellation", () => {
  it("is final, whatever comes before, after or with it", () => {
    for (const messages of [
      [completed(1, 40), cancelled(2)],
      [cancelled(1), completed(2, 40)],
      [completed(1, 40), cancelled(2), updated(3, { revenue: 50 }), completed(4, 40)],
      [completed(1, 40), refunded(1, { total: 5 }), cancelled(1)],
    ]) {
      expect(facts(messages)).toEqual([]);
      expect(one(messages)).toMatchObject({ cancelled: true, stands: false, netMinor: 0 });
    }
  });
});

describe("another currency", () => {
  const steps = {
    USD: [
      { from: "2026-01-01", rate: 0.92 },
      { from: "2026-02-01", rate: 0.95 },
    ],
  };
  const on = (date: string) => one([completed(Date.parse(date), "33.33", { currency: "usd" })], withRates(steps));

  it("is converted at the rate of the order's date, and both amounts are kept", () => {
    expect(on("2026-01-31T23:59:59.999Z")).toMatchObject({
      ownMinor: 3_333,
      currency: "USD",
      rate: 0.92,
      netMinor: 3_066,
    });
    expect(on("2026-02-01")).toMatchObject({ ownMinor: 3_333, rate: 0.95, netMinor: 3_166 });
  });

  it("without a rate at that date counts as an order of no money", () => {
    expect(on("2025-12-31")).toMatchObject({ ownMinor: 3_333, rate: null, netMinor: 0, stands: true });
  });

  it("of an order that is refunded or cancelled matters no more", () => {
    expect(facts([completed(1, 40, { currency: "SEK" }), refunded(2, { total: 40 })])).toEqual([]);
  });

  it("takes a rate of the site's own currency for none", () => {
    expect(facts([completed(1, 40)], withRates({ EUR: 2 }))).toEqual([[1, 4_000]]);
  });

  it.each([
    ["JPY", "EUR", 10_050, 0.0061, 10_050, 6_131],
    ["EUR", "JPY", 61.3, 163.9, 6_130, 10_047],
    ["KWD", "EUR", "1.2345", 3.05, 1_235, 377],
    ["EUR", "KWD", 10.1, 0.33, 1_010, 3_333],
    ["USD", "EUR", 1, 1.005, 100, 101],
  ])("%s on a site of %s keeps to the minor units of both", (currency, site, revenue, rate, own, net) => {
    expect(one([completed(1, revenue, { currency })], withRates({ [currency]: rate }, site))).toMatchObject({
      ownMinor: own,
      netMinor: net,
    });
  });
});

describe("money", () => {
  it("is exact where binary fractions are not", () => {
    expect(facts([completed(1, 0.3), refunded(2, { total: 0.1 }), refunded(3, { total: 0.2 })])).toEqual([]);
    expect(facts([completed(1, 1.005)])).toEqual([[1, 101]]);
    const thirds = Array.from({ length: 10 }, (_, index) => refunded(2 + index, { total: "0.10" }));
    expect(facts([completed(1, "1.01"), ...thirds])).toEqual([[1, 1]]);
  });

  it("of the largest amount is exact in every currency", () => {
    for (const currency of ["JPY", "EUR", "KWD", "CLF"])
      expect(toMinor(LARGEST_AMOUNT, currency)).toBe(LARGEST_AMOUNT * 10 ** minorDigits(currency));
  });
});
