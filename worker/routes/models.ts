import { Hono } from "hono";
import { type Models, modelAnswer, modelCalls } from "#shared/wire/models";
import { isoOf } from "#shared/wire/visitorAnswers";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import type { ModelsView } from "../objects/site/siteModels.ts";
import { siteStub } from "../objects/stubs.ts";

/** By which cuts visitors are scored, since when, and how many already are. */
export const models = new Hono<AppEnv>();

serve(models, modelCalls.list, async ({ c }) => {
  const site = c.get("site");
  return onWire(await siteStub(c.env, site.key).models(), site.model.version);
});

serve(models, modelCalls.measure, async ({ c, now }) => {
  await siteStub(c.env, c.get("site").key).measure(now);
  return { success: true };
});

function onWire({ models: list, rescoring, measuringAt }: ModelsView, inForce: number): Models {
  const version = list[0]?.version ?? inForce;
  const shards = rescoring.filter(({ model }) => model === version);
  const finished = shards.map(({ finishedAt }) => finishedAt);
  const isFinished = shards.length === rescoring.length && finished.every((at) => at !== null);
  return {
    models: list.map(modelAnswer),
    rescoring: {
      version,
      done: shards.reduce((sum, { done }) => sum + done, 0),
      total: shards.reduce((sum, { total }) => sum + total, 0),
      finishedAt: isFinished ? isoOf(Math.max(0, ...finished.filter((at) => at !== null))) : null,
    },
    measuringAt: measuringAt === null ? null : isoOf(measuringAt),
  };
}
