import { type Erasure, isErased, marksOf, rememberedUntil } from "#shared/privacy/erasure";
import type { Model } from "#shared/segments/model";
import { userIdsOf } from "#shared/visitor/visitor";
import { endEntry } from "./lifeSpan.ts";
import type { NextEntry } from "./nextEntry.ts";
import { askedWith, knownOf } from "./visitorAnswers.ts";
import { revisionOf, unseen, type VisitorState } from "./visitorLog.ts";
import type { RecordAnswer, RecordRequest } from "./visitorRequests.ts";

/** All erasures that a visitor's object remembers. */
export function erasuresOf({ remembered, ending }: Pick<VisitorState, "remembered" | "ending">): readonly Erasure[] {
  return ending?.erased === undefined ? remembered : [...remembered, ...ending.erased];
}

/** The state of whoever was erased: nobody, under a revision that is still to be exceeded. */
export function erasedState(before: VisitorState, remembered: readonly Erasure[]): VisitorState {
  const erasedRevision = Math.max(before.erasedRevision, revisionOf(before), before.ending?.revision ?? 0);
  return { ...unseen(before.site), remembered, erasedRevision };
}

/**
 * The entry with which a visitor is erased: it ends them as retention does, and says what is to be remembered.
 *
 * @param salt unguessable, and of this erasure alone
 * @param history how many entries of their history the log holds
 */
export function erasingEntry(
  id: string,
  state: VisitorState,
  model: Model,
  { now, salt, history }: { readonly now: number; readonly salt: string; readonly history: number },
): NextEntry {
  const { visitor, parts, walkedTo } = state;
  const at = Math.max(now, walkedTo);
  const erasure: Erasure = {
    visitor: id,
    at,
    until: rememberedUntil(at, model.retention),
    salt,
    marks: marksOf(salt, visitor.moments),
    removed: {
      visitors: 1 + parts.length,
      anonymousIds: visitor.anonymousIds.length,
      userIds: userIdsOf(visitor).length,
      events: visitor.moments.length,
      orders: new Set(visitor.moments.flatMap(({ order }) => order?.orderId ?? [])).size,
      exposures: visitor.moments.filter(({ served }) => served !== undefined).length,
      history,
    },
  };
  return endEntry(state, model, at, erasure);
}

/**
 * Which messages of a request were erased before; null: none. What came by a link, or for a user id alone, is judged where it came through: what
 * was on its way by a link of before goes back to whoever sent it on, who has been told by now.
 */
export function erasedAnswer(
  id: string,
  state: VisitorState,
  request: RecordRequest,
  model: Model,
): Extract<RecordAnswer, { kind: "erased" | "forward" }> | null {
  const erasures = erasuresOf(state);
  const [first] = request.via ?? [];
  if (first !== undefined && erasures.some(({ at }) => first.at <= at))
    return { kind: "forward", to: first.id, absorbed: true };
  if (erasures.length === 0 || request.anonymousId === null || first !== undefined) return null;
  const erased = request.messages.filter((message) => isErased(message, erasures, model.conversions));
  if (erased.length === 0) return null;
  const asked = askedWith(request);
  const messageIds = erased.map(({ messageId }) => messageId);
  return { kind: "erased", id, messageIds, known: asked && knownOf(id, state, model, asked) };
}
