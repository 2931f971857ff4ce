import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { VisitorRow } from "../figures/row.ts";
import { visitorOfRow } from "./visitorOfRow.ts";
import { VisitorSchema } from "./visitors.ts";

const AT = Date.parse("2026-03-01T00:00:00Z");
const none = { value: null, score: null, tier: null };
const row: VisitorRow = {
  id: "ab".repeat(32),
  revision: 4,
  at: AT,
  segment: "new",
  since: AT,
  cause: "event",
  kind: "customer",
  anonymousIds: ["a-1"],
  userId: "u-1",
  traits: { email: "ada@example.com" },
  name: "Ada",
  email: "ada@example.com",
  audiences: [],
  firstSeenAt: AT - 1_000,
  lastSeenAt: AT,
  scores: {
    rfm: {
      recency: { value: 1, score: 5, tier: "short" },
      frequency: { value: 3, score: 3, tier: "regular" },
      monetary: { value: 40.5, score: 1, tier: "thrifty" },
    },
    rfe: { recency: none, frequency: none, engagement: none },
    rfd: { recency: none, frequency: none, duration: none },
  },
  orders: 3,
  products: 4,
  revenueMinor: 4050,
  lastOrderAt: AT,
  lastOrderMinor: 1025,
  sessions: 1,
  pageViews: 2,
  engagedSeconds: 30,
  nextTransition: { at: AT + 1, segment: "at-risk" },
  nextChangeAt: AT + 1,
  modelVersion: 1,
  lastInteractionAt: 0,
  segments: [],
  pastOrders: [],
  events: {},
  group: {},
  campaigns: { first: null, last: null },
  exposures: [],
};

describe("visitorOfRow", () => {
  it("answers what the visitor conversation declares", () => {
    expect(v.parse(v.strictObject(VisitorSchema.entries), visitorOfRow(row, "EUR", AT))).toMatchObject({
      segment: { key: "new", since: "2026-03-01T00:00:00.000Z", cause: "event" },
      totals: { revenue: 40.5, averageOrderValue: 13.5, lastOrder: { at: "2026-03-01T00:00:00.000Z", value: 10.25 } },
      nextTransition: { at: "2026-03-01T00:00:00.001Z", segment: "at-risk" },
    });
  });

  it("counts recency up to the moment of reading, and leaves null null", () => {
    const { scores } = visitorOfRow(row, "EUR", AT + 36 * 3_600_000);
    expect(scores.rfm.recency.value).toBe(2.5);
    expect(scores.rfe.recency.value).toBeNull();
  });

  it("reads the minor unit by the currency", () => {
    expect(visitorOfRow(row, "JPY", AT).totals.revenue).toBe(4050);
  });

  it("has no last order and no average without orders", () => {
    const prospect = { ...row, orders: 0, revenueMinor: 0, lastOrderAt: null, lastOrderMinor: null };
    expect(visitorOfRow(prospect, "EUR", AT).totals).toMatchObject({ averageOrderValue: null, lastOrder: null });
  });
});
