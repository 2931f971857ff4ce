import * as v from "valibot";
import { call } from "./call.ts";

/** How a site is called in addresses and credentials. */
export const SiteKeySchema = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, "is 1 to 40 of a-z, 0-9 and -"));

export const SiteSchema = v.object({ key: v.string(), name: v.string(), version: v.number() });

/** The operator's calls: sites as a whole. */
export const siteCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites",
    summary: "Lists the sites.",
    access: "root",
    answer: v.object({ sites: v.array(SiteSchema) }),
  }),
  create: call({
    method: "POST",
    path: "/v1/sites",
    summary: "Opens a site with the default configuration; its secrets are in this answer only.",
    access: "root",
    body: v.strictObject({ key: SiteKeySchema, name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)) }),
    answer: v.object({ ...SiteSchema.entries, writeKey: v.string(), serverKey: v.string(), token: v.string() }),
    status: 201,
  }),
  remove: call({
    method: "DELETE",
    path: "/v1/sites/:site",
    summary: "Closes a site: its keys and tokens are refused and nothing is served for it any more.",
    access: "root",
    answer: v.object({ key: v.string(), closedAt: v.string() }),
  }),
};
