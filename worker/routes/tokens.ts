import { Hono } from "hono";
import { tokenCalls } from "#shared/wire/tokens";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { serve } from "../middleware/serve.ts";
import type { TokenRow } from "../objects/site/credentialStore.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";

/** Marketer tokens: listed, made, revoked. */
export const tokens = new Hono<AppEnv>();

serve(tokens, tokenCalls.list, async ({ c }) => {
  const rows = await siteStub(c.env, c.var.site.key).tokens();
  return { tokens: rows.map(onWire) };
});

serve(tokens, tokenCalls.create, async ({ c, body: { role, name, expiresAt }, now }) => {
  const expires = expiresAt ? Date.parse(expiresAt) : null;
  if (expires !== null && !(expires > now)) {
    throw new Problem("invalid", "A token must expire in the future", {
      errors: [{ path: "/expiresAt", message: "is in the past" }],
    });
  }
  const wanted = { role, name, expiresAt: expires };
  const made = await siteStub(c.env, c.var.site.key).createToken(wanted, doerIn(c), now);
  return { ...onWire(made), token: made.token };
});

serve(tokens, tokenCalls.revoke, async ({ c, now }) => {
  const id = c.req.param("id") ?? "";
  const isRevoked = await siteStub(c.env, c.var.site.key).revokeToken(id, doerIn(c), now);
  if (!isRevoked) throw new Problem("not-found", "There is no such token");
  return { id, revokedAt: new Date(now).toISOString() };
});

function onWire({ id, role, name, prefix, createdAt, expiresAt }: TokenRow) {
  return {
    id,
    role,
    name,
    prefix,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
  };
}
