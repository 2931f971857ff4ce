import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import type { Model } from "#shared/segments/model";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { foldEntry } from "../../../worker/objects/visitor/foldEntry.ts";
import { leavingWith } from "../../../worker/objects/visitor/linking.ts";
import { type NextEntry, nextEntry, storedOf, tickEntry } from "../../../worker/objects/visitor/nextEntry.ts";
import { replayLog } from "../../../worker/objects/visitor/replayLog.ts";
import { type Joint, type LogEntry, unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aBody, arrive, aSmallModel } from "../../support/lives.ts";

const SPAN = 300;

/** Three models, the last of which counts other orders: a log may pass from any to any. */
const models: Model[] = [
  aSmallModel(),
  { ...aSmallModel([{ fact: "count.page", gte: 3 }]), version: 2 },
  { ...aSmallModel(), version: 3, conversions: ["Signed Up"] },
];
const modelOf = (version: number) => models.find((model) => model.version === version) ?? aSmallModel();

const PARTS = ["p", "q", "r"] as const;
const step = fc.record({
  wait: fc.integer({ min: 0, max: 80 }),
  model: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...models) }),
  bodies: fc.array(aBody(SPAN), { maxLength: 4 }),
  part: fc.constantFrom(undefined, ...PARTS),
  under: fc.nat(PARTS.length),
  what: fc.oneof(
    { weight: 5, arbitrary: fc.constant("events" as const) },
    { weight: 2, arbitrary: fc.constant("tick" as const) },
    { weight: 2, arbitrary: fc.constant("absorb" as const) },
    { weight: 1, arbitrary: fc.constant("unlink" as const) },
  ),
  userId: fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom("ada", "bea") },
  ),
  imported: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function jointOf(state: VisitorState, id: string, under: number, now: number): Joint {
  const places = ["own", ...state.parts.map((part) => part.id)].filter((place) => place !== id);
  return { id, under: places[under % places.length] ?? "own", link: now, by: "alias", at: now, bornAt: now };
}

function take(state: VisitorState, model: Model, now: number, one: Step): NextEntry | null {
  const { what, bodies, part, imported, userId, under } = one;
  if (what === "tick") return tickEntry(state, model, now);
  const known = state.parts.find(({ id }) => id === part);
  if (what === "unlink") {
    if (known === undefined) return null;
    const { id, link } = known;
    const leaves = { id, link, parts: leavingWith(state, id) };
    return nextEntry(state, model, { kind: "unlink", messages: [], now, leaves, apart: [{ id, link, userIds: [] }] });
  }
  const kind = part === undefined ? "events" : what;
  const joins = part !== undefined && known === undefined ? [jointOf(state, part, under, now)] : [];
  return nextEntry(state, model, {
    kind,
    now,
    messages: bodies.map((body) => storedOf(arrive(body, now, model), imported)),
    joins,
    ...(part !== undefined && { part }),
    anonymousIds: [`a-${part ?? "own"}`],
    ...(userId !== null && state.visitor.userId === null && { userId }),
  });
}

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
  test.prop([fc.array(step, { minLength: 1, maxLength: 25 })], { numRuns: lawRuns() })(
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
