import * as v from "valibot";
import { VisitorRuleSchema } from "../rules/rule.ts";
import type { Dimension, Family } from "../scoring/families.ts";
import { FAMILIES } from "../scoring/families.ts";
import { TIERS } from "../scoring/tier.ts";
import { call } from "./call.ts";
import { lackEntries } from "./lack.ts";

const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const InstantSchema = v.pipe(v.string(), v.isoTimestamp());
const FAMILY_NAMES: readonly Family[] = ["rfm", "rfe", "rfd"];
const DIMENSION_NAMES: readonly Dimension[] = [...new Set(Object.values(FAMILIES).flat())];
const FamilySchema = v.picklist(FAMILY_NAMES, `must be one of ${FAMILY_NAMES.join(", ")}`);
const DimensionSchema = v.picklist(DIMENSION_NAMES, `must be one of ${DIMENSION_NAMES.join(", ")}`);

/** Visitors, what they have ordered in all, and their share of everybody, 0 to 1. */
const figureEntries = {
  visitors: CountSchema,
  orders: CountSchema,
  /** In the site's currency. */
  revenue: v.number(),
  /** Null without orders. */
  averageOrderValue: v.nullable(v.number()),
  share: v.number(),
};

/** How a segment changed over thirty days: who came in and went out, and what was sold to whoever was in it. */
const ChangeSchema = v.object({
  /** Came in less went out. */
  visitors: v.pipe(v.number(), v.integer()),
  joined: CountSchema,
  left: CountSchema,
  revenue: v.number(),
});

/** A segment's figures: all-time orders and revenue of the visitors who are in it now. */
export const SegmentFiguresSchema = v.object({
  key: v.string(),
  ...figureEntries,
  /** Where they were asked for. */
  last30Days: v.optional(ChangeSchema),
  before30Days: v.optional(ChangeSchema),
});
export type SegmentFigures = v.InferOutput<typeof SegmentFiguresSchema>;

/** Every configured segment in its configured order; behind them a segment that is configured no more, while somebody is still in it. */
export const SegmentsSchema = v.object({
  segments: v.array(SegmentFiguresSchema),
  visitors: CountSchema,
  ...lackEntries,
});
export type Segments = v.InferOutput<typeof SegmentsSchema>;

/** What was ordered over thirty days. */
const SoldSchema = v.object({ orders: CountSchema, revenue: v.number() });

const StepSchema = v.union([
  v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
  v.picklist([...new Set(Object.values(TIERS).flat())]),
]);

/** Every cell of two dimensions, empty ones too, worst first; `unscored` have no score in one of the two and are in no cell. */
export const MatrixSchema = v.object({
  family: FamilySchema,
  cells: v.array(
    v.object({
      x: StepSchema,
      y: StepSchema,
      products: v.number(),
      ...figureEntries,
      /** What those in the cell ordered, where it was asked for. */
      last30Days: v.optional(SoldSchema),
      before30Days: v.optional(SoldSchema),
    }),
  ),
  unscored: CountSchema,
  visitors: CountSchema,
  ...lackEntries,
});
export type Matrix = v.InferOutput<typeof MatrixSchema>;

/** Where everybody was at the first instant and where at the second, each visitor once; `from` null: not yet seen. */
export const MigrationsSchema = v.object({
  from: InstantSchema,
  to: InstantSchema,
  migrations: v.array(v.object({ from: v.nullable(v.string()), to: v.string(), visitors: CountSchema })),
  ...lackEntries,
});
export type Migrations = v.InferOutput<typeof MigrationsSchema>;

/** Each segment on each day of the site's time zone, oldest first. */
export const TrendsSchema = v.object({
  trends: v.array(
    v.object({
      /** The day's first instant. */
      at: InstantSchema,
      day: v.pipe(v.string(), v.isoDate()),
      segment: v.string(),
      /** Who was in it at the day's end. */
      visitors: CountSchema,
      /** All that they had ordered by then. */
      revenue: v.number(),
      joined: CountSchema,
      left: CountSchema,
      /** What was ordered that day by whoever was then in it. */
      sold: v.number(),
    }),
  ),
  ...lackEntries,
});
export type Trends = v.InferOutput<typeof TrendsSchema>;

const CutsSchema = v.object({ scores: v.array(v.number()), tiers: v.array(v.number()) });

