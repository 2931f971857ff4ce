import { fc, test } from "@fast-check/vitest";
import { describe, expect } from "vitest";
import { measuresOf } from "#shared/segments/sameStanding";
import { segmentAt } from "#shared/segments/segmentAt";
import { applyEvents } from "#shared/visitor/applyEvents";
import { canMerge, mergeVisitors, splitVisitor } from "#shared/visitor/mergeVisitors";
import { momentOf } from "#shared/visitor/moment";
import { NOBODY, type Visitor } from "#shared/visitor/visitor";
import { unitedOf } from "../../../worker/objects/visitor/foldEntry.ts";
import { nextEntry, storedOf } from "../../../worker/objects/visitor/nextEntry.ts";
import { givingUp } from "../../../worker/objects/visitor/unlinking.ts";
import { type Joint, unseen, type VisitorState } from "../../../worker/objects/visitor/visitorLog.ts";
import { lawRuns } from "../../support/lawRuns.ts";
import { aLife, arrive, aSmallModel } from "../../support/lives.ts";

const NOW = 400;
const model = aSmallModel();
type Body = Record<string, unknown>;

/** What each of four ids was told: one life dealt out, some messages to several of them. A message id says one thing. */
const ids = ["a", "b", "c", "d"] as const;
const dealt = fc
  .record({
    life: aLife().map((life) => [...new Map(life.map((body) => [body["messageId"], body])).values()]),
    hands: fc.array(fc.subarray([...ids], { minLength: 1, maxLength: 2 }), { minLength: 30, maxLength: 30 }),
    user: fc.option(fc.constantFrom(...ids), { nil: null }),
  })
  .map(({ life, hands, user }) => ({
    life,
    user,
    told: ids.map((id) => life.filter((_, index) => hands[index]?.includes(id))),
  }));

function visitorOf(bodies: readonly Body[], id: string, user: string | null): Visitor {
  const moments = bodies.map((body) => momentOf(arrive(body, NOW, model), model.conversions, 1, false));
  return applyEvents({ ...NOBODY, anonymousIds: [id], userId: user === id ? "ada" : null }, moments);
}

function outcomeOf(visitor: Visitor) {
  const { segment, audiences, scores, activity } = segmentAt(visitor, model, NOW);
  const { orders, sessions, traits, counts } = activity;
  return { segment, audiences, measures: measuresOf(scores), orders, sessions, traits, counts: [...counts].sort() };
}

describe("the merge law of visitors", { timeout: 60_000 }, () => {
  test.prop([dealt, fc.shuffledSubarray([...ids], { minLength: 4 })], { numRuns: lawRuns() })(
    "linked in any order they are the visitor that would exist had all events carried one id",
    ({ life, told, user }, order) => {
      const visitors = ids.map((id, index) => visitorOf(told[index] ?? [], id, user));
      const merged = order.map((id) => visitors[ids.indexOf(id)] ?? NOBODY).reduce(mergeVisitors, NOBODY);
      expect(outcomeOf(merged)).toEqual(outcomeOf(visitorOf(life, "a", user)));
      expect(merged).toMatchObject({ anonymousIds: [...ids], userId: user === null ? null : "ada" });
    },
  );

  test.prop([dealt], { numRuns: lawRuns() })("linking is commutative, associative and idempotent", ({ told, user }) => {
    const [a = NOBODY, b = NOBODY, c = NOBODY] = ids.map((id, index) => visitorOf(told[index] ?? [], id, user));
    expect(mergeVisitors(a, b)).toEqual(mergeVisitors(b, a));
    expect(mergeVisitors(mergeVisitors(a, b), c)).toEqual(mergeVisitors(a, mergeVisitors(b, c)));
    expect(mergeVisitors(a, a)).toEqual(a);
    expect(mergeVisitors(mergeVisitors(a, b), b)).toEqual(mergeVisitors(a, b));
  });

  test.prop([aLife(), aLife()], { numRuns: lawRuns() })("two user ids are never one", (one, other) => {
    const [ada, bea] = [visitorOf(one, "a", "a"), { ...visitorOf(other, "b", null), userId: "bea" }];
    expect(canMerge(ada, bea)).toBe(false);
    expect(() => mergeVisitors(ada, bea)).toThrow("mergeVisitors requires at most one user id");
  });
});

