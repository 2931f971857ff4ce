import fc from "fast-check";

/** What a message says beside who, when and under which id. */
export type Saying = Readonly<Record<string, unknown>>;

const orderIds = fc.constantFrom("o-1", "o-2", "o-3");
const amounts = fc
  .oneof(
    fc.constant(0),
    fc.constant(10),
    fc.integer({ min: 0, max: 10_000 }).map((minor) => minor / 100),
    fc.integer({ min: 0, max: 10_000_000 }).map((thousandths) => thousandths / 1_000),
  )
  .chain((amount) => fc.constantFrom<number | string>(amount, String(amount), amount.toFixed(2)));
/** The site's own, always the same rate, dated rates, no decimals, three of them, and none the small model has a rate for. */
const currencies = fc.constantFrom(undefined, undefined, "EUR", "USD", "GBP", "JPY", "KWD", "SEK");
const lines = fc.array(
  fc.record({
    product_id: fc.constantFrom("p", "q"),
    price: fc.option(amounts, { nil: undefined }),
    quantity: fc.constantFrom<number | string>(1, 2, "3", 0.5),
  }),
  { maxLength: 3 },
);
const perhaps = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const track = (event: string, properties: unknown): Saying => ({ type: "track", event, properties });

const completions = fc.oneof(
  { weight: 4, arbitrary: fc.record({ order_id: orderIds, revenue: amounts, currency: currencies, products: lines }) },
  { weight: 1, arbitrary: fc.record({ order_id: orderIds, products: lines }) },
  { weight: 1, arbitrary: fc.record({ order_id: orderIds, total: amounts, shipping: amounts, tax: perhaps(amounts) }) },
  { weight: 1, arbitrary: fc.record({ revenue: amounts }) },
);
const purchases = fc.record({ transaction_id: orderIds, value: perhaps(amounts), currency: currencies, items: lines });
const updates = fc.record({
  order_id: orderIds,
  revenue: perhaps(amounts),
  currency: perhaps(currencies),
  products: perhaps(lines),
});
const refunds = fc.oneof(
  fc.record({ order_id: orderIds, total: perhaps(amounts), currency: currencies }),
  fc.record({ order_id: orderIds, products: lines }),
);

/** Whatever a shop may say of an order: completed (by either name, with and without an id), updated, refunded in part or in full, cancelled. */
export const anOrderMessage: fc.Arbitrary<Saying> = fc.oneof(
  { weight: 6, arbitrary: completions.map((properties) => track("Order Completed", properties)) },
  { weight: 2, arbitrary: purchases.map((properties) => track("purchase", properties)) },
  { weight: 3, arbitrary: updates.map((properties) => track("Order Updated", properties)) },
  { weight: 3, arbitrary: refunds.map((properties) => track("Order Refunded", properties)) },
  { weight: 1, arbitrary: refunds.map((properties) => track("refund", properties)) },
  { weight: 1, arbitrary: orderIds.map((order_id) => track("Order Cancelled", { order_id })) },
);
