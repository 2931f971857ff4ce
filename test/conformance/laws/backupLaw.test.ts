import { test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { foldEntry } from "../../../worker/objects/visitor/foldEntry.ts";
import { readEntry } from "../../../worker/objects/visitor/readEntry.ts";
import { idsIn, renamedEntry } from "../../../worker/objects/visitor/renamedEntry.ts";
import { replayLog } from "../../../worker/objects/visitor/replayLog.ts";
import { type LogEntry, unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLog, logModelOf } from "../../support/logs.ts";

const fold = (log: readonly LogEntry[], conversions: readonly string[]) =>
  log.reduce((before, entry, index) => foldEntry(before, index + 1, entry, conversions), unseen("test"));

/** What a visitor comes to, but for how others are called. */
const nameless = ({ parts, apart, forward, reclaim, ...state }: VisitorState) => ({
  ...state,
  parts: parts.map(({ id, under, ...part }) => part),
  apart: apart.map(({ id, of, ...one }) => one),
});

describe("a log in a backup", { timeout: 60_000 }, () => {
  test.prop([aLog()], { numRuns: lawRuns() })(
    "is the same life where every visitor id is another: values, history, replay",
    ({ log, state, model }) => {
      const renamed = log.map((entry) => renamedEntry(entry, (id) => `${id} elsewhere`));
      expect(nameless(fold(renamed, model.conversions))).toEqual(nameless(fold(log, model.conversions)));
      expect(replayLog("test", renamed, logModelOf).history).toEqual(log.flatMap(({ history = [] }) => history));
      const back = renamed.map((entry) => renamedEntry(entry, (id) => id.replace(" elsewhere", "")));
      expect(back).toEqual(log);
      const ids = new Set(log.flatMap((entry) => [...idsIn(entry)]));
      for (const { id } of state.parts) expect(ids).toContain(id);
    },
  );

  test.prop([aLog()], { numRuns: lawRuns() })("is read as it was written, by what refuses anything else", ({ log }) => {
    for (const entry of log)
      expect(readEntry(JSON.parse(JSON.stringify(entry)))).toEqual(JSON.parse(JSON.stringify(entry)));
    for (const entry of log) expect(readEntry({ ...entry, at: String(entry.at) })).toBeNull();
  });
});
