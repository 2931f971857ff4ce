import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { type Cause, digitsOf, type HistoryEntry } from "#shared/segments/history";
import { segmentAt } from "#shared/segments/segmentAt";
import type { Visitor } from "#shared/visitor/visitor";
import { nextEntry, storedOf, tickEntry } from "../../../worker/objects/visitor/nextEntry.ts";
import { unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, arrive, aSmallModel } from "../../support/lives.ts";

// Law 5: an import writes the history that the imported orders would have made at their own instants.
const NOW = 1_350;
const model = aSmallModel();

type Body = Readonly<Record<string, unknown>>;
type Line = Omit<HistoryEntry, "recordedAt">;

const atOf = (body: Body) => Number(body["timestamp"]);

/** A visitor who is told messages at chosen instants of a clock. */
class Told {
  state: VisitorState = unseen("test");
  readonly history: HistoryEntry[] = [];

  tell(bodies: readonly Body[], now: number, imported = false): void {
    const messages = bodies.map((body) => storedOf(arrive(body, now, model), imported));
    this.#keep(nextEntry(this.state, model, { kind: "events", messages, now }));
  }

  tick(now: number): void {
    this.#keep(tickEntry(this.state, model, now));
  }

  #keep(next: ReturnType<typeof nextEntry>): void {
    if (next === null) return;
    this.state = next.state;
    this.history.push(...(next.entry.history ?? []));
  }
}

/** What a look at every millisecond finds. */
function scan(visitor: Visitor, from: number): Line[] {
  const told = new Set(visitor.moments.map(({ at }) => at));
  const lines: Line[] = [];
  for (let at = from; at <= NOW; at++) {
    const standing = segmentAt(visitor, model, at);
    const [segment, scores] = [standing.segment, digitsOf(standing)];
    const last = lines.at(-1);
    if (segment !== last?.segment || scores !== last.scores)
      lines.push({ at, cause: told.has(at) ? "import" : "time", segment, scores });
  }
  return lines;
}

const withoutArrival = ({ recordedAt: _, ...line }: HistoryEntry): Line => line;
const asImported = (cause: Cause): Cause => (cause === "time" ? "time" : "import");
const onceEach = (life: readonly Body[]) => [
  ...new Map(life.toReversed().map((body) => [body["messageId"], body])).values(),
];

const lives = aLife().chain((life) =>
  fc.record({
    life: fc.shuffledSubarray(onceEach(life), { minLength: onceEach(life).length }),
    alarms: fc.uniqueArray(fc.integer({ min: 1, max: NOW }), { maxLength: 10 }),
  }),
);

describe("an import's history", () => {
  test.prop([lives], { numRuns: lawRuns(1 / 2) })(
    "is what a look at every millisecond of that life finds, in whatever order the file told it",
    ({ life }) => {
      const imported = new Told();
      imported.tell(life, NOW, true);
      expect(imported.history.map(withoutArrival)).toEqual(scan(imported.state.visitor, Math.min(...life.map(atOf))));
      expect(imported.history.every(({ recordedAt }) => recordedAt === NOW)).toBe(true);
    },
  );

  test.prop([lives], { numRuns: lawRuns() })(
    "is that of the same life told as it happened, whenever alarms ran",
    ({ life, alarms }) => {
      const [imported, live] = [new Told(), new Told()];
      imported.tell(life, NOW, true);
      const instants = new Set([...life.map(atOf), ...alarms, NOW]);
      for (const now of [...instants].toSorted((a, b) => a - b)) {
        const happened = life.filter((body) => atOf(body) === now);
        if (happened.length > 0) live.tell(happened, now);
        if (alarms.includes(now) || now === NOW) live.tick(now);
      }
      const lived = live.history.map(withoutArrival);
      expect(lived.map((line) => ({ ...line, cause: asImported(line.cause) }))).toEqual(
        imported.history.map(withoutArrival),
      );
    },
  );

  test.prop([lives, fc.integer({ min: 0, max: 30 })], { numRuns: lawRuns() })(
    "goes on from what was there: nothing is taken back, no entry comes before the last, and the end is the present",
    ({ life, alarms }, share) => {
      const visitor = new Told();
      const [before, after] = [life.slice(0, share), life.slice(share)];
      if (before.length > 0) visitor.tell(before, 450);
      for (const at of alarms) if (at > 450) visitor.tick(at);
      const known = [...visitor.history];
      visitor.tell(after.length > 0 ? after : life, NOW, true);
      visitor.tick(NOW);
      expect(visitor.history.slice(0, known.length)).toEqual(known);
      const instants = visitor.history.map(({ at }) => at);
      expect(instants).toEqual(instants.toSorted((a, b) => a - b));
      const now = segmentAt(visitor.state.visitor, model, NOW);
      expect(visitor.history.at(-1)).toMatchObject({ segment: now.segment, scores: digitsOf(now) });
    },
  );
});

describe("the cause of an entry", () => {
  const track = (at: number, event: string, properties: object = {}): Body => ({
    type: "track",
    event,
    anonymousId: "a",
    messageId: `${event}-${at}`,
    timestamp: at,
    properties,
  });
  const order = track(10, "Order Completed", { order_id: "o", revenue: 100 });
  const refund = (at: number) => track(at, "Order Refunded", { order_id: "o" });
  /** The entry that changed the scores of orders last. */
  const entryOf = (...tellings: readonly (readonly [number, ...Body[]])[]) => {
    const visitor = new Told();
    for (const [now, ...bodies] of tellings) visitor.tell(bodies, now);
    const { history } = visitor;
    return history.findLast(({ scores }, index) => scores.slice(0, 3) !== history[index - 1]?.scores.slice(0, 3));
  };

  it("is the refund where it was that, alone or among others, on time or late", () => {
    const view = (at: number) => track(at, "Signed Up");
    const last = { cause: "refund", scores: expect.stringMatching(/^---/) };
    expect(entryOf([10, order], [12, refund(12)])).toMatchObject(last);
    expect(entryOf([10, order], [12, refund(12), view(11)])).toMatchObject(last);
    expect(entryOf([10, order], [12, refund(12), view(12)])).toMatchObject(last);
    expect(entryOf([10, order], [12, view(12)], [14, refund(11), view(9)])).toMatchObject(last);
    expect(entryOf([10, order], [12, view(12)], [14, refund(11), view(11)])).toMatchObject(last);
    expect(entryOf([10, order], [70, view(70)], [72, view(11), refund(12)])).toMatchObject({ ...last, at: 70 });
    expect(entryOf([10, order], [12, refund(12), track(12, "Zoomed")])).toMatchObject(last);
  });

  it("is the event where a refund that came with it changed nothing", () => {
    const other = (at: number) => track(at, "Order Refunded", { order_id: "unknown" });
    expect(entryOf([12, order, other(12)])).toMatchObject({ cause: "event" });
    expect(entryOf([11, track(11, "Signed Up")], [13, other(9), order])).toMatchObject({ cause: "event" });
    expect(entryOf([11, track(11, "Signed Up")], [13, order, other(10)])).toMatchObject({ cause: "event" });
  });
});
