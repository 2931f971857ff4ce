import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { aLife, aModel, visitorOf } from "../../test/support/lives.ts";
import { DAY_MS } from "../events/clock.ts";
import type { Model } from "../segments/model.ts";
import { activityAt } from "../visitor/activity.ts";
import { applyEvents } from "../visitor/applyEvents.ts";
import type { Visitor } from "../visitor/visitor.ts";
import { earnings, earningsAlone, engagement } from "./engagement.ts";

const MINUTE_MS = 60_000;
const NOW = 1_000 * MINUTE_MS;

type Points = Readonly<Record<string, unknown>>;

/** Engagement now of someone who sent these names so many minutes ago, with a half-life too long to matter. */
function earnedWith(
  points: Points,
  ...told: readonly (readonly [minutesAgo: number, name: string, seconds?: number])[]
) {
  const model = aModel({ scoring: { rfe: { points, halfLifeDays: 36_500 } } });
  const bodies = told.map(([minutesAgo, name, seconds], index) => ({
    anonymousId: "a",
    messageId: `m-${String(index).padStart(3, "0")}`,
    timestamp: NOW - minutesAgo * MINUTE_MS,
    ...(name === "page" ? { type: "page" } : { type: "track", event: name, properties: { seconds } }),
  }));
  const activity = activityAt(visitorOf(bodies, NOW, model), model, NOW);
  return earnings(activity, model.scoring.rfe.points);
}

describe("what earns points", () => {
  it.each<[string, Points, Parameters<typeof earnedWith>[1][], number[]]>([
    ["a page view, by default 1", {}, [[1, "page"]], [1]],
    ["a click", { "Link Clicked": 3 }, [[1, "Link Clicked"]], [3]],
    ["a form", {}, [[1, "Form Submitted"]], [5]],
    ["taking part in an event", {}, [[1, "Event Attended"]], [10]],
    ["a subscription", {}, [[1, "Subscription Started"]], [15]],
    [
      "engaged time, unrounded and up to a maximum",
      {},
      [
        [9, "Engaged", 45],
        [8, "Engaged", 4_000],
      ],
      [1.5, 10],
    ],
    ["nothing, under a name that has no points", {}, [[1, "Looked Around"]], [0]],
    [
      "any other name",
      { "*": 2 },
      [
        [1, "Looked Around"],
        [1, "page"],
      ],
      [2, 1],
    ],
    [
      "pages per visit: two points for every two pages, at most three a visit; each visit anew",
      { page: { perPages: 2, points: 2, max: 3 } },
      [
        [100, "page"],
        [99, "Link Clicked"],
        [98, "page"],
        [97, "page"],
        [96, "page"],
        [50, "page"],
      ],
      [1, 0, 1, 1, 0, 1],
    ],
  ])("%s", (_, points, told, earned) => {
    expect(earnedWith(points, ...told)).toEqual(earned);
  });

  test.prop([aLife(), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 6 })])(
    "pages per visit add up to min(max, points × pages / perPages) over the visits",
    (life, perPages, max) => {
      const model = aModel({
        site: { sessionGapMinutes: 20 / MINUTE_MS },
        scoring: { rfe: { halfLifeDays: 36_500, points: { page: { perPages, points: 2, max }, "*": 0 } } },
      });
      const silent = Object.fromEntries(Object.keys(model.scoring.rfe.points).map((name) => [name, 0]));
      const { page = 0 } = model.scoring.rfe.points;
      const activity = activityAt(visitorOf(life, 300, model), model, 300);
      const expected = activity.sessions.reduce(
        (sum, { pageViews }) => sum + Math.min(max, (2 * pageViews) / perPages),
        0,
      );
      expect(engagement(activity, 300, { ...model.scoring.rfe, points: { ...silent, page } })).toBeCloseTo(expected, 6);
    },
  );

  /** What someone's events earned, asked after each of them, and asked once. */
  function askedOften(visitor: Visitor, model: Model) {
    const { rfe } = model.scoring;
    let grown: Visitor = { ...visitor, moments: [] };
    for (const moment of visitor.moments) {
      grown = applyEvents(grown, [moment]);
      earningsAlone(activityAt(grown, model, NOW), rfe);
    }
    const activity = activityAt(grown, model, NOW);
    const worths = earnings(activity, rfe.points);
    const once = activity.moments.flatMap(({ at }, index) => (worths[index] ? [{ at, points: worths[index] }] : []));
    return { often: earningsAlone(activity, rfe).earnings, once };
  }

  test.prop([aLife(), fc.integer({ min: 1, max: 4 })])(
    "is the same whether it is asked as each event comes or once",
    (life, perPages) => {
      const model = aModel({
        site: { sessionGapMinutes: 20 / MINUTE_MS },
        scoring: { rfe: { points: { page: { perPages, points: 2, max: 3 }, "*": 1 } } },
      });
      const { often, once } = askedOften(visitorOf(life, 300, model), model);
      expect(often).toEqual(once);
    },
  );

  /** Somebody with so many events, minutes or days apart, and points that no power of two divides. */
  const longLife = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 150, size: "max" });

  test.prop([longLife, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 100_000 })])(
    "of a long life is the plain sum of what is left of each event, to 1 in 10^12, asked as each comes or once",
    (gaps, halfLifeDays, later) => {
      const model = aModel({ scoring: { rfe: { halfLifeDays, windowDays: 90, points: { page: 0.3, "*": 1.7 } } } });
      const { rfe } = model.scoring;
      let minutes = 0;
      const bodies = gaps.map((gap, index) => {
        minutes += gap;
        const told = index % 3 === 0 ? { type: "track", event: "Anything" } : { type: "page" };
        return { anonymousId: "a", messageId: `m-${index}`, timestamp: minutes * MINUTE_MS, ...told };
      });
      const now = (minutes + later) * MINUTE_MS;
      const visitor = visitorOf(bodies, now, model);
      let grown: Visitor = { ...visitor, moments: [] };
      for (const moment of visitor.moments) {
        grown = applyEvents(grown, [moment]);
        engagement(activityAt(grown, model, moment.at), moment.at, rfe);
      }
      const once = activityAt(visitor, model, now);
      const worths = earnings(once, rfe.points);
      const plain = once.moments.reduce((sum, { at }, index) => {
        const days = (now - at) / DAY_MS;
        return days > 90 ? sum : sum + (worths[index] ?? 0) * 0.5 ** (days / halfLifeDays);
      }, 0);
      const asked = engagement(once, now, rfe) ?? Number.NaN;
      expect(Math.abs(asked - plain)).toBeLessThanOrEqual(plain * 1e-12);
      expect(engagement(activityAt(grown, model, now), now, rfe)).toBe(asked);
    },
  );

  it("goes on with the pages of a visit that the shop's own message came in between", () => {
    const model = aModel({ scoring: { rfe: { points: { page: { perPages: 1, points: 1, max: 2 } } } } });
    const names = ["page", "page", "Order Refunded", "page"];
    const bodies = names.map((name, index) => ({
      ...{ anonymousId: "a", messageId: `m-${index}`, timestamp: index * 10 * MINUTE_MS },
      ...(name === "page" ? { type: "page" } : { type: "track", event: name }),
      properties: { order_id: "o" },
    }));
    const { often, once } = askedOften(visitorOf(bodies, NOW, model), model);
    expect(often).toEqual(once);
    expect(once.map(({ at }) => at)).toEqual([0, 10 * MINUTE_MS]);
  });
});
