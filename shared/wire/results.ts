import * as v from "valibot";
import { call } from "./call.ts";
import { lackEntries } from "./lack.ts";

const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const InstantSchema = v.pipe(v.string(), v.isoTimestamp());

/** How much more, and between what it lies at 95 % whenever and however often it is looked at. */
const IntervalSchema = v.object({ difference: v.number(), low: v.number(), high: v.number() });

/** What exposed visitors came to; money in the site's currency. Null of nobody. */
const figureEntries = {
  visitors: CountSchema,
  /** Visitors with an order after their first exposure. */
  conversions: CountSchema,
  conversionRate: v.nullable(v.number()),
  /** Of all those orders, less refunds. */
  revenue: v.number(),
  revenuePerVisitor: v.nullable(v.number()),
};
const FiguresSchema = v.object(figureEntries);
export type ResultFigures = v.InferOutput<typeof FiguresSchema>;

/** Against those who were held out, or against the experiment's first snippet; null while too few were seen to say anything. */
const UpliftSchema = v.object({
  conversionRate: v.nullable(IntervalSchema),
  revenuePerVisitor: v.nullable(IntervalSchema),
});

/** Where costs are entered, over all segments: what was spent, what it brought above the others, and the return on it: 0 is as much as was spent, 1 twice that. */
const returnEntries = {
  cost: v.nullable(v.number()),
  gained: v.nullable(IntervalSchema),
  roi: v.nullable(IntervalSchema),
};

/** Visitors by the snippet that they were first exposed to, their segment then, and whether it was shown them; null: all of them. */
const ResultRowSchema = v.object({
  snippet: v.nullable(v.string()),
  segment: v.nullable(v.string()),
  holdout: v.boolean(),
  ...figureEntries,
  /** Of who was shown something, against who was held out. */
  uplift: v.nullable(UpliftSchema),
  ...returnEntries,
});
export type ResultRow = v.InferOutput<typeof ResultRowSchema>;

/** Whether visitors were dealt out as they were to be. An alarm: do not believe the results before its reason is found. */
const SampleRatioSchema = v.object({
  arms: v.array(v.object({ arm: v.string(), expected: v.number(), visitors: CountSchema })),
  pValue: v.number(),
  alarm: v.boolean(),
});

/** Of those who were in a segment at their first exposure, how many have come into another since: shown something, and held out. */
const MovementSchema = v.object({
  from: v.string(),
  to: v.string(),
  shown: v.object({ visitors: CountSchema, moved: CountSchema, share: v.nullable(v.number()) }),
  holdout: v.object({ visitors: CountSchema, moved: CountSchema, share: v.nullable(v.number()) }),
  uplift: v.nullable(IntervalSchema),
});

/** Of the draw in force: once shares or weights change, another begins. */
const drawEntries = {
  /** The first exposure that is counted. */
  since: v.nullable(InstantSchema),
  /** Visitors who were dealt otherwise later, as who is linked to another id can be; they count as they were first. */
  mixed: CountSchema,
  sampleRatio: SampleRatioSchema,
};

/** The snippets of an experiment, its first one being what the others are compared with. */
const ExperimentResultSchema = v.object({
  experiment: v.string(),
  ...drawEntries,
  arms: v.array(
    v.object({
      snippet: v.string(),
      ...figureEntries,
      uplift: v.nullable(UpliftSchema),
      overHoldout: v.nullable(UpliftSchema),
      ...returnEntries,
    }),
  ),
  holdout: FiguresSchema,
});

/** What a slot's content brings: everybody counts once, by their first exposure, with what they ordered after it. */
export const ResultsSchema = v.object({
  slot: v.string(),
  currency: v.string(),
  confidence: v.number(),
  /** For how long after the first exposure orders count; null: for ever. */
  windowDays: v.nullable(v.number()),
  /** Whom the shown are compared with: the slot's own holdout, else the site's; null: nobody is held out. */
  comparedWith: v.nullable(v.picklist(["slot", "site"])),
  ...drawEntries,
  results: v.array(ResultRowSchema),
  movements: v.array(MovementSchema),
  /** The site's holdout, where the slot has its own too. */
  siteHoldout: v.nullable(v.object({ ...figureEntries, uplift: UpliftSchema })),
  experiments: v.array(ExperimentResultSchema),
  ...lackEntries,
});
export type Results = v.InferOutput<typeof ResultsSchema>;

const text = v.optional(v.string());

export const resultCalls = {
  results: call({
    method: "GET",
    path: "/v1/sites/:site/results",
    summary:
      "Tells what a slot's content brings: conversions, revenue, uplift against who was held out, movements, return.",
    access: "viewer",
    query: v.object({ slot: text, windowDays: text }),
    answer: ResultsSchema,
  }),
};
