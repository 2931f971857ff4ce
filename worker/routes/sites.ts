import { Hono } from "hono";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { siteCalls } from "#shared/wire/sites";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { listPublished, refresh } from "../publishedStore.ts";

/** The operator's: sites as a whole. */
export const sites = new Hono<AppEnv>();

serve(sites, siteCalls.list, async ({ c }) => ({ sites: await listPublished(c.env) }));

serve(sites, siteCalls.create, async ({ c, body: { key, name }, now }) => {
  const first = parseSiteConfig({ site: { name } });
  if ("errors" in first) throw new Problem("invalid", "The configuration is not valid", { errors: first.errors });
  const order = { key, name, body: JSON.stringify(first.config), by: doerIn(c) };
  const opened = await siteStub(c.env, key).open(order, now);
  // Also for a site that was closed: its visitors' objects bear its key, and nobody else's may come to own them.
  if (!opened) throw new Problem("conflict", `The key ${key} is taken`);
  refresh(key, opened.document);
  const { writeKey, serverKey, token } = opened;
  return { key, name, version: 1, writeKey, serverKey, token };
});

serve(sites, siteCalls.remove, async ({ c, now }) => {
  const { key } = c.var.site;
  const isClosed = await siteStub(c.env, key).close(doerIn(c), now);
  refresh(key, null);
  if (!isClosed) throw new Problem("not-found", `There is no site ${key}`);
  return { key, closedAt: new Date(now).toISOString() };
});
