import * as v from "valibot";
import { FAMILIES, OUTCOMES } from "../figures/answers.ts";
import { call } from "./call.ts";

const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0));

/** How often, by what became of it; left out: never. */
const OutcomesSchema = v.partial(v.object(v.entriesFromList(OUTCOMES, CountSchema)));

const AnswersSchema = v.object({
  /** What is aimed at: the share of decisions made in time, over so many days. */
  objective: v.object({ share: v.number(), days: CountSchema }),
  /** What has come of it in those days. `left` is 1 where nothing was missed, 0 where as much as may be was, below 0 where more; null: nothing was asked for. */
  budget: v.object({ asked: CountSchema, missed: CountSchema, left: v.nullable(v.number()) }),
  days: v.array(
    v.object({
      day: v.pipe(v.string(), v.isoDate()),
      /** By what was asked for; left out: nothing of the kind. */
      families: v.partial(v.object(v.entriesFromList(FAMILIES, OutcomesSchema))),
    }),
  ),
});
export type Answers = v.InferOutput<typeof AnswersSchema>;

export const answerCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/answers",
    summary:
      "Counts what became of requests, by day (UTC) and by what was asked for, newest day first: the last 30 days, or as many as are asked for; and what is left of the error budget. Isolates tell what went wrong within a minute, all else within ten.",
    access: "viewer",
    query: v.object({
      days: v.optional(v.pipe(v.string(), v.regex(/^(?:[1-9]\d?|[1-3]\d\d|400)$/, "is a whole number from 1 to 400"))),
    }),
    answer: AnswersSchema,
  }),
};
