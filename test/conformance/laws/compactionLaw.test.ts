import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Model } from "#shared/segments/model";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { compacted } from "../../../worker/objects/visitor/compaction.ts";
import { foldEntry } from "../../../worker/objects/visitor/foldEntry.ts";
import { endOf, isOver } from "../../../worker/objects/visitor/lifeSpan.ts";
import { replayLog } from "../../../worker/objects/visitor/replayLog.ts";
import {
  type LogEntry,
  momentOfStored,
  unseen,
  type VisitorState,
} from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aSmallModel } from "../../support/lives.ts";
import { aStep, type Step, take } from "../../support/steps.ts";

const SPAN = 300;

interface Row {
  readonly seq: number;
  readonly entry: LogEntry;
}

interface Log {
  readonly rows: readonly Row[];
  readonly state: VisitorState;
}

const models = [
  { behaviourMs: 90, customerMs: 600 },
  { behaviourMs: 250, customerMs: 2_000 },
].map(
  (retention): Model => ({
    ...aSmallModel([
      {
        all: [
          { fact: "count.page", gte: 2 },
          { fact: "sessions", lt: 6 },
        ],
      },
    ]),
    retention,
  }),
);

const deed = fc.record({
  step: aStep([], SPAN).map((step) => ({ ...step, imported: false })),
  compacts: fc.boolean(),
});

function foldOf(rows: readonly Row[], { conversions }: Model): VisitorState {
  return rows.reduce((state, { seq, entry }) => foldEntry(state, seq, entry, conversions), unseen("test"));
}

/** All is said as it happens, and once: what is told late is told of a past in which what has gone is missing. */
const saidAt = (step: Step, now: number): Step => ({
  ...step,
  bodies: step.bodies.map((body, index) => ({ ...body, messageId: `${now}-${index}`, timestamp: now })),
});

function added({ rows, state }: Log, model: Model, now: number, step: Step): Log {
  const next = take(state, model, now, step);
  if (next === null) return { rows, state };
  return { rows: [...rows, { seq: next.state.seq, entry: next.entry }], state: next.state };
}

function compactedLog({ rows, state }: Log, model: Model, now: number): Log {
  const all = { ...state, delivered: state.seq };
  const { changed, dropped, added: more, state: after } = compacted(all, model, now, rows);
  const left = rows.filter(({ seq }) => !dropped.includes(seq));
  const kept = left.map((row) => changed.find(({ seq }) => seq === row.seq) ?? row);
  // As it is stored.
  return { rows: JSON.parse(JSON.stringify([...kept, ...more])), state: after };
}

const goneIn = (rows: readonly Row[], model: Model, now: number) =>
  rows.flatMap(({ seq, entry }) =>
    (entry.messages ?? []).filter((stored) => {
      const { at, order, type, name } = momentOfStored(stored, { seq, at: entry.at }, model.conversions);
      const isMembership = [...model.tenure.starts, ...model.tenure.ends].includes(name);
      const isBehaviour = !(order || isMembership || ["identify", "alias", "group"].includes(type));
      return isBehaviour && now - at > model.retention.behaviourMs;
    }),
  );

const historyIn = (rows: readonly Row[]) => rows.flatMap(({ entry }) => entry.history ?? []);

/** All that anybody is told, and all that is done by it. */
function outcomeOf(
  { visitor, own, parts, apart, bornAt, last, since, segments }: VisitorState,
  model: Model,
  at: number,
) {
  const { segment, audiences, scores, activity } = segmentAt(visitor, model, at);
  const people = [own, ...parts.map((part) => part.visitor)].map(({ anonymousIds, userId }) => ({
    anonymousIds,
    userId,
  }));
  const { moments, orders, counts, campaigns, traits } = activity;
  const told = { moments: moments.map(({ id }) => id), orders, counts, campaigns, traits };
  return { segment, audiences, measures: measuresOf(scores), told, people, apart, bornAt, last, since, segments };
}

describe("the retention law in a log", { timeout: 600_000 }, () => {
  test.prop([fc.array(deed, { minLength: 1, maxLength: 20 }), fc.constantFrom(...models)], { numRuns: lawRuns() })(
    "a log out of which what has gone is taken, however often, tells what the whole one does, in memory, folded and replayed",
    (deeds, model) => {
      let whole: Log = { rows: [], state: unseen("test") };
      let short: Log = whole;
      let now = SPAN;
      for (const { step: one, compacts } of deeds) {
        now += one.wait + 1;
        const step = saidAt(one, now);
        // The end is a law of its own.
        if (isOver(whole.state, model, now)) break;
        whole = added(whole, model, now, step);
        short = added(short, model, now, step);
        if (compacts && short.state.seq > 0) {
          // As the alarm does it: first time passes up to now.
          const tick = { ...step, what: "tick" as const };
          whole = added(whole, model, now, tick);
          short = added(short, model, now, tick);
          short = compactedLog(short, model, now);
          expect(goneIn(short.rows, model, now)).toEqual([]);
          const { changed, changedAt, delivered, ...rest } = short.state;
          expect(foldOf(short.rows, model)).toMatchObject(rest);
          const again = compactedLog(short, model, now);
          expect(goneIn(again.rows, model, now)).toEqual([]);
          expect(historyIn(again.rows)).toEqual(historyIn(short.rows));
        }
        const at = Math.max(now, whole.state.walkedTo);
        for (const later of [0, 1, 40, 91, 200, 251, 500])
          expect(outcomeOf(short.state, model, at + later)).toEqual(outcomeOf(whole.state, model, at + later));
        const isSomebody = whole.state.visitor.moments.length > 0 && short.state.visitor.moments.length > 0;
        if (isSomebody) expect(endOf(short.state, model)).toBe(endOf(whole.state, model));
      }
      expect(historyIn(short.rows)).toEqual(historyIn(whole.rows));
      const replayed = replayLog(
        "test",
        short.rows.map(({ entry }) => entry),
        () => model,
      );
      expect(replayed.history).toEqual(historyIn(short.rows));
    },
  );
});
