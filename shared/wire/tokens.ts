import * as v from "valibot";
import { call } from "./call.ts";

/** What a marketer may do, least first. */
export const RoleSchema = v.picklist(["viewer", "editor", "admin"]);
export type Role = v.InferOutput<typeof RoleSchema>;

/** A marketer token as it is listed: never the secret itself, only the eight characters it can be recognised by. */
export const TokenSchema = v.object({
  id: v.string(),
  role: RoleSchema,
  name: v.string(),
  prefix: v.string(),
  createdAt: v.string(),
  expiresAt: v.nullable(v.string()),
});
export type Token = v.InferOutput<typeof TokenSchema>;

/** A new token: the only answer that holds its secret. */
export const NewTokenSchema = v.object({ ...TokenSchema.entries, token: v.string() });

/** The calls that give and take marketer tokens. */
export const tokenCalls = {
  list: call({
    method: "GET",
    path: "/v1/sites/:site/tokens",
    summary: "Lists the marketer tokens that are not revoked.",
    access: "admin",
    answer: v.object({ tokens: v.array(TokenSchema) }),
  }),
  create: call({
    method: "POST",
    path: "/v1/sites/:site/tokens",
    summary: "Makes a marketer token; its secret is in this answer only.",
    access: "admin",
    body: v.strictObject({
      role: RoleSchema,
      name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
      expiresAt: v.optional(v.nullable(v.pipe(v.string(), v.isoTimestamp()))),
    }),
    answer: NewTokenSchema,
    status: 201,
  }),
  revoke: call({
    method: "DELETE",
    path: "/v1/sites/:site/tokens/:id",
    summary: "Revokes a marketer token, at once.",
    access: "admin",
    answer: v.object({ id: v.string(), revokedAt: v.string() }),
  }),
};
