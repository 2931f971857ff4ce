import fc from "fast-check";
import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { type Message, readMessage } from "#shared/events/event";
import { orderOf } from "#shared/events/order";
import type { Model } from "#shared/segments/model";
import { applyEvents } from "#shared/visitor/applyEvents";
import { momentOf } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { anOrderMessage, type Saying } from "./orderMessages.ts";

/** A day in the small world of the laws: short enough to look at every millisecond of years. */
export const SMALL_DAY_MS = 10;
const SCALE = SMALL_DAY_MS / 86_400_000;

/** The default model; with `scale` all that is counted in days shrinks to the small world. */
export function aModel(changes: Record<string, unknown> = {}): Model {
  const parsed = parseSiteConfig(changes);
  if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
  return modelOf(parsed.config, 1);
}

const small = (days: readonly number[]) => days.map((day) => day * SCALE);

/** What other currencies are worth in the small world; one of them changes in the midst of it. */
const RATES = {
  USD: 0.5,
  JPY: 0.0061,
  KWD: 3.05,
  GBP: [
    { from: new Date(50).toISOString(), rate: 1.17 },
    { from: new Date(150).toISOString(), rate: 1.005 },
  ],
};

/** The default model with days of ten milliseconds. */
export function aSmallModel(rules: readonly unknown[] = []): Model {
  const rest = { rule: { all: [] } };
  return aModel({
    site: { sessionGapMinutes: (2 * SMALL_DAY_MS) / 60_000, rates: RATES },
    scoring: {
      rfm: {
        windowDays: 100 * SCALE,
        method: "thresholds",
        thresholds: { recency: small([5, 10, 30, 60]), frequency: [1, 2, 3, 4], monetary: [5, 20, 40, 80] },
        tiers: { method: "thresholds", recency: small([8, 40]) },
      },
      rfe: {
        windowDays: 40 * SCALE,
        halfLifeDays: 12 * SCALE,
        method: "thresholds",
        thresholds: { recency: small([1, 7, 30, 50]), engagement: [2, 5, 9, 20] },
        tiers: { method: "thresholds", recency: small([7, 30]), engagement: [3, 12] },
      },
      rfd: {
        windowDays: 30 * SCALE,
        method: "thresholds",
        thresholds: { recency: small([1, 7, 30, 50]), duration: [5, 10, 30, 60] },
        tiers: { method: "thresholds", recency: small([7, 30]), duration: [8, 40] },
      },
    },
    segments: [
      ...rules.map((rule, index) => ({ key: `own-${index}`, name: { en: `Own ${index}` }, rule })),
      { key: "lost", name: { en: "Lost" }, rule: { fact: "daysSince.order", gt: 50 * SCALE } },
      {
        key: "engaged",
        name: { en: "Engaged" },
        rule: {
          all: [
            { fact: "value.rfe.engagement", gte: 6 },
            { fact: "value.rfm.frequency", gte: 2 },
          ],
        },
      },
      {
        key: "new",
        name: { en: "New" },
        rule: {
          all: [
            { fact: "orders", eq: 1 },
            { fact: "daysSince.order", lte: 20 * SCALE },
          ],
        },
      },
      { key: "rest", name: { en: "Rest" }, ...rest },
    ],
    audiences: [{ key: "warm", name: { en: "Warm" }, rule: { fact: "daysSince.event.Product Viewed", lt: 6 * SCALE } }],
  });
}

const PAGES = ["/", "/p", "/q"];
const ADDRESSES = fc.constantFrom(...PAGES.map((path) => ({ page: { path } })));
const CAMPAIGNS = fc.constantFrom(
  {},
  {},
  { campaign: { source: "mail" } },
  { campaign: { medium: "ad", name: "May" } },
);
const track = (event: string, more: object = {}): Saying => ({ type: "track", event, ...more });

const sayings: fc.Arbitrary<Saying> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(ADDRESSES, CAMPAIGNS)
      .map(([page, campaign]) => ({ type: "page", context: { ...page, ...campaign } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.constantFrom("Product Viewed", "Product Added", "Signed Up"), ADDRESSES)
      .map(([event, context]) => track(event, { properties: { product_id: "p" }, context })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 4_000 }), ADDRESSES)
      .map(([tenths, context]) => track("Engaged", { properties: { seconds: tenths / 10 }, context })),
  },
  { weight: 6, arbitrary: anOrderMessage },
  { weight: 1, arbitrary: fc.constantFrom("Subscription Started", "Subscription Ended").map((event) => track(event)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom("name", "plan"), fc.constantFrom("Ada", "Bea"), fc.boolean())
      .map(([key, value, isPerson]) => ({
        ...(isPerson ? { type: "identify" } : { type: "group", groupId: "g" }),
        traits: { [key]: value },
      })),
  },
);

/** One message of someone's life, as a library would send it; `at` is in the small world, and often that of another message. */
export const aBody = (span: number): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .record({
      at: fc.oneof(
        { weight: 3, arbitrary: fc.integer({ min: 1, max: span }) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }).map((fifths) => Math.ceil((span * fifths) / 5)) },
      ),
      messageId: fc.integer({ min: 0, max: 60 }).map((number) => `m-${number}`),
      what: sayings,
    })
    .map(({ at, messageId, what }) => ({ ...what, anonymousId: "a", messageId: `${messageId}-${at}`, timestamp: at }));

/** A life: some messages, in any order, some of them more than once. */
export const aLife = (span = 300): fc.Arbitrary<Record<string, unknown>[]> =>
  fc.array(aBody(span), { minLength: 1, maxLength: 30 });

/** The message of a body that arrives at an instant. */
export function arrive(body: Record<string, unknown>, receivedAt: number, model: Model): Message {
  const read = readMessage(body, { receivedAt, freshId: () => "fresh" });
  if ("issues" in read) throw new Error(JSON.stringify(read.issues));
  if ("issues" in orderOf(read.message, model.conversions)) throw new Error("no order");
  return read.message;
}

/** The visitor whom these messages make, all of them arrived by an instant. */
export function visitorOf(bodies: readonly Record<string, unknown>[], receivedAt: number, model: Model): Visitor {
  return applyEvents(
    NOBODY,
    bodies.map((body) => momentOf(arrive(body, receivedAt, model), model.conversions, 1, false)),
  );
}
