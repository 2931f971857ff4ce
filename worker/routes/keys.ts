import { Hono } from "hono";
import { keyCalls, OVERLAP_HOURS } from "#shared/wire/keys";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { refresh } from "../publishedStore.ts";

const HOUR_MS = 3_600_000;

/** The site's own keys: each is replaced by a new one, while the old one still works. */
export const keys = new Hono<AppEnv>();

serve(keys, keyCalls.rotate, async ({ c, body, now }) => {
  const { kind, overlapHours = OVERLAP_HOURS } = body;
  const { key: site } = c.var.site;
  const endsAt = now + Math.round(overlapHours * HOUR_MS);
  const rotated = await siteStub(c.env, site).rotateKey({ kind, endsAt, by: doerIn(c) }, now);
  if (rotated === null)
    throw new Problem("unavailable", "The Worker has no RFEDGE_SECRET to keep a secret by", { retryAfter: 60 });
  refresh(site, rotated.document);
  return { kind, key: rotated.text, previousEndsAt: new Date(endsAt).toISOString() };
});
