import fc from "fast-check";
import type { Model } from "#shared/segments/model";
import { leavingWith } from "../../worker/objects/visitor/linking.ts";
import { type NextEntry, nextEntry, storedOf, tickEntry } from "../../worker/objects/visitor/nextEntry.ts";
import type { Joint, VisitorState } from "../../worker/objects/visitor/visitorLog.ts";
import { aBody, arrive } from "./lives.ts";

const PARTS = ["p", "q", "r"] as const;
const WHAT = fc.oneof(
  { weight: 5, arbitrary: fc.constant("events" as const) },
  { weight: 2, arbitrary: fc.constant("tick" as const) },
  { weight: 2, arbitrary: fc.constant("absorb" as const) },
  { weight: 1, arbitrary: fc.constant("unlink" as const) },
);

/** One thing that happens to a visitor's log. */
export interface Step {
  readonly wait: number;
  /** From here on in force; null: the one that was. */
  readonly model: Model | null;
  readonly bodies: readonly Record<string, unknown>[];
  readonly part: string | undefined;
  readonly under: number;
  readonly what: "events" | "tick" | "absorb" | "unlink";
  readonly userId: string | null;
  readonly imported: boolean;
}

/** Any step, its messages stamped within a span. @param models it may pass to */
export function aStep(models: readonly Model[], span: number): fc.Arbitrary<Step> {
  const same = { weight: 6, arbitrary: fc.constant(null) };
  return fc.record({
    wait: fc.integer({ min: 0, max: 80 }),
    model:
      models.length === 0 ? fc.constant(null) : fc.oneof(same, { weight: 1, arbitrary: fc.constantFrom(...models) }),
    bodies: fc.array(aBody(span), { maxLength: 4 }),
    part: fc.constantFrom(undefined, ...PARTS),
    under: fc.nat(PARTS.length),
    what: WHAT,
    userId: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: fc.constantFrom("ada", "bea") },
    ),
    imported: fc.boolean(),
  });
}

function jointOf(state: VisitorState, id: string, under: number, now: number): Joint {
  const places = ["own", ...state.parts.map((part) => part.id)].filter((place) => place !== id);
  return { id, under: places[under % places.length] ?? "own", link: now, by: "alias", at: now, bornAt: now };
}

/** What the step adds to a log; null: nothing. */
export function take(state: VisitorState, model: Model, now: number, one: Step): NextEntry | null {
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
