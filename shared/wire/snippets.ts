import * as v from "valibot";
import { call } from "./call.ts";

export const snippetCalls = {
  fragment: call({
    method: "GET",
    path: "/v1/snippets/:slot",
    summary:
      "Answers one slot's content as an HTML fragment, for whoever the first-party cookie names; empty: keep the page's own.",
    access: "site",
    query: v.object({ key: v.optional(v.string()) }),
    answer: v.string(),
  }),
};
