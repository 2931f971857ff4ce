import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { readMessage } from "#shared/events/event";
import type { Model } from "#shared/segments/model";
import { segmentAt } from "#shared/segments/segmentAt";
import { applyEvents } from "#shared/visitor/applyEvents";
import { momentOf } from "#shared/visitor/moment";
import { NOBODY } from "#shared/visitor/visitor";
import { itemOf } from "../pages/viewed.ts";
import { readProducts } from "../product.ts";
import { LIVES } from "./lives.ts";
import { messagesOf } from "./pastOrders.ts";

const NOW = Date.UTC(2026, 10, 24, 12);
const textOf = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
const catalogue = readProducts(textOf("products.csv")).map(itemOf);

const thresholds = ((): Model => {
  const parsed = parseSiteConfig(JSON.parse(textOf("site.json")));
  if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
  return modelOf(parsed.config, 1);
})();

/** The cuts of the demo’s own customers, which are in force once they are imported. */
const quantiles: Model = {
  ...thresholds,
  cuts: {
    ...thresholds.cuts,
    rfm: {
      ...thresholds.cuts.rfm,
      monetary: { ...thresholds.cuts.rfm.monetary, scores: [250.194, 490.096, 942.276, 2058.426] },
    },
  },
};

const told = (key: string) => {
  const life = LIVES.find((known) => known.key === key);
  return life ? messagesOf(life, catalogue, { now: NOW, anonymousId: "an-id", chance: () => 0.5 }) : [];
};

describe("messagesOf", () => {
  it.each(LIVES.filter(({ isSignedIn }) => !isSignedIn).map(({ key, segment }) => [key, segment]))(
    "leads %s to %s, by thresholds and by quantiles",
    (key, segment) => {
      for (const model of [thresholds, quantiles]) {
        const moments = told(key).map((body) => {
          const read = readMessage(body, { receivedAt: NOW, freshId: () => "fresh" });
          if ("issues" in read) throw new Error(JSON.stringify(read.issues));
          return momentOf(read.message, model.conversions, 1, false);
        });
        expect(segmentAt(applyEvents(NOBODY, moments), model, NOW).segment).toBe(segment);
      }
    },
  );

  it("tells a past from its beginning, each order under its own id", () => {
    const bodies = told("orders-5") as { timestamp: string; messageId: string; properties: { order_id: string } }[];
    expect(bodies.map(({ timestamp }) => timestamp)).toEqual(bodies.map(({ timestamp }) => timestamp).toSorted());
    expect(new Set(bodies.map(({ properties }) => properties.order_id)).size).toBe(5);
    expect(bodies.filter(({ messageId }) => messageId.length > 100)).toEqual([]);
  });

  it("begins a membership when the life says so, and says so of nobody else", () => {
    const member = told("member");
    const at = new Date(NOW - 60 * 86_400_000).toISOString();
    expect(member).toContainEqual(
      expect.objectContaining({
        event: "Subscription Started",
        timestamp: at,
        properties: expect.objectContaining({ plan: "post-circle-monthly", price: 3 }),
      }),
    );
    expect(member).toContainEqual(
      expect.objectContaining({ type: "identify", timestamp: at, traits: { circleMember: true } }),
    );
    const others = LIVES.filter(({ key }) => key !== "member").flatMap(({ key }) => told(key));
    expect(JSON.stringify(others)).not.toMatch(/Subscription|circleMember/);
  });

  it("sells only what the shop has", () => {
    const wanted = LIVES.flatMap(({ orders }) => orders.flatMap(({ items }) => items.map(([id]) => id)));
    expect(wanted.filter((id) => !catalogue.some((item) => item.id === id))).toEqual([]);
  });
});
