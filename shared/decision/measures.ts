import * as v from "valibot";
import { KeySchema } from "../segments/key.ts";

/** Within what a cap counts; a day is one of the site's time zone. */
export const CAP_SPANS = ["visitor", "session", "day"] as const;
export const COST_UNITS = ["total", "visitor", "exposure"] as const;

const CapSchema = v.strictObject({
  per: v.picklist(CAP_SPANS, `must be one of ${CAP_SPANS.join(", ")}`),
  times: v.pipe(
    v.number("must be a number"),
    v.integer("must be a whole number"),
    v.minValue(1, "must be at least 1"),
    v.maxValue(10_000, "must be at most 10000"),
  ),
});

/** What showing something costs, in the site's currency: once and for all, for each visitor who is shown it, or each time. */
export const CostSchema = v.strictObject({
  amount: v.pipe(
    v.number("must be a number"),
    v.minValue(0, "must not be negative"),
    v.maxValue(1e12, "must be at most 1000000000000"),
  ),
  per: v.picklist(COST_UNITS, `must be one of ${COST_UNITS.join(", ")}`),
});
export type Cost = v.InferOutput<typeof CostSchema>;

/** The share of visitors who are shown nothing, to compare with. */
export const PercentSchema = v.pipe(
  v.number("must be a number"),
  v.minValue(0, "must be from 0 to 100"),
  v.maxValue(100, "must be from 0 to 100"),
);

/** How often a snippet is shown to someone, and how its effect is measured. All of it may be left out: then it is not. */
export const measureEntries = {
  cap: v.optional(v.nullable(CapSchema)),
  /** Once somebody has ordered after they were shown it, they are shown it no more. */
  stopAfterConversion: v.optional(v.boolean("must be true or false")),
  /** The snippets of a slot that share this are dealt out among those they are for, by their weights. */
  experiment: v.optional(v.nullable(KeySchema)),
  weight: v.optional(
    v.pipe(
      v.number("must be a number"),
      v.gtValue(0, "must be more than 0"),
      v.maxValue(1e6, "must be at most 1000000"),
    ),
  ),
  cost: v.optional(v.nullable(CostSchema)),
};
