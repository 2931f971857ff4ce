import { fc, test } from "@fast-check/vitest";
import { afterAll, describe, expect } from "vitest";
import { type ExplainedMeasure, explainScores } from "#shared/scoring/explainScores";
import type { Dimension } from "#shared/scoring/families";
import type { Lift } from "#shared/scoring/liftOf";
import type { Measure } from "#shared/scoring/scoresAt";
import type { LiftKind } from "#shared/scoring/trial";
import type { Model } from "#shared/segments/model";
import { segmentAt } from "#shared/segments/segmentAt";
import { activityAt } from "#shared/visitor/activity";
import type { Visitor } from "#shared/visitor/visitor";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, SMALL_DAY_MS, visitorOf } from "../../support/lives.ts";
import { anyModel } from "../../support/models.ts";

const SMALL = anyModel({ dayMs: SMALL_DAY_MS, days: fc.integer({ min: 0, max: 60 }), decays: true });

/** The same model, in which an event of this name earns so many points at once. */
const withPoints = (model: Model, Lifted: number): Model => {
  const { rfe } = model.scoring;
  return { ...model, scoring: { ...model.scoring, rfe: { ...rfe, points: { ...rfe.points, Lifted } } } };
};

type Body = Record<string, unknown>;
type Life = readonly Body[];

const SEEN = new Map<string, number>();
afterAll(() => console.log("lifts tried:", Object.fromEntries(SEEN)));

/** The messages that a lift asks for, the last of them at an instant. */
function messagesOf({ kind, amount }: Pick<Lift, "kind" | "amount">, at: number, model: Model): Body[] {
  const times = (count: number, body: (index: number) => Body) =>
    Array.from({ length: count }, (_, index) => body(index));
  const track = (event: string, properties: Body = {}) => ({ type: "track", event, timestamp: at, properties });
  const apart = Math.floor(model.sessionGapMs) + 1;
  const page = { context: { page: { url: "https://shop.example/tea" } } };
  switch (kind) {
    case "orders":
      return times(amount, (index) => track("Order Completed", { order_id: `lift-${index}`, revenue: 0 }));
    case "revenue":
      return [track("Order Completed", { order_id: "lift", revenue: amount })];
    case "sessions":
      return times(amount, (index) => ({ type: "page", timestamp: at - index * apart }));
    case "points":
      return [track("Lifted")];
    case "seconds":
      return [
        { ...track("Product Viewed", { product_id: "tea" }), ...page },
        ...times(Math.ceil(amount / 86_400), (index) => ({
          ...track("Engaged", { seconds: Math.min(86_400, amount - index * 86_400) }),
          ...page,
        })),
      ];
    case "interactions":
      return [track(model.interactions[0] ?? "")];
    case "days":
      return [];
  }
}

interface Tried {
  readonly life: Life;
  readonly model: Model;
  readonly explained: ExplainedMeasure;
}

/** The score after so much has been done, the last of it at an instant. */
function scoreAfter({ life, model, explained }: Tried, lift: Pick<Lift, "kind" | "amount">, at: number): number {
  const done = messagesOf(lift, at, model).map((body, index) => ({
    ...body,
    anonymousId: "a",
    messageId: `z-${index}`,
  }));
  const scoring = withPoints(model, lift.kind === "points" ? lift.amount : 0);
  const { scores } = segmentAt(visitorOf([...life, ...done], at, model), scoring, at);
  const measures: { readonly [D in string]?: Measure } = scores[explained.family];
  return measures[explained.dimension]?.score ?? 0;
}

/** When it can be done at the earliest: visits must be sessions of their own, membership takes its time. */
function earliest(visitor: Visitor, model: Model, now: number, { kind, amount }: Lift, isRecency: boolean): number {
  if (kind === "days") return Math.round(now + amount * 86_400_000);
  if (kind !== "sessions" || isRecency) return now;
  const apart = Math.floor(model.sessionGapMs) + 1;
  const last = activityAt(visitor, model, now).sessions.at(-1)?.end ?? Number.NEGATIVE_INFINITY;
  return Math.max(now, last + apart) + (amount - 1) * apart;
}

describe("a lift", () => {
  test.prop([aLife(), SMALL, fc.integer({ min: 300, max: 600 })], { numRuns: lawRuns() })(
    "done as real messages gives the score it says, until the instant it says and no longer, and less of it gives none",
    (life, model, now) => {
      const visitor = visitorOf(life, 300, model);
      for (const explained of explainScores(activityAt(visitor, model, now), model, now, null)) {
        const { lift, score, dimension, cuts } = explained;
        if (lift === null) continue;
        SEEN.set(`${dimension} ${lift.kind}`, (SEEN.get(`${dimension} ${lift.kind}`) ?? 0) + 1);
        const tried = { life, model, explained };
        const at = earliest(visitor, model, now, lift, dimension === "recency");
        expect(lift.score).toBeGreaterThan(score ?? 0);
        expect(scoreAfter(tried, lift, at)).toBe(lift.score);
        const unit = lift.kind === "revenue" ? 0.01 : lift.kind === "days" ? 1 / 86_400_000 : 1;
        const less = {
          ...lift,
          amount: lift.kind === "revenue" ? Number((lift.amount - unit).toFixed(2)) : lift.amount - unit,
        };
        if (less.amount > 0) {
          const before = earliest(visitor, model, now, less, dimension === "recency");
          expect(scoreAfter(tried, less, before)).toBeLessThanOrEqual(score ?? 0);
        }
        if (lift.within === undefined) {
          if (lift.kind !== "days")
            expect(scoreAfter(tried, lift, at + 5_000), JSON.stringify(explained)).toBeGreaterThanOrEqual(lift.score);
          continue;
        }
        expect(lift.within).toBeGreaterThanOrEqual(at);
        expect(scoreAfter(tried, lift, lift.within)).toBeGreaterThanOrEqual(lift.score);
        expect(scoreAfter(tried, lift, lift.within + 1)).toBeLessThan(lift.score);
        expect(cuts.scores).toHaveLength(4);
      }
    },
  );

  test.prop([aLife(), SMALL, fc.integer({ min: 300, max: 600 })], { numRuns: lawRuns() })(
    "is there wherever an order, a visit, money, points or seconds could still give more",
    (life, model, now) => {
      const visitor = visitorOf(life, 300, model);
      for (const explained of explainScores(activityAt(visitor, model, now), model, now, null)) {
        const tried = { life, model, explained };
        const kinds: Record<Dimension, readonly LiftKind[]> = {
          recency: ["orders", "sessions"],
          frequency: explained.family === "rfm" ? ["orders"] : ["sessions"],
          monetary: ["revenue"],
          engagement: ["points"],
          duration: model.scoring.rfd.measure === "tenure" ? [] : ["seconds"],
        };
        if (explained.lift !== null) continue;
        for (const kind of kinds[explained.dimension])
          for (const amount of [1, 3, 8, 50]) {
            const at = earliest(visitor, model, now, { ...explained, kind, amount, score: 5 }, false);
            const gives = scoreAfter(tried, { kind, amount }, at);
            const needed = explained.score ?? 0;
            // A visit is no interaction everywhere, nor is an order.
            if (explained.family !== "rfe" || explained.dimension !== "recency")
              expect(gives).toBeLessThanOrEqual(needed);
          }
      }
    },
  );
});
