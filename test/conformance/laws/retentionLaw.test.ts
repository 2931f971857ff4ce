import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { endsAt, type Retention, remainingAt } from "#shared/privacy/retention";
import { factAt } from "#shared/rules/facts";
import { digitsOf, historyOf } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { nextChange, nextDelivery, nextTransition } from "#shared/segments/nextTransition";
import { sameStanding } from "#shared/segments/sameStanding";
import { type Standing, segmentAt } from "#shared/segments/segmentAt";
import { activityAt } from "#shared/visitor/activity";
import type { Moment } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, SMALL_DAY_MS, visitorOf } from "../../support/lives.ts";
import { anyModel } from "../../support/models.ts";

const LONG_MS = 600_000;
const FOREVER: Retention = { behaviourMs: 1e12, customerMs: 1e12 };
const NOW = 300;

/** Facts that know no window, which models of time do not ask for. */
const EBBING = [
  ...["pageViews", "sessions", "engagedSeconds", "count.page", "count.Product Viewed", "count.Engaged"],
  ...["views.product.p", "daysSince.event.Product Viewed", "daysSince.event.page", "daysSince.visit"],
  ...["daysSince.interaction", "score.rfe.frequency", "value.rfe.engagement", "value.rfd.duration"],
  ...["campaign.first.source", "campaign.last.name", "traits.name", "group.plan", "orders", "revenue"],
];
const operands = fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constantFrom("mail", "May", "Ada", 0.00000001));
const ebbing = fc.oneof(
  fc
    .tuple(fc.constantFrom(...EBBING), fc.constantFrom("gt", "gte", "lt", "lte", "eq", "ne"), operands)
    .map(([fact, operator, operand]) => ({ fact, [operator]: operand })),
  fc.tuple(fc.constantFrom(...EBBING), fc.boolean()).map(([fact, exists]) => ({ fact, exists })),
);

const spans = fc.record({
  behaviourMs: fc.integer({ min: 1, max: 400 }),
  customerMs: fc.integer({ min: 1, max: 900 }),
});

/** Any configuration of the small world that keeps what it hears for a short while, with rules that ask for all of it. */
const anyKeeping: fc.Arbitrary<Model> = fc
  .record({
    model: anyModel({ dayMs: SMALL_DAY_MS, days: fc.integer({ min: 0, max: 60 }), decays: true }),
    retention: spans,
    rules: fc.array(ebbing, { minLength: 1, maxLength: 3 }),
    audience: ebbing,
  })
  .map(({ model, retention, rules, audience }) => ({
    ...model,
    retention,
    segments: [
      ...rules.map((rule, index) => ({ key: `e-${index}`, name: {}, rule })),
      ...model.segments,
    ] as Model["segments"],
    audiences: [...model.audiences, { key: "ebbing", name: {}, rule: audience }] as Model["audiences"],
  }));

/** Some of it imported at the end of the small world: it ages from there. */
function withImports(visitor: Visitor, every: number): Visitor {
  const moments = visitor.moments.map((moment, index) =>
    every > 0 && index % every === 0 ? { ...moment, imported: true as const, receivedAt: NOW } : moment,
  );
  return { ...visitor, moments };
}

const LASTING = new Set(["identify", "group", "alias"]);

/** The law in plain words: whether nothing is left of somebody, and what of their messages is not gone. */
function leftOf({ moments }: Visitor, { retention, tenure }: Model, at: number): Moment[] {
  const said = moments.filter((moment) => moment.at <= at);
  const heard = said.map((moment) => Math.max(moment.at, moment.receivedAt ?? 0));
  const isCustomer = said.some(({ order, name }) => order?.action === "complete" || tenure.starts.includes(name));
  if (at - Math.max(...heard) > (isCustomer ? retention.customerMs : retention.behaviourMs)) return [];
  return said.filter((moment, index) => {
    const isMembership = [...tenure.starts, ...tenure.ends].includes(moment.name);
    if (moment.order !== undefined || isMembership || LASTING.has(moment.type)) return true;
    return at - (heard[index] ?? 0) <= retention.behaviourMs;
  });
}

