import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aLife, arrive, aSmallModel } from "../../test/support/lives.ts";
import { factOf, segmentAt } from "../segments/segmentAt.ts";
import { applyEvents } from "../visitor/applyEvents.ts";
import { momentOf } from "../visitor/moment.ts";
import { NOBODY } from "../visitor/visitor.ts";
import { factOfRow, factsNotInRows, laggingFacts } from "./rowFacts.ts";
import { rowOf } from "./rowOf.ts";

const MEASURES = [
  ...["rfm.recency", "rfm.frequency", "rfm.monetary", "rfe.recency", "rfe.frequency", "rfe.engagement"],
  ...["rfd.recency", "rfd.frequency", "rfd.duration"],
];
const STEADY = [
  ...["identified", "orders", "revenue", "averageOrderValue", "sessions", "pageViews", "engagedSeconds"],
  ...["gapBeforeLastOrder", "gapMedian", "segment", "audience", "traits.plan", "group.plan", "campaign.first.source"],
  ...["campaign.last.name", "count.page", "count.Product Viewed", "count.nothing"],
];
const MOVING = [
  ...["daysSince.order", "daysSince.visit", "daysSince.interaction", "daysSince.event.page", "lapseRatio"],
  ...["value.rfm.recency", "value.rfe.recency", "value.rfd.recency"],
];
const STANDING = ["score", "value", "tier"].flatMap((kind) => MEASURES.map((measure) => `${kind}.${measure}`));

describe("factOfRow", () => {
  it("is what the visitor's own object knows: all of it at the row's instant, and recencies at any later one", () => {
    const model = aSmallModel();
    fc.assert(
      fc.property(aLife(), fc.nat(500), (life, later) => {
        const moments = life.map((body) => momentOf(arrive(body, 300, model), model.conversions, 1, false));
        const standing = segmentAt(applyEvents(NOBODY, moments), model, 300);
        if (standing.activity.moments.length === 0) return;
        const since = { at: 300, cause: "event" } as const;
        const told = { id: "v", revision: 1, nextTransition: null, nextChangeAt: null, modelVersion: 1, segments: [] };
        const row = rowOf({ ...told, standing, since });
        const own = factOf(standing, model);
        const read = factOfRow(row, {
          now: 300,
          currency: model.currency,
          gapFloorDays: model.scoring.rfm.gapFloorDays,
        });
        for (const name of [...STEADY, ...MOVING, "ordersTrend", ...STANDING])
          expect([name, read(name)]).toEqual([name, own(name)]);
        const then = factOf(segmentAt(applyEvents(NOBODY, moments), model, 300 + later), model);
        const readThen = factOfRow(row, {
          now: 300 + later,
          currency: model.currency,
          gapFloorDays: model.scoring.rfm.gapFloorDays,
        });
        const withoutStanding = STEADY.filter((name) => name !== "segment" && name !== "audience");
        for (const name of [...withoutStanding, ...MOVING]) expect([name, readThen(name)]).toEqual([name, then(name)]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("factsNotInRows", () => {
  it("names what a row cannot tell, and nothing that it can", () => {
    const all = [...STEADY, ...MOVING, ...STANDING].map((fact) => ({ fact, exists: true }));
    expect(factsNotInRows({ all })).toEqual([]);
    const untold = ["orders.product.p-1", "views.category.Cakes", "consent.ads", "prediction.pAlive"];
    expect(factsNotInRows({ not: { any: [...untold, "orders"].map((fact) => ({ fact, exists: true })) } })).toEqual(
      untold,
    );
  });
});

describe("laggingFacts", () => {
  it("names values that time moves without a delivery", () => {
    expect(laggingFacts({ all: STANDING.map((fact) => ({ fact, gt: 1 })) })).toEqual([
      ...["value.rfe.frequency", "value.rfe.engagement", "value.rfd.frequency", "value.rfd.duration"],
    ]);
  });
});
