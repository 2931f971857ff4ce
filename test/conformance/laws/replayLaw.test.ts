import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Model } from "#shared/segments/model";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { foldEntry } from "../../../worker/objects/visitor/foldEntry.ts";
import { replayLog } from "../../../worker/objects/visitor/replayLog.ts";
import { type LogEntry, unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLog, logModelOf } from "../../support/logs.ts";

function outcomeOf({ visitor, walkedTo, last, since }: VisitorState, model: Model) {
  const { segment, audiences, scores } = segmentAt(visitor, model, walkedTo);
  return { segment, audiences, measures: measuresOf(scores), last, since, visitor };
}

describe("the replay law", { timeout: 60_000 }, () => {
  test.prop([aLog()], { numRuns: lawRuns() })(
    "a log of messages, links, model changes and ticks gives the same scores, segment and history again, entry after entry in time",
    ({ log, state, model }) => {
      const exported: LogEntry[] = JSON.parse(JSON.stringify(log));
      const replayed = replayLog("test", exported, logModelOf);
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
      if (logModelOf(log.at(-1)?.model ?? 0) === model)
        expect(outcomeOf(replayed.state, model)).toEqual(outcomeOf(state, model));
    },
  );
});
