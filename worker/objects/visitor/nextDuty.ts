import { keptActivityAt } from "#shared/privacy/retention";
import type { Model } from "#shared/segments/model";
import { nextDelivery } from "#shared/segments/nextTransition";
import { nextRetention } from "./lifeSpan.ts";
import type { VisitorState } from "./visitorLog.ts";

/** Changes wait this long for others, so that a burst of them is one delivery. */
const DELIVERY_DELAY_MS = 1_000;
/** An import delivers in bulk before it answers; the alarm is only for one that died between, and need not come with thousands of others. */
const IMPORT_DELAY_MS = 120_000;
const IMPORT_SPREAD_MS = 600_000;

/** Why the object must wake, and when at the latest. */
export interface Duty {
  readonly at: number;
  readonly why: "deliver" | "session" | "time" | "absorb" | "reclaim" | "end" | "retention";
}

/**
 * The next instant at which a visitor's object has something to do by itself; null: never.
 *
 * @param bound an alarm already set: a duty after it is of no interest, as that alarm asks again
 */
export function nextDuty(state: VisitorState, model: Model, bound: number | null): Duty | null {
  // Whoever was erased has no alarm: the platform would keep it under the name of the object, which is an anonymous id.
  if (state.seq === 0) return null;
  const unfinished = unfinishedDuty(state);
  if (unfinished !== null) return unfinished;
  const urgent =
    state.changed > state.delivered ? { at: state.changedAt + delayOf(state), why: "deliver" as const } : null;
  if (state.forward !== null) return earliest(urgent, retention(state, model, urgent, bound));
  const lastMoment = state.visitor.moments.at(-1);
  const session =
    state.seq > state.delivered && lastMoment !== undefined
      ? { at: lastMoment.at + model.sessionGapMs, why: "session" as const }
      : null;
  const waiting = earliest(urgent, session);
  const nearest = earliest(waiting, retention(state, model, waiting, bound));
  const until = Math.min(nearest?.at ?? Number.POSITIVE_INFINITY, bound ?? Number.POSITIVE_INFINITY);
  if (until <= state.walkedTo) return nearest;
  const activity = keptActivityAt(state.visitor, model, state.walkedTo);
  const at = nextDelivery(activity, model, state.walkedTo, Number.isFinite(until) ? until : undefined);
  return earliest(nearest, at === null ? null : { at, why: "time" });
}

/** The next instant at which a visitor of a closed site has something to do: only that what is left goes. Null: never. */
export function closedDuty(state: VisitorState, model: Model): Duty | null {
  if (state.seq === 0) return null;
  return unfinishedDuty(state) ?? retention(state, model, null, null);
}

function unfinishedDuty(state: VisitorState): Duty | null {
  if (state.forward !== null && !state.forward.absorbed) return { at: state.walkedTo, why: "absorb" };
  if (state.reclaim !== null) return { at: state.walkedTo, why: "reclaim" };
  return state.ending === null ? null : { at: state.walkedTo, why: "end" };
}

function retention(state: VisitorState, model: Model, nearest: Duty | null, bound: number | null): Duty | null {
  const at = nextRetention(
    state,
    model,
    Math.min(nearest?.at ?? Number.POSITIVE_INFINITY, bound ?? Number.POSITIVE_INFINITY),
  );
  return Number.isFinite(at) ? { at, why: "retention" } : null;
}

function delayOf({ visitor, seq }: VisitorState): number {
  const newest = visitor.moments.findLast((moment) => moment.seq === seq);
  if (!newest?.imported) return DELIVERY_DELAY_MS;
  const spread = [...newest.id].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % IMPORT_SPREAD_MS, 7);
  return IMPORT_DELAY_MS + spread;
}

function earliest(one: Duty | null, other: Duty | null): Duty | null {
  return one === null || (other !== null && other.at < one.at) ? other : one;
}