/** Twenty bins of one width over the population, values as last delivered (recencies as of now), and the cuts in force. */
export const DistributionSchema = v.object({
  family: FamilySchema,
  dimension: DimensionSchema,
  /** Each from its lower edge up to, and without, its upper one; the last holds that too. */
  bins: v.array(v.object({ from: v.number(), to: v.number(), visitors: CountSchema })),
  cuts: CutsSchema,
  /**
   * The population's own, as last measured, whatever is in force, with the least value, 99 percentiles and the greatest; null: fewer than 100
   * people, or not measured yet.
   */
  quantiles: v.nullable(v.object({ ...CutsSchema.entries, percentiles: v.array(v.number()) })),
  visitors: CountSchema,
  /** Who has no value. */
  unscored: CountSchema,
  /** Who has one, but was not seen in the window. */
  outside: CountSchema,
  ...lackEntries,
});
export type Distribution = v.InferOutput<typeof DistributionSchema>;

/** How many visitors a rule matches now; `approximate` names facts that are known as of each visitor's last delivery only. */
export const MatchingSchema = v.object({
  visitors: CountSchema,
  share: v.number(),
  approximate: v.array(v.string()),
  ...lackEntries,
});
export type Matching = v.InferOutput<typeof MatchingSchema>;

/** What the last nightly comparison found; nothing is expected to differ, and what did has been mended. */
export const ReconciliationSchema = v.object({
  /** Null: there was none yet. */
  at: v.nullable(InstantSchema),
  /** Counters compared with a recount of the rows. */
  counters: CountSchema,
  /** Those that differed, by visitors. */
  drift: v.array(v.object({ counter: v.string(), counted: v.number(), recounted: v.number() })),
  /** Visitors whose rows were compared with their own objects. */
  visitors: CountSchema,
  /** Rows that were wrong. */
  differing: CountSchema,
  /** Rows that had not yet heard of a change, as of the last seconds. */
  late: CountSchema,
  ...lackEntries,
});
export type Reconciliation = v.InferOutput<typeof ReconciliationSchema>;

const text = v.optional(v.string());
const period = { from: text, to: text };

/** The calls that answer figures about all visitors. */
export const figureCalls = {
  segments: call({
    method: "GET",
    path: "/v1/sites/:site/segments",
    summary: "Counts visitors, orders and revenue by segment.",
    access: "viewer",
    query: v.object({ last30Days: v.optional(v.picklist(["true", "false"], "must be true or false")) }),
    answer: SegmentsSchema,
  }),
  matrix: call({
    method: "GET",
    path: "/v1/sites/:site/matrix",
    summary: "Counts visitors by two dimensions of a family.",
    access: "viewer",
    query: v.object({
      family: v.optional(FamilySchema),
      x: v.optional(DimensionSchema),
      y: v.optional(DimensionSchema),
      by: v.optional(v.picklist(["tier", "score"], "must be tier or score")),
      last30Days: v.optional(v.picklist(["true", "false"], "must be true or false")),
    }),
    answer: MatrixSchema,
  }),
  migrations: call({
    method: "GET",
    path: "/v1/sites/:site/migrations",
    summary: "Counts who went from which segment to which between two dates.",
    access: "viewer",
    query: v.object(period),
    answer: MigrationsSchema,
  }),
  trends: call({
    method: "GET",
    path: "/v1/sites/:site/trends",
    summary: "Counts each segment day by day.",
    access: "viewer",
    query: v.object({ ...period, interval: v.optional(v.picklist(["day"], "must be day")) }),
    answer: TrendsSchema,
  }),
  distribution: call({
    method: "GET",
    path: "/v1/sites/:site/distribution",
    summary: "Shows how the values of a dimension are spread over the population, and where its cuts lie.",
    access: "viewer",
    query: v.object({ family: v.optional(FamilySchema), dimension: v.optional(DimensionSchema) }),
    answer: DistributionSchema,
  }),
  count: call({
    method: "POST",
    path: "/v1/sites/:site/count",
    summary: "Counts the visitors whom a rule matches now.",
    access: "viewer",
    body: v.strictObject({ rule: VisitorRuleSchema }),
    answer: MatchingSchema,
  }),
  reconciliation: call({
    method: "GET",
    path: "/v1/sites/:site/reconciliation",
    summary: "Reads what the last comparison of figures, rows and visitors found.",
    access: "viewer",
    answer: ReconciliationSchema,
  }),
};
