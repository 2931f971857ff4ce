import { modelOf } from "#shared/config/modelOf";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { readMessage } from "#shared/events/event";
import type { Model } from "#shared/segments/model";
import { nextTransition } from "#shared/segments/nextTransition";
import { newStanding } from "#shared/segments/segmentAt";
import { activityAt } from "#shared/visitor/activity";
import { applyEvents } from "#shared/visitor/applyEvents";
import { momentOf } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { compareWork, type Run, type Size } from "./load.ts";

const DAY_MS = 86_400_000;
const NOW = Date.UTC(2026, 0, 1);
const RULES = 1_000;
const DAYS = 365;

/**
 * The search for the next transition under a thousand segments, every one of which time moves and none of which ever comes true, so that
 * it must look at all of them to the end; against the same thousand rules evaluated once a day for a year, which is less exact.
 */
export function transition(size: Pick<Size, "pairs" | "seconds">): Run {
  const model = aThousandRules();
  const visitor = aVisitor(model);
  // Each time another instant, as what was asked last is remembered.
  const ours = (n: number) => nextTransition(visitor, model, NOW + n) === null;
  const activity = activityAt(visitor, model, NOW);
  const baseline = (n: number) => {
    let changed = 0;
    for (let day = 1; day <= DAYS; day++)
      if (newStanding(activity, model, NOW + n + day * DAY_MS).segment !== "rest") changed += 1;
    return changed === 0;
  };
  const against = `the same ${RULES} rules evaluated once for each of ${DAYS} days`;
  return compareWork({ name: "next-transition", against, ours, baseline }, size);
}

function aThousandRules(): Model {
  const facts = [
    "daysSince.order",
    "daysSince.visit",
    "lapseRatio",
    "value.rfe.engagement",
    "daysSince.event.Product Viewed",
  ];
  const segments = Array.from({ length: RULES - 1 }, (_, index) => ({
    key: `s-${index}`,
    rule: {
      all: [
        { fact: facts[index % facts.length], gt: 1 + index / 7 },
        { any: [{ fact: "score.rfm.recency", lte: 4 }, { not: { fact: "value.rfm.frequency", lt: 2 } }] },
        { fact: "revenue", lt: 0 },
      ],
    },
  }));
  const parsed = parseSiteConfig({ segments: [...segments, { key: "rest", rule: { all: [] } }] });
  if ("errors" in parsed) throw new RangeError(JSON.stringify(parsed.errors[0]));
  return modelOf(parsed.config, 1);
}

/** Two years of monthly orders and four hundred events of the last weeks. */
function aVisitor(model: Model): Visitor {
  const orders = Array.from({ length: 24 }, (_, index) => ({
    timestamp: NOW - (index + 1) * 30 * DAY_MS,
    type: "track",
    event: "Order Completed",
    properties: { order_id: `o-${index}`, revenue: 40 },
  }));
  const events = Array.from({ length: 400 }, (_, index) => ({
    timestamp: NOW - (index + 1) * 3 * 3_600_000,
    ...(index % 2 === 0 ? { type: "page" } : { type: "track", event: "Product Viewed" }),
  }));
  const moments = [...orders, ...events].map((body, index) => {
    const read = readMessage(
      { anonymousId: "a", messageId: `m-${index}`, ...body },
      { receivedAt: NOW, freshId: () => "fresh" },
    );
    if ("issues" in read) throw new RangeError(JSON.stringify(read.issues));
    return momentOf(read.message, model.conversions, 1, false);
  });
  return applyEvents(NOBODY, moments);
}
