import { type Context, Hono } from "hono";
import * as v from "valibot";
import { restoreCalls } from "#shared/wire/restore";
import { SiteKeySchema } from "#shared/wire/sites";
import { noted, refusalOf, restoreLines } from "../journeys/restoreSite.ts";
import { wakeVisitors } from "../journeys/wakeVisitors.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { serve } from "../middleware/serve.ts";
import { restorationOf } from "../objects/site/restoring.ts";
import { siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { publishedSite, refresh } from "../publishedStore.ts";

/** The operator's: a site out of a backup. */
export const restore = new Hono<AppEnv>();

serve(restore, restoreCalls.state, async ({ c, now }) => {
  const key = keyIn(c);
  return restorationOf(await noted(c.env, key, { woken: 0 }, now));
});

serve(restore, restoreCalls.lines, async ({ c, body, now }) => await restoreLines(c.env, keyIn(c), body, now));

serve(restore, restoreCalls.open, async ({ c, body: { backup }, now }) => {
  const key = keyIn(c);
  const order = { backup, by: doerIn(c) };
  const { opened, secrets, document } = await siteStub(c.env, key).openRestored(order, now);
  if ("refused" in opened) throw refusalOf(opened.refused, key);
  refresh(key, document);
  return { key, version: opened.version, secrets };
});

serve(restore, restoreCalls.wake, async ({ c, body: { backup, through, visitors }, now }) => {
  const key = keyIn(c);
  const { head, openedAt } = await noted(c.env, key, { woken: 0 }, now);
  const site = openedAt === null || head.backup !== backup ? null : await publishedSite(c.env, key);
  if (site === null)
    throw new Problem("conflict", `The site ${key} is not open yet, or was restored from another backup`);
  const woken = await wakeVisitors(c.env, site, visitors, now);
  await noted(c.env, key, { woken: through }, now);
  return { visitors: woken };
});

function keyIn(c: Context<AppEnv>): string {
  const key = c.req.param("key") ?? "";
  if (!v.is(SiteKeySchema, key)) throw new Problem("not-found", "A site's key is 1 to 40 of a-z, 0-9 and -");
  return key;
}
