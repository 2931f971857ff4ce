import * as v from "valibot";
import { call } from "./call.ts";
import { PREVIEW_PARAMETER } from "./previews.ts";

/** The statuses by which whoever includes a fragment may want to be told to keep the page's own content. */
export const DEFAULT_STATUSES = ["200", "204", "404"] as const;

const FragmentQuerySchema = v.object({
  key: v.optional(v.string()),
  /** The page that includes it, where no browser names it. */
  url: v.optional(v.string()),
  /** Which status says: keep the page's own content. Left out: 204 for htmx, else 200. The body is empty in any case. */
  default: v.optional(v.picklist(DEFAULT_STATUSES)),
  /** Of a preview link; left out: what the page's address says. */
  [PREVIEW_PARAMETER]: v.optional(v.string()),
});

export const snippetCalls = {
  fragment: call({
    method: "GET",
    path: "/v1/snippets/:slot",
    summary:
      "Answers one slot's content as an HTML fragment, for whoever the first-party cookie names; empty: keep the page's own, with the status that `default` names. `url` is the page it is for, where neither htmx nor a Referer says it.",
    access: "site",
    query: FragmentQuerySchema,
    answer: v.string(),
  }),
};
