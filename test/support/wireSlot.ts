import type { ExplainedSlotAnswer } from "#shared/wire/explain";
import { aComparison } from "./wireExplanation.ts";

/** What a new customer gets in a slot and why, as the Worker answers; `changes` replace whole keys. */
export function aSlotAnswer(changes: Partial<ExplainedSlotAnswer> = {}): ExplainedSlotAnswer {
  return {
    slot: "hero",
    decision: { snippet: "welcome", content: "<p>Welcome</p>", contentType: "text/html", reason: "match" },
    served: null,
    snippets: [
      { snippet: "vip", outcome: "rule", comparisons: [aComparison("segment", "eq", "vip", "new", false)] },
      { snippet: "welcome", outcome: "shown", comparisons: [aComparison("segment", "eq", "new", "new", true)] },
    ],
    ...changes,
  };
}
