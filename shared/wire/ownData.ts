import * as v from "valibot";
import { call } from "./call.ts";

/** Where a site's visitors see, download and erase what is held about them: under the site's own host, whose cookie says who they are. */
export const OWN_DATA_PATH = "/v1/own-data";

/** What a visitor may ask for. */
export const OWN_DATA_ACTIONS = ["show", "download", "erase", "refuse", "allow"] as const;
export type OwnDataAction = (typeof OWN_DATA_ACTIONS)[number];

const QuerySchema = v.object({
  /** The site's write key. */
  key: v.optional(v.string()),
  /** The page's language, as BCP 47 writes it; left out: `Accept-Language`. */
  locale: v.optional(v.string()),
});

/** What a form of the page sends. */
export const OwnDataFormSchema = v.object({
  action: v.optional(v.picklist(OWN_DATA_ACTIONS), "show"),
  /** The site's proof of who its signed-in visitor is, from a form on their account's page. */
  identityToken: v.optional(v.string()),
});

export const ownDataCalls = {
  page: call({
    method: "GET",
    path: OWN_DATA_PATH,
    summary: "The page on which a visitor sees, downloads and erases what is held about them; asks no object.",
    access: "open",
    query: QuerySchema,
    answer: v.string(),
  }),
  ask: call({
    method: "POST",
    path: OWN_DATA_PATH,
    summary:
      "What that page's form asks for, as `application/x-www-form-urlencoded`: for whoever the first-party cookie names, from the page itself, or for the user that an identity token proves.",
    access: "open",
    query: QuerySchema,
    body: OwnDataFormSchema,
    answer: v.string(),
  }),
};
