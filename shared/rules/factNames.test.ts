import { describe, expect, it } from "vitest";
import { isFact, isPageFact } from "./factNames.ts";

const ABOUT_VISITORS = [
  ...[
    "identified",
    "orders",
    "revenue",
    "averageOrderValue",
    "sessions",
    "pageViews",
    "engagedSeconds",
    "gapBeforeLastOrder",
  ],
  ...[
    "daysSince.order",
    "daysSince.visit",
    "daysSince.interaction",
    "daysSince.event.Order Completed",
    "daysSince.event.a.b",
  ],
  ...["count.page", "count.Order.Completed", "score.rfm.recency", "value.rfe.engagement", "tier.rfd.duration"],
  ...["orders.category.Tea & Coffee", "orders.product.85123A", "views.category.x", "views.product.1.0"],
  ...["ordersTrend", "campaign.first.source", "campaign.last.medium", "campaign.last.name", "consent.marketing"],
  ...[
    "traits.email",
    "traits.address.city",
    "group.plan",
    "segment",
    "audience",
    "prediction.pAlive",
    "gapMedian",
    "lapseRatio",
  ],
];
const ABOUT_PAGES = [
  ...["time.hour", "time.weekday", "page.path", "page.host", "page.query.utm_source", "page.referrer"],
  ...["locale", "country", "device"],
];
const UNKNOWN = [
  ...[
    "",
    "ordres",
    "Orders",
    "orders ",
    "orders.",
    "count.",
    "count",
    "daysSince.event.",
    "daysSince.login",
    "traits.",
  ],
  ...[
    "traits..city",
    "traits.a.",
    "group.",
    "score.rfm.engagement",
    "score.rfx.recency",
    "score.rfm",
    "score.rfm.recency.x",
  ],
  ...[
    "campaign.first.term",
    "campaign.middle.source",
    "consent.",
    "orders.category.",
    "views.",
    "page.query.",
    "page.title",
    "time.minute",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "traits.__proto__",
    "traits.a.constructor",
    "group.prototype.x",
    "count.__proto__",
  ],
  `traits.${"a".repeat(600)}`,
];

describe("isFact", () => {
  it.each([...ABOUT_VISITORS, ...ABOUT_PAGES])("knows %s", (name) => {
    expect(isFact(name)).toBe(true);
  });

  it.each(UNKNOWN)("does not know %j", (name) => {
    expect(isFact(name)).toBe(false);
  });
});

describe("isPageFact", () => {
  it("parts what exists only at a decision from what a visitor is", () => {
    expect(ABOUT_PAGES.every(isPageFact)).toBe(true);
    expect(ABOUT_VISITORS.some(isPageFact)).toBe(false);
  });
});
