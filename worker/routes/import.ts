import { Hono } from "hono";
import { importVisitors as importCall } from "#shared/wire/import";
import { importVisitors } from "../journeys/importVisitors.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";

/** Past orders and events in bulk. */
export const importing = new Hono<AppEnv>();

serve(importing, importCall, async ({ c, body, now }) => await importVisitors(c.env, c.var.site, body, now));
