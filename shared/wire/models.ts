import * as v from "valibot";
import type { Cuts, CutTable } from "../scoring/scoresAt.ts";
import { call } from "./call.ts";
import { isoOf } from "./visitorAnswers.ts";

const CutsSchema = v.object({ scores: v.array(v.number()), tiers: v.array(v.number()) });
const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** The cuts in force of all nine dimensions, in the units of their values. */
const CutTableSchema = v.object({
  rfm: v.object({ recency: CutsSchema, frequency: CutsSchema, monetary: CutsSchema }),
  rfe: v.object({ recency: CutsSchema, frequency: CutsSchema, engagement: CutsSchema }),
  rfd: v.object({ recency: CutsSchema, frequency: CutsSchema, duration: CutsSchema }),
});

/** One numbered model: made by publishing a configuration, or by a population whose quantiles have moved. */
export const ModelSchema = v.object({
  version: v.number(),
  configVersion: v.number(),
  at: v.string(),
  cause: v.picklist(["config", "population"]),
  cuts: CutTableSchema,
  /** How many people the quantiles of each family are of; null: nobody was measured yet. */
  population: v.nullable(v.object({ rfm: CountSchema, rfe: CountSchema, rfd: CountSchema })),
});
export type ModelAnswer = v.InferOutput<typeof ModelSchema>;

/** The models, newest first, and how far visitors have been re-scored under the one in force. */
export const ModelsSchema = v.object({
  models: v.array(ModelSchema),
  rescoring: v.object({
    version: v.number(),
    done: CountSchema,
    total: CountSchema,
    /** Null: under way. */
    finishedAt: v.nullable(v.string()),
  }),
  /** When the population will be measured next because it has moved; null: it has not. */
  measuringAt: v.nullable(v.string()),
});
export type Models = v.InferOutput<typeof ModelsSchema>;

/** A model as it is kept. */
interface KnownModel extends Omit<ModelAnswer, "configVersion" | "at" | "cuts" | "population"> {
  readonly config: number;
  readonly at: number;
  readonly cuts: CutTable;
  readonly sizes: ModelAnswer["population"];
}

/** A model on the wire. */
export function modelAnswer({ version, config, at, cause, cuts, sizes }: KnownModel): ModelAnswer {
  return {
    ...{ version, configVersion: config, cause, population: sizes },
    at: isoOf(at),
    cuts: cutTableAnswer(cuts),
  };
}

/** A table of cuts on the wire. */
export function cutTableAnswer({ rfm, rfe, rfd }: CutTable): ModelAnswer["cuts"] {
  return {
    rfm: { recency: copy(rfm.recency), frequency: copy(rfm.frequency), monetary: copy(rfm.monetary) },
    rfe: { recency: copy(rfe.recency), frequency: copy(rfe.frequency), engagement: copy(rfe.engagement) },
    rfd: { recency: copy(rfd.recency), frequency: copy(rfd.frequency), duration: copy(rfd.duration) },
  };
}

function copy({ scores, tiers }: Cuts): { scores: number[]; tiers: number[] } {
  return { scores: [...scores], tiers: [...tiers] };
}

/** The calls about model versions. */
export const modelCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/models",
    summary: "Lists the model versions with their cuts and populations, and how far re-scoring has come.",
    access: "viewer",
    answer: ModelsSchema,
  }),
  measure: call({
    method: "POST",
    path: "/v1/sites/:site/models/measure",
    summary: "Measures the population now, and publishes its cuts as a model version if they have moved.",
    access: "editor",
    answer: v.object({ success: v.boolean() }),
  }),
};
