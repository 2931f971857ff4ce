import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { cappable, isCapped } from "#shared/decision/caps";
import { activityAt } from "#shared/visitor/activity";
import type { Served, ServedSlot } from "#shared/visitor/exposures";
import type { Visitor } from "#shared/visitor/visitor";
import { nextEntry, storedOf } from "../../../worker/objects/visitor/nextEntry.ts";
import { replayLog } from "../../../worker/objects/visitor/replayLog.ts";
import { givingUp } from "../../../worker/objects/visitor/unlinking.ts";
import {
  type LogEntry,
  type StoredMessage,
  unseen,
  type VisitorState,
} from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, arrive, aSmallModel } from "../../support/lives.ts";

const NOW = 400;
const model = aSmallModel();
const PARTS = [undefined, "b", "c"] as const;

const caps = [
  { key: "thrice", cap: { per: "visitor", times: 3 } },
  { key: "today", cap: { per: "day", times: 2 } },
  { key: "now", cap: { per: "session", times: 1 } },
  { key: "bought", stopAfterConversion: true },
];
const parsed = parseSiteConfig({
  slots: [{ key: "hero", snippets: caps.map((one) => ({ ...one, rule: { all: [] }, content: "x" })) }],
});
if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
const { slots } = parsed.config;

const servedSlot = fc
  .tuple(fc.constantFrom(...caps.map(({ key }) => key)), fc.constantFrom(0 as const, 0 as const, 1 as const))
  .map(([snippet, held]): ServedSlot => ["hero", snippet, held, "draw", "experiment"]);
const served = fc.option(
  fc
    .record({ segment: fc.constantFrom("new", "lost"), slot: servedSlot })
    .map(({ segment, slot }): Served => ({ version: 1, segment, slots: [slot] })),
);

/** One life with what its messages were served, dealt out to three ids. A message id is told once. */
const dealt = fc
  .record({
    life: aLife(),
    served: fc.array(served, { minLength: 30, maxLength: 30 }),
    hands: fc.array(fc.nat(2), { minLength: 30, maxLength: 30 }),
    cuts: fc.array(fc.nat(4), { minLength: 30, maxLength: 30 }),
  })
  .map(({ life, served: all, hands, cuts }) => {
    const bodies = [...new Map(life.map((body) => [body["messageId"], body])).values()];
    const told = bodies.map((body, index) => {
      const { [index]: view = null } = all;
      const stored: StoredMessage = { ...storedOf(arrive(body, NOW, model), false), ...(view && { served: view }) };
      return { stored, part: PARTS[hands[index] ?? 0] };
    });
    return { told, cuts };
  });
type Told = { readonly stored: StoredMessage; readonly part: string | undefined };

/** A log as an object writes it: messages in batches, each part joining with its first. */
function lived(told: readonly Told[], cuts: readonly number[]): { state: VisitorState; log: LogEntry[] } {
  const log: LogEntry[] = [];
  let state = unseen("test");
  let [from, turn] = [0, 0];
  while (from < told.length) {
    const batch = told.slice(from, from + 1 + (cuts[turn++] ?? 0));
    from += batch.length;
    for (const part of PARTS) {
      const messages = batch.filter((one) => one.part === part).map(({ stored }) => stored);
      const joint = { id: part ?? "", under: "a", link: 1, by: "alias", at: NOW, bornAt: NOW } as const;
      const addition = { kind: "events", messages, now: NOW, ...(part && { part, joins: [joint] }) } as const;
      const next = messages.length === 0 ? null : nextEntry(state, model, addition);
      if (next === null) continue;
      log.push(next.entry);
      state = next.state;
    }
  }
  return { state, log };
}

/** All that decisions and results take from exposures. */
function outcomeOf(visitor: Visitor) {
  const activity = activityAt(visitor, model, NOW);
  const session = activity.sessions.at(-1);
  const facts = { activity, sessionFrom: session?.start ?? NOW, dayFrom: () => NOW - 100 };
  return {
    exposures: activity.exposures,
    capped: cappable(slots).flatMap(([slot, snippet]) => (isCapped(slot, snippet, facts) ? [snippet.key] : [])),
  };
}

const alone = (told: readonly Told[]) => told.map((one) => ({ ...one, part: undefined }));

describe("the law of exposures", { timeout: 60_000 }, () => {
  test.prop([dealt], { numRuns: lawRuns() })(
    "in any order, batching and repetition, and under one id or three that are linked, they and the caps on them are the same",
    ({ told, cuts }) => {
      const whole = outcomeOf(lived(alone(told), cuts).state.visitor);
      expect(outcomeOf(lived(told, cuts).state.visitor)).toEqual(whole);
      expect(outcomeOf(lived([...told].reverse(), [0]).state.visitor)).toEqual(whole);
      expect(outcomeOf(lived([...told, ...told], cuts).state.visitor)).toEqual(whole);
    },
  );

  test.prop([dealt], { numRuns: lawRuns() })(
    "an id that is taken out leaves the others’ as if it had never been",
    ({ told, cuts }) => {
      const { state } = lived(told, cuts);
      const leaving = givingUp(state, { site: "test", version: 1, now: NOW, id: "b", link: 1, after: 0 });
      if (leaving === null) throw new Error("it had not left");
      const next = nextEntry(state, model, leaving);
      const others = lived(
        told.filter(({ part }) => part !== "b"),
        cuts,
      );
      expect(outcomeOf((next?.state ?? state).visitor)).toEqual(outcomeOf(others.state.visitor));
    },
  );

  test.prop([dealt], { numRuns: lawRuns() })("a log that is lived again gives them again", ({ told, cuts }) => {
    const { state, log } = lived(told, cuts);
    const exported: LogEntry[] = JSON.parse(JSON.stringify(log));
    expect(outcomeOf(replayLog("test", exported, () => model).state.visitor)).toEqual(outcomeOf(state.visitor));
  });
});
