import * as v from "valibot";
import { OUTCOMES } from "../decision/explainSlot.ts";
import { OPERATORS } from "../rules/rule.ts";
import { FAMILIES } from "../scoring/families.ts";
import { TIERS } from "../scoring/tier.ts";
import { LIFT_KINDS } from "../scoring/trial.ts";
import { call } from "./call.ts";
import { DecisionSchema } from "./decide.ts";

const InstantSchema = v.pipe(v.string(), v.isoTimestamp());
const RateSchema = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5));
const FamilySchema = v.picklist(["rfm", "rfe", "rfd"]);
const DimensionSchema = v.picklist([...new Set(Object.values(FAMILIES).flat())]);
const TierSchema = v.picklist([...new Set(Object.values(TIERS).flat())]);

/** One comparison of a rule, what it asked for and what it met; `actual` is null where the fact is missing. */
const ComparisonSchema = v.object({
  fact: v.string(),
  operator: v.picklist(OPERATORS),
  expected: v.unknown(),
  actual: v.unknown(),
  result: v.boolean(),
});

/** A rule that was asked, by the key of its segment or audience. */
const AskedRuleSchema = v.object({ key: v.string(), result: v.boolean(), comparisons: v.array(ComparisonSchema) });

const measureEntries = {
  value: v.nullable(v.number()),
  score: v.nullable(RateSchema),
  tier: v.nullable(TierSchema),
};

/**
 * What raises a score next: so many `orders`, so much more `revenue` (in the site's currency), visits (`sessions`, each of its own),
 * `interactions` of the kinds that count, `points`, engaged `seconds`, or `days` more of a membership; done at `within` at the latest.
 */
const LiftSchema = v.object({
  dimension: DimensionSchema,
  kind: v.picklist(LIFT_KINDS),
  amount: v.number(),
  score: RateSchema,
  within: v.optional(InstantSchema),
});

/** One of the nine measures, with the cuts in force. `top`: the share of the population that does at least as well. */
const ExplainedMeasureSchema = v.object({
  family: FamilySchema,
  dimension: DimensionSchema,
  ...measureEntries,
  cuts: v.object({ scores: v.array(v.number()), tiers: v.array(v.number()) }),
  top: v.nullable(v.number()),
  lift: v.nullable(LiftSchema),
});

const MeasureSchema = v.object(measureEntries);
const TotalSchema = v.nullable(v.number());

/** What one event earned and changed at its own instant: totals and measures that it left alone are not there. */
const ExplainedEventSchema = v.object({
  messageId: v.string(),
  at: InstantSchema,
  name: v.string(),
  points: v.number(),
  totals: v.array(v.object({ total: v.string(), before: TotalSchema, after: TotalSchema })),
  scores: v.array(
    v.object({ family: FamilySchema, dimension: DimensionSchema, before: MeasureSchema, after: MeasureSchema }),
  ),
  segment: v.object({ before: v.string(), after: v.string() }),
});

/** Why a visitor scores as they do and is where they are; `event` is null where none was asked about. */
export const ExplanationSchema = v.object({
  at: InstantSchema,
  modelVersion: v.number(),
  scores: v.array(ExplainedMeasureSchema),
  segment: v.object({ key: v.string(), rules: v.array(AskedRuleSchema) }),
  audiences: v.array(AskedRuleSchema),
  event: v.nullable(ExplainedEventSchema),
});
export type ExplanationAnswer = v.InferOutput<typeof ExplanationSchema>;

/** Why a visitor gets what they get in a slot of a page; `served` is what a page view was last answered with, and null where that is not kept. */
export const ExplainedSlotSchema = v.object({
  slot: v.string(),
  decision: DecisionSchema,
  served: v.nullable(v.object({ at: InstantSchema, snippet: v.nullable(v.string()), path: v.string() })),
  snippets: v.array(
    v.object({
      snippet: v.string(),
      outcome: v.picklist(OUTCOMES),
      comparisons: v.array(ComparisonSchema),
      /** The languages that the content is there in beside its own. */
      languages: v.optional(v.array(v.string())),
      /** What its merge fields print to whoever has proved to be this visitor; `actual` is null where that is nothing. */
      fields: v.optional(v.array(v.object({ fact: v.string(), actual: v.unknown() }))),
    }),
  ),
});
export type ExplainedSlotAnswer = v.InferOutput<typeof ExplainedSlotSchema>;

const text = v.optional(v.string());

export const explainCalls = {
  explain: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id/explain",
    summary:
      "Explains a visitor's scores, segment and audiences, and what one event (a message id) changed; or, with a slot, its decision on a page.",
    access: "viewer",
    query: v.object({ event: text, slot: text, url: text }),
    answer: v.union([ExplanationSchema, ExplainedSlotSchema]),
  }),
};
