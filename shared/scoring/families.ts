import * as v from "valibot";

/** The three families of scores and the dimensions of each. */
export const FAMILIES = {
  rfm: ["recency", "frequency", "monetary"],
  rfe: ["recency", "frequency", "engagement"],
  rfd: ["recency", "frequency", "duration"],
} as const;

export type Family = keyof typeof FAMILIES;
export type Dimension = (typeof FAMILIES)[Family][number];

const LONGEST_DAYS = 36_500;
/** A double holds no less than 2^-1074. */
const MOST_HALF_LIVES = 1_000;

const Finite = v.pipe(v.number("must be a number"), v.finite("must be finite"));
const Positive = v.pipe(Finite, v.gtValue(0, "must be more than 0"));
const Days = v.pipe(Positive, v.maxValue(LONGEST_DAYS, `must be at most ${LONGEST_DAYS}`));
const NotNegative = v.pipe(Finite, v.minValue(0, "must not be negative"));
const Name = v.pipe(
  v.string("must be text"),
  v.nonEmpty("must not be empty"),
  v.maxLength(255, "must be at most 255 characters"),
);
const Names = v.array(Name, "must be a list of event names");

/** How values become scores: by the marketer's own cuts, or by the quantiles of the population. */
export const METHODS = ["thresholds", "quantiles"] as const;
const MethodSchema = v.picklist(METHODS, `must be one of ${METHODS.join(", ")}`);
export type Method = v.InferOutput<typeof MethodSchema>;

const cutsSchema = (count: number) =>
  v.pipe(
    v.array(Finite, "must be a list of cuts"),
    v.length(count, `must have ${count} cuts`),
    v.check(
      (cuts) => cuts.every((cut, index) => index === 0 || cut >= (cuts[index - 1] ?? cut)),
      "must be sorted, the smallest first",
    ),
  );

const PerSecondsSchema = v.strictObject({ perSeconds: Positive, points: NotNegative, max: NotNegative });
const PerPagesSchema = v.strictObject({ perPages: Positive, points: NotNegative, max: NotNegative });
const PointsSchema = v.lazy((input) => {
  if (typeof input !== "object" || input === null) return NotNegative;
  return "perPages" in input ? PerPagesSchema : PerSecondsSchema;
});
/**
 * What one event is worth: points; points for every so many seconds up to a maximum; or, for page views alone, points for
 * every so many pages of the visit, up to a maximum a visit.
 */
export type Points = number | v.InferOutput<typeof PerSecondsSchema> | v.InferOutput<typeof PerPagesSchema>;
const PointTableSchema = v.pipe(
  v.record(Name, PointsSchema, "must be points by event name"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    for (const [key, value] of Object.entries(dataset.value))
      if (key !== "page" && typeof value === "object" && "perPages" in value)
        addIssue({
          message: "may count pages for page alone",
          path: [{ type: "object", origin: "value", input: dataset.value, key, value }],
        });
  }),
);

/** The keys that every family has; `method` is one word for all its dimensions or a word for each, where one left out means quantiles. */
function familySchema<const D extends (typeof FAMILIES)[Family]>(dimensions: D) {
  const PerDimension = v.strictObject(v.entriesFromList(dimensions, v.optional(MethodSchema, "quantiles")));
  const method = v.lazy((input) => (typeof input === "object" && !Array.isArray(input) ? PerDimension : MethodSchema));
  return {
    windowDays: Days,
    method,
    holdCutsWithin: v.pipe(NotNegative, v.maxValue(1, "must be a share from 0 to 1")),
    thresholds: v.strictObject(v.entriesFromList(dimensions, cutsSchema(4))),
    tiers: v.strictObject({ method, ...v.entriesFromList(dimensions, cutsSchema(2)) }),
  };
}

/** How a site scores: the windows, cuts and points of all three families. Every key is there: `parseSiteConfig` fills in the defaults. */
export const ScoringSchema = v.strictObject({
  rfm: v.strictObject({
    ...familySchema(FAMILIES.rfm),
    /** The least that the median gap between orders counts as in `lapseRatio`. */
    gapFloorDays: Days,
  }),
  rfe: v.pipe(
    v.strictObject({
      ...familySchema(FAMILIES.rfe),
      halfLifeDays: Days,
      interactions: Names,
      points: PointTableSchema,
    }),
    v.forward(
      v.check(
        ({ windowDays, halfLifeDays }) => !(halfLifeDays > 0) || halfLifeDays >= windowDays / MOST_HALF_LIVES,
        `must be at least a ${MOST_HALF_LIVES}th of windowDays: older points are worth nothing that a number can hold`,
      ),
      ["halfLifeDays"],
    ),
  ),
  rfd: v.strictObject({
    ...familySchema(FAMILIES.rfd),
    measure: v.picklist(
      ["engagedSeconds", "productSeconds", "tenure"],
      "must be one of engagedSeconds, productSeconds, tenure",
    ),
    tenure: v.strictObject({ starts: Names, ends: Names }),
  }),
});
export type Scoring = v.InferOutput<typeof ScoringSchema>;

/**
 * The method of one dimension, where a family may name one for all.
 *
 * @example methodOf("quantiles", "monetary"); // => "quantiles"
 * @example methodOf({ recency: "quantiles", frequency: "thresholds" }, "frequency"); // => "thresholds"
 */
export function methodOf<D extends string>(method: Method | Readonly<Record<D, Method>>, dimension: D): Method {
  return typeof method === "string" ? method : method[dimension];
}
