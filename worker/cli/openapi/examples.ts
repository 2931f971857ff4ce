const ANONYMOUS_ID = "7f3c2a9e-5d1b-4c8e-9a70-2b6d8e4f1c35";

/** A body that works, for the calls whose bodies are not plain from their fields. */
export const EXAMPLES: Readonly<Record<string, unknown>> = {
  "ingest.track": {
    anonymousId: ANONYMOUS_ID,
    event: "Order Completed",
    messageId: "order-1001",
    properties: {
      order_id: "1001",
      revenue: 40,
      currency: "GBP",
      products: [{ product_id: "22423", quantity: 2, price: 20 }],
    },
  },
  "ingest.page": {
    anonymousId: ANONYMOUS_ID,
    messageId: "view-1",
    context: { page: { url: "https://shop.example/", referrer: "" } },
    decide: ["hero"],
  },
  "ingest.screen": { anonymousId: ANONYMOUS_ID, name: "Basket" },
  "ingest.identify": { anonymousId: ANONYMOUS_ID, userId: "ada", traits: { name: "Ada" } },
  "ingest.alias": { previousId: ANONYMOUS_ID, userId: "ada" },
  "ingest.group": { anonymousId: ANONYMOUS_ID, groupId: "friends-of-the-shop", traits: { plan: "member" } },
  "ingest.batch": {
    batch: [
      { type: "page", anonymousId: ANONYMOUS_ID, messageId: "view-2" },
      {
        type: "track",
        anonymousId: ANONYMOUS_ID,
        messageId: "view-3",
        event: "Product Viewed",
        properties: { product_id: "22423" },
      },
    ],
  },
  "decide.decide": {
    anonymousId: ANONYMOUS_ID,
    slots: ["hero"],
    page: { url: "https://shop.example/", referrer: "" },
    token: true,
  },
  "ofrep.evaluate": { context: { targetingKey: ANONYMOUS_ID, url: "https://shop.example/", locale: "en" } },
  "ofrep.evaluateAll": { context: { targetingKey: ANONYMOUS_ID, url: "https://shop.example/", locale: "en" } },
  "config.saveDraft": {
    site: { name: "Shop", currency: "GBP" },
    slots: [
      {
        key: "hero",
        selector: "#hero",
        snippets: [{ key: "welcome", rule: { fact: "segment", eq: "new" }, content: "<p>Welcome</p>" }],
      },
    ],
  },
  "config.publish": { baseVersion: 1, note: "A welcome for new customers" },
  "config.rollback": { version: 1 },
  "previews.create": { slot: "hero", segment: "new", at: "2026-12-24T18:00:00Z", draft: true },
  "keys.rotate": { kind: "server", overlapHours: 24 },
  "check.check": { url: "/" },
  "schedule.create": { at: "2026-12-24T00:00", baseVersion: 1, note: "The Christmas shop" },
  "tokens.create": { role: "viewer", name: "Ada" },
  "import.importVisitors": {
    visitors: [
      {
        userId: "ada",
        messages: [
          {
            type: "track",
            event: "Order Completed",
            messageId: "import-1",
            timestamp: "2026-03-01T09:30:00Z",
            properties: { order_id: "900", revenue: 25 },
          },
        ],
      },
    ],
  },
  "sites.create": { key: "shop", name: "Shop" },
};
