import { explainScores } from "#shared/scoring/explainScores";
import { explainEvent } from "#shared/segments/explainEvent";
import { explainAudiences, explainSegment } from "#shared/segments/explainSegment";
import type { Model } from "#shared/segments/model";
import { segmentAt } from "#shared/segments/segmentAt";
import type { Explanation } from "#shared/wire/explainAnswers";
import type { VisitorState } from "./visitorLog.ts";

/** Why a visitor scores as they do and is where they are, and what one event changed; `event` is null where there is no such one. */
export function explanationOf(
  { visitor, walkedTo }: VisitorState,
  model: Model,
  { now, event }: { readonly now: number; readonly event: string | null },
): Explanation {
  const at = Math.max(now, walkedTo);
  const standing = segmentAt(visitor, model, at);
  return {
    at,
    modelVersion: model.version,
    scores: explainScores(standing.activity, model, at, model.population),
    segment: { key: standing.segment, rules: explainSegment(standing, model) },
    audiences: explainAudiences(standing, model),
    event: event === null ? null : explainEvent(visitor, model, event),
  };
}
