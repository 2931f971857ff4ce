import * as v from "valibot";
import { call } from "./call.ts";

const InstantSchema = v.pipe(v.string(), v.isoTimestamp());

/** One link that makes up a visitor: who joined, whom, since when and by what. */
export const LinkSchema = v.object({
  /** The visitor id that joined; it can be taken out by it. */
  id: v.string(),
  /** The visitor id it was linked to. */
  to: v.string(),
  anonymousIds: v.array(v.string()),
  userId: v.nullable(v.string()),
  since: InstantSchema,
  by: v.picklist(["identify", "alias", "marketer"]),
});
export type Link = v.InferOutput<typeof LinkSchema>;

/** A visitor and all links that make it up, the oldest first. */
export const LinksSchema = v.object({ id: v.string(), links: v.array(LinkSchema) });
export type Links = v.InferOutput<typeof LinksSchema>;

/** The same after a change; `changed` is false where nothing was to be done. */
export const ChangedLinksSchema = v.object({ ...LinksSchema.entries, changed: v.boolean() });

const Id = v.pipe(
  v.string("must be text"),
  v.minLength(1, "must not be empty"),
  v.maxLength(255, "must be at most 255 characters"),
);

/** The calls about links; `:id` is a visitor id, an anonymous id or a user id, and so is the other. */
export const linkCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/visitors/:id/links",
    summary: "Reads which visitors were linked to this one, since when and by what.",
    access: "viewer",
    answer: LinksSchema,
  }),
  link: call({
    method: "POST",
    path: "/v1/sites/:site/visitors/:id/links",
    summary: "Makes one visitor of two; 409 where they have different user ids.",
    access: "editor",
    body: v.object({ id: Id }),
    answer: ChangedLinksSchema,
  }),
  unlink: call({
    method: "DELETE",
    path: "/v1/sites/:site/visitors/:id/links/:other",
    summary: "Undoes the link between two ids of a visitor: both are again who they would be without it.",
    access: "editor",
    answer: ChangedLinksSchema,
  }),
};
