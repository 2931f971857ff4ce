import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { digitsOf } from "#shared/segments/history";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { activityAt } from "#shared/visitor/activity";
import { everyOrder } from "#shared/visitor/orders";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { foldEntry } from "../../../worker/objects/visitor/foldEntry.ts";
import { nextEntry, storedOf, tickEntry } from "../../../worker/objects/visitor/nextEntry.ts";
import { type LogEntry, unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, arrive, aSmallModel } from "../../support/lives.ts";

const NOW = 400;
const model = aSmallModel();

type Body = Readonly<Record<string, unknown>>;

/** Messages that arrive together: live or imported, and whether the alarm runs before the next. */
interface Batch {
  readonly bodies: readonly Body[];
  readonly imported: boolean;
  readonly ticks: boolean;
}

/** A life as it is told: its batches arrive as early as they can, so that most of their messages are late. */
function live(batches: readonly Batch[]): { readonly state: VisitorState; readonly log: readonly LogEntry[] } {
  const log: LogEntry[] = [];
  let state = unseen("test");
  let now = 0;
  const keep = (next: { entry: LogEntry; state: VisitorState } | null) => {
    if (next === null) return;
    log.push(next.entry);
    state = next.state;
  };
  for (const { bodies, imported, ticks } of batches) {
    now = Math.max(now, ...bodies.map((body) => Number(body["timestamp"])));
    const messages = bodies.map((body) => storedOf(arrive(body, now, model), imported));
    keep(nextEntry(state, model, { kind: "events", messages, now }));
    if (!ticks) continue;
    now = Math.min(NOW, now + 7);
    keep(tickEntry(state, model, now));
  }
  keep(tickEntry(state, model, NOW));
  return { state, log };
}

function outcomeOf({ visitor }: VisitorState) {
  const { segment, audiences, scores, activity } = segmentAt(visitor, model, NOW);
  const { moments, visitor: _, ...folded } = activity;
  return {
    segment,
    audiences,
    measures: measuresOf(scores),
    folded,
    orders: everyOrder(moments, model),
  };
}

/** The same visitor, of whom nothing is folded yet. */
const afresh = (visitor: Visitor): Visitor => ({ ...visitor, moments: [...visitor.moments] });

/** A life, and the same in another order, with repetitions, cut into batches. */
const twoTellings = aLife().chain((life) =>
  fc.record({
    life: fc.constant(life),
    told: fc.shuffledSubarray([...life, ...life], { minLength: life.length * 2 }),
    cuts: fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }), imported: fc.boolean(), ticks: fc.boolean() }), {
      minLength: 60,
      maxLength: 60,
    }),
  }),
);

function batchesOf(told: readonly Body[], cuts: readonly (Omit<Batch, "bodies"> & { size: number })[]): Batch[] {
  const rest = [...told];
  return cuts.flatMap(({ size, ...cut }) => (rest.length === 0 ? [] : [{ ...cut, bodies: rest.splice(0, size) }]));
}

describe("the order law", () => {
  test.prop([twoTellings], { numRuns: lawRuns() })(
    "any order, batching and repetition gives the same totals, values, scores, segment and orders, and a history that ends with them",
    ({ life, told, cuts }) => {
      // The first telling of a message id is the one that counts, so both must agree on it.
      const first = new Map(life.toReversed().map((body) => [body["messageId"], body]));
      const again = told.map((body) => first.get(body["messageId"]) ?? body);
      const plain = live([{ bodies: [...first.values()], imported: false, ticks: false }]);
      const { state, log } = live(batchesOf(again, cuts));
      const outcome = outcomeOf(state);
      expect(outcome).toEqual(outcomeOf(plain.state));
      expect(state.last).toMatchObject({
        segment: outcome.segment,
        scores: digitsOf(segmentAt(state.visitor, model, NOW)),
      });
      const replayed = log.reduce<VisitorState>(
        (folded, entry, index) => foldEntry(folded, index + 1, entry, model.conversions),
        unseen("test"),
      );
      expect(replayed).toEqual(state);
    },
  );

  test.prop([twoTellings, fc.array(fc.integer({ min: 0, max: NOW }), { maxLength: 6 })], { numRuns: lawRuns() })(
    "what is folded message by message is what is folded at once, at every instant",
    ({ told, cuts }, instants) => {
      let { visitor } = unseen("test");
      for (const [index] of batchesOf(told, cuts).entries()) {
        visitor = live(batchesOf(told, cuts).slice(0, index + 1)).state.visitor;
        for (const at of [...instants, NOW])
          expect(activityAt(visitor, model, at)).toEqual({ ...activityAt(afresh(visitor), model, at), visitor });
      }
      expect(visitor).not.toBe(NOBODY);
    },
  );
});
