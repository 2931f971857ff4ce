import { type Context, Hono } from "hono";
import { checkCalls } from "#shared/wire/check";
import { checkConfig } from "../journeys/checkConfig.ts";
import { checkPage, pageNotes } from "../journeys/checkPage.ts";
import type { Caller } from "../journeys/publicAddress.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";

/** What saving a configuration would say, and what its slots find in a page of the site. */
export const checking = new Hono<AppEnv>();

const PATIENCE_MS = 8_000;

serve(checking, checkCalls.check, async ({ c, body }) => {
  const checked = await checkConfig(body.config ?? (await drafted(c)));
  const page = await checkPage(checked.config, { address: body.url, patienceMs: PATIENCE_MS }, callerOf(c));
  return { config: checked.config, notes: [...checked.notes, ...(page === null ? [] : pageNotes(page))], page };
});

/** Who fetches a page: this Worker, under the name by which it was asked. */
export function callerOf(c: Context<AppEnv>): Caller {
  return { ownHost: new URL(c.req.url).host, isLocal: c.env.RFEDGE_LOCAL === "1" };
}

async function drafted(c: Context<AppEnv>): Promise<unknown> {
  const { draft, published } = await siteStub(c.env, c.var.site.key).draft();
  return JSON.parse(draft?.body ?? published);
}
