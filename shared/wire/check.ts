import * as v from "valibot";
import { SiteConfigSchema } from "../config/siteConfig.ts";
import { call } from "./call.ts";

/**
 * What the slots find in one page's source: elements with `data-rfedge-slot` and those of the selector. `fault` says why it could not be
 * read; `isWhole` is false where a page is too long to be read to its end.
 */
export const PageCheckSchema = v.object({
  url: v.string(),
  fault: v.nullable(v.string()),
  isWhole: v.boolean(),
  slots: v.array(v.object({ slot: v.string(), selector: v.nullable(v.string()), elements: v.number() })),
});
export type PageCheck = v.InferOutput<typeof PageCheckSchema>;

export const checkCalls = {
  check: call({
    method: "POST",
    path: "/v1/sites/:site/config/check",
    summary:
      "Checks a configuration, or without one the draft, as saving would, and counts what its slots find in a page of the site; saves nothing.",
    access: "editor",
    body: v.strictObject({
      config: v.optional(v.record(v.string(), v.unknown())),
      /** A path, or an address under the site’s origins; left out: the site’s first page. */
      url: v.optional(v.pipe(v.string(), v.nonEmpty("must not be empty"), v.maxLength(2000))),
    }),
    /** `config` is the configuration as it would be stored. */
    answer: v.object({ config: SiteConfigSchema, notes: v.array(v.string()), page: v.nullable(PageCheckSchema) }),
  }),
};