/** Where somebody stands who never said what has gone, asked for one instant after the other; null: nobody is there. */
function neverSaid(visitor: Visitor, model: Model): (at: number) => Standing | null {
  const forever = { ...model, retention: FOREVER };
  let left = NOBODY;
  return (at) => {
    const moments = leftOf(visitor, model, at);
    // Whoever stays the same is not made anew: most of a million milliseconds change nothing in what is left.
    if (!isSame(moments, left.moments)) left = { ...NOBODY, moments };
    return moments.length === 0 ? null : segmentAt(left, forever, at);
  };
}

const isSame = (some: readonly Moment[], others: readonly Moment[]) =>
  some.length === others.length && some.every((moment, index) => moment === others[index]);

const shown = ({ segment, audiences, scores, activity }: Standing, model: Model, at: number) => ({
  segment,
  audiences,
  scores,
  facts: EBBING.map((fact) => factAt({ activity, scores, at, reading: model }, fact)),
});

type Differs = (one: Standing, other: Standing) => boolean;
const segment: Differs = (one, other) => one.segment !== other.segment;
const scoresOrSegment: Differs = (one, other) => segment(one, other) || digitsOf(one) !== digitsOf(other);
const anything: Differs = (one, other) => !sameStanding(one, other);

/** The first millisecond at which somebody stands otherwise than now, as long as they are there. */
function scan(standings: readonly (Standing | null)[], differs: Differs): number | null {
  const [now] = standings;
  if (!now) return null;
  for (const later of standings.slice(1)) {
    if (later === null) return null;
    if (differs(now, later)) return later.at;
  }
  return null;
}

const cases = [aLife(NOW), anyKeeping, fc.integer({ min: 150, max: 700 }), fc.constantFrom(0, 0, 1, 2, 3)] as const;

describe("the retention law", () => {
  test.prop([...cases], { numRuns: lawRuns() })(
    "at every millisecond whoever is there stands like one who never said what has gone, whatever was asked before",
    (life, model, start, every) => {
      const visitor = withImports(visitorOf(life, NOW, model), every);
      const without = neverSaid(visitor, model);
      for (let at = start - 149; at < start + 1_000; at += at % 7 === 0 ? 5 : 1) {
        const expected = without(at);
        const remaining = remainingAt(visitor, model, at);
        if (expected === null) expect(activityAt(remaining, model, at).moments).toEqual([]);
        else expect(shown(segmentAt(visitor, model, at), model, at)).toEqual(shown(expected, model, at));
      }
    },
    LONG_MS,
  );

  test.prop([...cases], { numRuns: lawRuns() })(
    "nextChange, nextTransition and the alarm’s instant are those of a scan over every millisecond; the end is none of them",
    (life, model, now, every) => {
      const visitor = withImports(visitorOf(life, NOW, model), every);
      const said = visitor.moments.filter(({ at }) => at <= now);
      const end = endsAt(said, model);
      fc.pre(said.length > 0 && now < end);
      const standings: (Standing | null)[] = [];
      const without = neverSaid({ ...visitor, moments: said }, model);
      for (let at = now; at <= end; at++) standings.push(without(at));
      expect(standings.at(-1)).toBe(null);
      expect(standings.at(-2)).not.toBe(null);
      const activity = segmentAt(visitor, model, now).activity;
      expect({
        change: nextChange(visitor, model, now),
        transition: nextTransition(visitor, model, now)?.at ?? null,
        delivery: nextDelivery(activity, model, now),
      }).toEqual({
        change: scan(standings, scoresOrSegment),
        transition: scan(standings, segment),
        delivery: scan(standings, anything),
      });
    },
    LONG_MS,
  );

  test.prop([...cases], { numRuns: lawRuns(1 / 2) })(
    "the history has an entry for each millisecond at which something differs from the one before, and none for the end",
    (life, model, now, every) => {
      const visitor = withImports(visitorOf(life, NOW, model), every);
      const from = Math.min(...visitor.moments.map(({ at }) => at));
      const entries = historyOf({ visitor, model, last: null, from, to: now, recordedAt: now, startCause: "event" });
      const scanned: number[] = [from];
      const without = neverSaid(visitor, model);
      let before = without(from);
      for (let at = from + 1; at <= now; at++) {
        const after = without(at);
        if (after === null) continue;
        if (before === null || scoresOrSegment(before, after)) scanned.push(at);
        before = after;
      }
      expect(entries.map(({ at }) => at)).toEqual(scanned);
    },
    LONG_MS,
  );
});
