import type { ExplainedMeasure } from "../scoring/explainScores.ts";
import type { ExplainedEvent } from "../segments/explainEvent.ts";
import type { AskedRule } from "../segments/explainSegment.ts";
import type { ExplanationAnswer } from "./explain.ts";
import { isoOf } from "./visitorAnswers.ts";

/** Why a visitor scores as they do and is where they are, at an instant. */
export interface Explanation {
  readonly at: number;
  readonly modelVersion: number;
  readonly scores: readonly ExplainedMeasure[];
  readonly segment: { readonly key: string; readonly rules: readonly AskedRule[] };
  readonly audiences: readonly AskedRule[];
  readonly event: ExplainedEvent | null;
}

/** An explanation on the wire. */
export function explanationAnswer({ at, scores, segment, audiences, event, ...rest }: Explanation): ExplanationAnswer {
  return {
    ...rest,
    at: isoOf(at),
    scores: scores.map(({ cuts, lift, ...measure }) => ({
      ...measure,
      cuts: { scores: [...cuts.scores], tiers: [...cuts.tiers] },
      lift: lift === null ? null : liftAnswer(lift),
    })),
    segment: { key: segment.key, rules: segment.rules.map(ruleAnswer) },
    audiences: audiences.map(ruleAnswer),
    event: event === null ? null : eventAnswer(event),
  };
}

function liftAnswer({ within, ...lift }: NonNullable<ExplainedMeasure["lift"]>) {
  return { ...lift, ...(within !== undefined && { within: isoOf(within) }) };
}

function ruleAnswer({ comparisons, ...asked }: AskedRule) {
  return { ...asked, comparisons: [...comparisons] };
}

function eventAnswer(event: ExplainedEvent) {
  return { ...event, at: isoOf(event.at), totals: [...event.totals], scores: [...event.scores] };
}
