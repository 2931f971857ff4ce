import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Model } from "#shared/segments/model";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { foldEntry } from "../../../worker/objects/visitor/foldEntry.ts";
import { replayLog } from "../../../worker/objects/visitor/replayLog.ts";
import { type LogEntry, unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aSmallModel } from "../../support/lives.ts";
import { aStep, type Step, take } from "../../support/steps.ts";

const SPAN = 300;

/** Three models, the last of which counts other orders: a log may pass from any to any. */
const models: Model[] = [
  aSmallModel(),
  { ...aSmallModel([{ fact: "count.page", gte: 3 }]), version: 2 },
  { ...aSmallModel(), version: 3, conversions: ["Signed Up"] },
];
const modelOf = (version: number) => models.find((model) => model.version === version) ?? aSmallModel();

/** A log as an object would have written it, and the state in memory at its end. */
function live(steps: readonly Step[]): { log: LogEntry[]; state: VisitorState; model: Model } {
  const log: LogEntry[] = [];
  let state = unseen("test");
  let [model, now] = [modelOf(1), SPAN];
  for (const one of steps) {
    now += one.wait;
    if (one.model !== null && one.model !== model) {
      model = one.model;
      const { conversions } = model;
      state = log.reduce((before, entry, index) => foldEntry(before, index + 1, entry, conversions), unseen("test"));
    }
    const next = take(state, model, now, one);
    if (next === null) continue;
    log.push(next.entry);
    state = next.state;
  }
  return { log, state, model };
}

function outcomeOf({ visitor, walkedTo, last, since }: VisitorState, model: Model) {
  const { segment, audiences, scores } = segmentAt(visitor, model, walkedTo);
  return { segment, audiences, measures: measuresOf(scores), last, since, visitor };
}

describe("the replay law", { timeout: 60_000 }, () => {
  test.prop([fc.array(aStep(models, SPAN), { minLength: 1, maxLength: 25 })], { numRuns: lawRuns() })(
    "a log of messages, links, model changes and ticks gives the same scores, segment and history again, entry after entry in time",
    (steps) => {
      const { log, state, model } = live(steps);
      const exported: LogEntry[] = JSON.parse(JSON.stringify(log));
      const replayed = replayLog("test", exported, modelOf);
      const history = log.flatMap((entry) => entry.history ?? []);
      expect(replayed.history).toEqual(history);
      for (const [index, { at, recordedAt }] of history.entries()) {
        expect(at).toBeGreaterThanOrEqual(history[index - 1]?.at ?? at);
        expect(recordedAt).toBeGreaterThanOrEqual(at);
      }
      const { conversions } = model;
      const folded = exported.reduce(
        (before, entry, index) => foldEntry(before, index + 1, entry, conversions),
        unseen("test"),
      );
      expect(outcomeOf(folded, model)).toEqual(outcomeOf(state, model));
      if (modelOf(log.at(-1)?.model ?? 0) === model)
        expect(outcomeOf(replayed.state, model)).toEqual(outcomeOf(state, model));
    },
  );
});