/** The ids b, c and d joined to a, in some order and each under any that was there. */
const joining = fc.record({
  order: fc.shuffledSubarray(["b", "c", "d"], { minLength: 3 }),
  places: fc.array(fc.nat(3), { minLength: 3, maxLength: 3 }),
  out: fc.constantFrom("b", "c", "d"),
  meanwhile: aLife(),
});

function joined(
  own: readonly Body[],
  told: ReadonlyMap<string, readonly Body[]>,
  user: string | null,
  joints: readonly Joint[],
) {
  const stored = (bodies: readonly Body[]) => bodies.map((body) => storedOf(arrive(body, NOW, model), false));
  const userOf = (id: string) => (user === id ? { userId: "ada" } : {});
  const first = { kind: "events", messages: stored(own), anonymousIds: ["a"], now: NOW, ...userOf("a") } as const;
  const start = nextEntry(unseen("test"), model, first)?.state ?? unseen("test");
  return joints.reduce<VisitorState>((state, joint) => {
    const part = { part: joint.id, joins: [joint], anonymousIds: [joint.id], ...userOf(joint.id) };
    const addition = { kind: "absorb", messages: stored(told.get(joint.id) ?? []), now: NOW, ...part } as const;
    const next = nextEntry(state, model, addition)?.state ?? state;
    // Told again, it changes nothing.
    expect(nextEntry(next, model, addition)).toBeNull();
    return next;
  }, start);
}

describe("the merge law of a visitor's log", { timeout: 60_000 }, () => {
  test.prop([dealt, joining], { numRuns: lawRuns() })(
    "parts that joined are one visitor; whoever is taken out leaves the others as if they had never been, and goes as they were",
    ({ life, told, user }, { order, places, out, meanwhile }) => {
      const [own = [], ...others] = told;
      const bodies = new Map(others.map((hand, index) => [ids[index + 1] ?? "", hand]));
      const joints = order.map((id, index): Joint => {
        const under = ["a", ...order.slice(0, index)][(places[index] ?? 0) % (index + 1)] ?? "a";
        return { id, under, link: 1, by: "alias", at: NOW, bornAt: NOW };
      });
      const whole = joined(own, bodies, user, joints);
      expect(outcomeOf(whole.visitor)).toEqual(outcomeOf(visitorOf(life, "a", user)));
      expect(whole.visitor).toEqual(unitedOf(whole.own, whole.parts));

      const busy = nextEntry(whole, model, {
        kind: "events",
        part: out,
        messages: meanwhile.map((body) =>
          storedOf(arrive({ ...body, messageId: `late-${body["messageId"]}` }, NOW, model), false),
        ),
        now: NOW,
      });
      const request = { site: "test", version: 1, now: NOW, id: out, link: 1, after: 0 };
      const state = busy?.state ?? whole;
      const leaving = givingUp(state, request);
      if (leaving === null) throw new Error("it had not left");
      const next = nextEntry(state, model, leaving);
      if (next === null) throw new Error("nothing was written");
      expect(givingUp(next.state, request)).toBeNull();
      const { stay, leave } = splitVisitor(joints, out);
      const alone = joined(own, bodies, user, stay);
      const who = ({ anonymousIds, userId }: Visitor) => ({ anonymousIds, userId });
      expect(outcomeOf(next.state.visitor)).toEqual(outcomeOf(alone.visitor));
      expect(who(next.state.visitor)).toEqual(who(alone.visitor));
      expect(next.entry.leaves?.parts.map(({ id }) => id).toSorted()).toEqual(leave.map(({ id }) => id).toSorted());
      expect(next.entry.history?.at(-1)?.cause).toBe(alone.visitor.moments.length === 0 ? undefined : "unlink");
    },
  );
});
