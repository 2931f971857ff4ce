import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { digitsOf, historyOf } from "#shared/segments/history";
import type { Model } from "#shared/segments/model";
import { nextChange, nextDelivery, nextStanding, nextTransition } from "#shared/segments/nextTransition";
import { sameStanding } from "#shared/segments/sameStanding";
import { type Standing, segmentAt, standingOf } from "#shared/segments/segmentAt";
import { activityAt } from "#shared/visitor/activity";
import type { Visitor } from "#shared/visitor/visitor";
import { nextDuty } from "../../../worker/objects/visitor/nextDuty.ts";
import { nextEntry, storedOf, tickEntry } from "../../../worker/objects/visitor/nextEntry.ts";
import { unseen } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, arrive, SMALL_DAY_MS, visitorOf } from "../../support/lives.ts";
import { anyModel } from "../../support/models.ts";

const LONG_MS = 600_000;

/** Days of ten milliseconds: every one of them can be looked at. */
const SMALL = anyModel({
  dayMs: SMALL_DAY_MS,
  days: fc.oneof(fc.integer({ min: 0, max: 60 }), fc.double({ min: 0, max: 60, noNaN: true })),
  decays: true,
});
/** No window, constant or rhythm of the small world reaches further after the last event. */
const SMALL_END = 300 + 1_300;

type Differs = (one: Standing, other: Standing) => boolean;
const scoresOrSegment: Differs = (one, other) => one.segment !== other.segment || digitsOf(one) !== digitsOf(other);
const segment: Differs = (one, other) => one.segment !== other.segment;
const anything: Differs = (one, other) => !sameStanding(one, other);

/** The first of the instants at which something differs from now, with no further event. */
function scan(visitor: Visitor, model: Model, now: number, instants: Iterable<number>, differs: Differs) {
  const activity = activityAt(visitor, model, now);
  const first = standingOf(activity, model, now);
  for (const at of instants) if (differs(first, standingOf(activity, model, at))) return at;
  return null;
}

function expectScanned(visitor: Visitor, model: Model, now: number, instants: readonly number[]) {
  const end = instants.at(-1) ?? now;
  const within = (at: number | null) => (at === null || at > end ? null : at);
  expect({
    change: within(nextChange(visitor, model, now)),
    transition: within(nextTransition(visitor, model, now)?.at ?? null),
    delivery: within(nextDelivery(activityAt(visitor, model, now), model, now)),
  }).toEqual({
    change: scan(visitor, model, now, instants, scoresOrSegment),
    transition: scan(visitor, model, now, instants, segment),
    delivery: scan(visitor, model, now, instants, anything),
  });
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Twenty days before a leap day. */
const LEAP = Date.UTC(2024, 1, 9);
/** Real days, whole ones: everything that changes does so on a quarter of a day, or a millisecond later. */
const REAL = anyModel({ dayMs: DAY_MS, days: fc.integer({ min: 0, max: 60 }), decays: false });
const realLife = aLife(50).map((life) =>
  life.map((body) => ({ ...body, timestamp: LEAP + Number(body["timestamp"]) * DAY_MS })),
);

describe("the time law", () => {
  test.prop([aLife(), SMALL, fc.integer({ min: 150, max: 700 })], { numRuns: lawRuns() })(
    "nextChange, nextTransition and the alarm’s instant are those of a scan over every millisecond, for any configuration",
    (life, model, now) => {
      expectScanned(visitorOf(life, 300, model), model, now, range(now + 1, SMALL_END));
    },
    LONG_MS,
  );

  test.prop([realLife, REAL, fc.integer({ min: 0, max: 60 })], { numRuns: lawRuns(1 / 3) })(
    "the same in days of 24 hours across a leap day, the orders’ trend of 90 and 180 days included",
    (life, model, day) => {
      const now = LEAP + day * DAY_MS;
      const visitor = visitorOf(life, LEAP + 51 * DAY_MS, model);
      const quarters = range(0, 4 * 260).map((quarter) => now + quarter * 6 * HOUR_MS);
      const instants = quarters.flatMap((at) => [at, at + 1]).slice(1);
      expectScanned(visitor, model, now, instants);
      // One after the other to the end, or the first change would hide those of half a year later.
      const [found, scanned]: [number[], number[]] = [[], []];
      const end = instants.at(-1) ?? now;
      const activity = activityAt(visitor, model, now);
      for (let at = now; ; ) {
        const next = nextStanding({ activity, model, at, until: end }, "segment");
        if (next === null) break;
        at = next.at;
        found.push(at);
      }
      let before = standingOf(activity, model, now);
      for (const at of instants) {
        const after = standingOf(activity, model, at);
        if (segment(before, after)) scanned.push(at);
        before = after;
      }
      expect(found).toEqual(scanned);
    },
    LONG_MS,
  );

  test.prop([aLife(), SMALL, fc.integer({ min: 300, max: 600 })], { numRuns: lawRuns(1 / 2) })(
    "the history of a stretch has an entry for each millisecond at which something differs from the one before",
    (life, model, now) => {
      const visitor = visitorOf(life, 300, model);
      const from = Math.min(...visitor.moments.map(({ at }) => at));
      const entries = historyOf({ visitor, model, last: null, from, to: now, recordedAt: now, startCause: "event" });
      const scanned: number[] = [from];
      for (let at = from + 1, before = segmentAt(visitor, model, from); at <= now; at++) {
        const after = segmentAt(visitor, model, at);
        if (scoresOrSegment(before, after)) scanned.push(at);
        before = after;
      }
      expect(entries.map(({ at }) => at)).toEqual(scanned);
    },
    LONG_MS,
  );

  test.prop([aLife(200), SMALL, fc.infiniteStream(fc.integer({ min: -40, max: 60 }))], {
    numRuns: lawRuns(1 / 2),
  })(
    "a clock that steps back neither turns history around nor makes the alarm late",
    (life, model, steps) => {
      let state = unseen("test");
      let now = 200;
      for (const body of life) {
        now = Math.max(200, now + (steps.next().value ?? 0));
        const messages = [storedOf(arrive(body, now, model), false)];
        state = nextEntry(state, model, { kind: "events", messages, now })?.state ?? state;
        state = tickEntry(state, model, now - 5)?.state ?? state;
        const standing = segmentAt(state.visitor, model, state.walkedTo);
        expect([state.last?.segment, state.last?.scores]).toEqual([standing.segment, digitsOf(standing)]);
        const duty = nextDuty({ ...state, delivered: state.seq }, model, null);
        const first = scan(state.visitor, model, state.walkedTo, range(state.walkedTo + 1, SMALL_END), anything);
        expect(duty?.at ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(first ?? Number.POSITIVE_INFINITY);
      }
    },
    LONG_MS,
  );
});
