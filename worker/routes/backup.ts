import { Hono } from "hono";
import { backupCalls } from "#shared/wire/backup";
import { backupSite } from "../journeys/backupSite.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";

/** The operator's: a whole site, to be kept elsewhere. */
export const backup = new Hono<AppEnv>();

serve(backup, backupCalls.page, async ({ c, query: { cursor }, now }) => {
  const { site } = c.var;
  const page = await backupSite(c.env, site, cursor, now);
  if (cursor === undefined)
    await siteStub(c.env, site.key).noteDeed({ ...doerIn(c), action: "site.backup", target: site.key }, now);
  return { ...page, lines: [...page.lines] };
});
