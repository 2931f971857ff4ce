import * as v from "valibot";
import { NameSchema } from "../segments/key.ts";
import { call } from "./call.ts";
import { lackEntries } from "./lack.ts";

/** Every configured audience in its configured order; `share` is of all visitors, 0 to 1, and a visitor may be in several. */
export const AudiencesSchema = v.object({
  audiences: v.array(
    v.object({
      key: v.string(),
      name: NameSchema,
      visitors: v.pipe(v.number(), v.integer(), v.minValue(0)),
      share: v.number(),
    }),
  ),
  ...lackEntries,
});
export type Audiences = v.InferOutput<typeof AudiencesSchema>;

/** The calls that answer saved rules and how many they hold. */
export const audienceCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/audiences",
    summary: "Lists the audiences and how many visitors are in each.",
    access: "viewer",
    answer: AudiencesSchema,
  }),
};
