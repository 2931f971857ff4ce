import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Model } from "#shared/segments/model";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { nextEntry, storedOf } from "../../../worker/objects/visitor/nextEntry.ts";
import { unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { aLife, arrive, aSmallModel } from "../../support/lives.ts";

const NOW = 400;
const model = aSmallModel();

/** The visitor after batches of messages, as their object builds it, log entry by log entry. */
function live(batches: readonly (readonly Record<string, unknown>[])[], within: Model): VisitorState {
  return batches.reduce<VisitorState>((state, bodies) => {
    const messages = bodies.map((body) => storedOf(arrive(body, NOW, within), false));
    return nextEntry(state, within, { kind: "events", messages, now: NOW })?.state ?? state;
  }, unseen("test"));
}

function outcomeOf(state: VisitorState) {
  const { segment, audiences, scores, activity } = segmentAt(state.visitor, model, NOW);
  return {
    segment,
    audiences,
    measures: measuresOf(scores),
    orders: activity.orders,
    sessions: activity.sessions,
    traits: activity.traits,
    counts: [...activity.counts].sort(),
  };
}

/** A life, and the same in another order, with repetitions, cut into batches. */
const twoTellings = aLife().chain((life) =>
  fc.record({
    life: fc.constant(life),
    told: fc.shuffledSubarray([...life, ...life], { minLength: life.length * 2 }),
    cuts: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 60, maxLength: 60 }),
  }),
);

describe("the order law", () => {
  test.prop([twoTellings], { numRuns: 300 })(
    "any order, batching and repetition gives the same totals, values, scores and segment",
    ({ life, told, cuts }) => {
      // The first telling of a message id is the one that counts, so both must agree on it.
      const first = new Map(life.map((body) => [body["messageId"], body]));
      const batches: Record<string, unknown>[][] = [];
      const rest = told.map((body) => first.get(body["messageId"]) ?? body);
      for (const cut of cuts) if (rest.length > 0) batches.push(rest.splice(0, cut));
      if (rest.length > 0) batches.push(rest);
      expect(outcomeOf(live(batches, model))).toEqual(outcomeOf(live([[...first.values()]], model)));
    },
  );
});
