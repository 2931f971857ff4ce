import { describe, expect, it } from "vitest";
import { aModel, visitorOf } from "../../test/support/lives.ts";
import { factOf, segmentAt } from "../segments/segmentAt.ts";

const DAY_MS = 86_400_000;
const NOW = Date.parse("2026-03-01T12:00:00Z");

type Body = Readonly<Record<string, unknown>>;
const MODEL = aModel({ site: { productPages: [{ event: "Dish Viewed" }], rates: { USD: 0.5 } } });

/** The facts, now, of someone who sent these messages so many days ago. */
function factsAfter(model: typeof MODEL, ...told: readonly (readonly [daysAgo: number, body: Body])[]) {
  const bodies = told.map(([daysAgo, body], index) => ({
    anonymousId: "a",
    messageId: `m-${index}`,
    timestamp: NOW - daysAgo * DAY_MS,
    ...body,
  }));
  return factOf(segmentAt(visitorOf(bodies, NOW, model), model, NOW), model);
}

const track = (event: string, properties: Body = {}) => ({ type: "track", event, properties });
const order = (id: string, revenue: number, ...products: Body[]) =>
  track("Order Completed", { order_id: id, revenue, products });
const TEA = { product_id: "tea", category: "Tea & Coffee", quantity: 2 };
const CUP = { product_id: "cup.1", category: "Kitchen" };
const consent = (preferences: Body) => ({ type: "page", context: { consent: { categoryPreferences: preferences } } });

const shopper = factsAfter(
  MODEL,
  [170, order("o-1", 10, TEA, CUP)],
  [150, order("o-2", 20, TEA)],
  [80, order("o-3", 30, CUP)],
  [60, order("o-4", 90)],
  [59, track("Order Cancelled", { order_id: "o-4" })],
  [20, { type: "page", context: { campaign: { source: "mail", medium: "email", name: "spring" } } }],
  [19, track("Product Viewed", TEA)],
  [18, track("view_item", { items: [{ item_id: "tea", item_category: "Tea & Coffee" }] })],
  [17, track("Dish Viewed", CUP)],
  [16, track("Product Added", CUP)],
  [15, { type: "page", context: { campaign: { source: "ads" } } }],
  [10, { type: "identify", userId: "ada", traits: { address: { city: "Turku" }, "a.b": 1, gone: null } }],
  [9, { type: "group", groupId: "g", traits: { plan: "gold" } }],
  [8, track("Engaged", { seconds: 45 })],
  [5, consent({ marketing: true, analytics: false })],
  [4, consent({ marketing: false, odd: "yes" })],
);
const nobody = factsAfter(MODEL, [0, { type: "page" }]);

describe("factAt", () => {
  it.each<[string, unknown, unknown]>([
    ["orders", 3, 0],
    ["revenue", 60, 0],
    ["averageOrderValue", 20, undefined],
    ["gapBeforeLastOrder", 70, undefined],
    ["gapMedian", 45, undefined],
    ["lapseRatio", 80 / 45, undefined],
    ["ordersTrend", -1, 0],
    ["daysSince.order", 80, undefined],
    ["daysSince.visit", 4, 0],
    ["daysSince.interaction", 4, 0],
    ["daysSince.event.Product Added", 16, undefined],
    ["daysSince.event.Order Cancelled", 59, undefined],
    ["count.Order Completed", 4, 0],
    ["count.page", 4, 1],
    ["count.Order.Completed", 0, 0],
    ["orders.category.Tea & Coffee", 2, 0],
    ["orders.category.Kitchen", 2, 0],
    ["orders.product.cup.1", 2, 0],
    ["views.category.Tea & Coffee", 2, 0],
    ["views.product.tea", 2, 0],
    ["views.product.cup.1", 1, 0],
    ["campaign.first.source", "mail", undefined],
    ["campaign.first.name", "spring", undefined],
    ["campaign.last.source", "ads", undefined],
    ["campaign.last.medium", undefined, undefined],
    ["consent.marketing", false, undefined],
    ["consent.analytics", false, undefined],
    ["consent.odd", undefined, undefined],
    ["consent.toString", undefined, undefined],
    ["traits.address.city", "Turku", undefined],
    ["traits.a.b", 1, undefined],
    ["traits.gone", undefined, undefined],
    ["group.plan", "gold", undefined],
    ["pageViews", 4, 1],
    ["engagedSeconds", 45, 0],
    ["prediction.pAlive", undefined, undefined],
    ["value.rfm.frequency", 3, undefined],
    ["score.rfm.frequency", 3, undefined],
    ["tier.rfm.recency", "medium", undefined],
    ["value.rfd.duration", 45 / 13, 0],
  ])("%s is %j for a shopper, %j for someone who only came", (name, known, missing) => {
    expect([shopper(name), nobody(name)]).toEqual([known, missing]);
  });
});

describe("gapMedian and lapseRatio", () => {
  it.each<[gaps: string, days: readonly number[], median: number | undefined, ratio: number | undefined]>([
    ["one order has no gap", [30], undefined, undefined],
    ["two orders have one", [50, 30], 20, 1.5],
    ["an even number of gaps: the mean of the middle two", [100, 90, 60], 20, 3],
    ["two orders on one day lapse by the floor of seven days", [14, 14], 0, 2],
    ["a floor is no ceiling", [28, 21], 7, 3],
  ])("%s", (_, daysAgo, median, ratio) => {
    const facts = factsAfter(MODEL, ...daysAgo.map((days, index) => [days, order(`o-${index}`, 1)] as const));
    expect([facts("gapMedian"), facts("lapseRatio")]).toEqual([median, ratio]);
  });

  it("take the site’s own floor, and no order that was undone", () => {
    const model = aModel({ scoring: { rfm: { gapFloorDays: 20 } } });
    const facts = factsAfter(
      model,
      [100, order("o-1", 1)],
      [90, order("o-2", 1)],
      [60, order("o-3", 1)],
      [50, track("Order Cancelled", { order_id: "o-3" })],
    );
    expect([facts("gapMedian"), facts("lapseRatio")]).toEqual([10, 4.5]);
  });
});

describe("the recency of engagement", () => {
  it.each([
    [["*"], 1],
    [["Order Completed"], 40],
    [["page"], 3],
    [["Signed Up", "Form Submitted"], 20],
    [["Order Cancelled"], 0.5],
    [["Link Clicked"], undefined],
  ])("counts %j", (interactions, days) => {
    const facts = factsAfter(
      aModel({ scoring: { rfe: { interactions } } }),
      [40, order("o-1", 1)],
      [20, track("Form Submitted")],
      [3, { type: "page" }],
      [1, track("Looked Around")],
      [0.5, track("Order Cancelled", { order_id: "o-2" })],
    );
    expect(facts("value.rfe.recency")).toBe(days);
    expect(facts("daysSince.interaction")).toBe(days);
  });
});
