import { Hono } from "hono";
import { audienceCalls } from "#shared/wire/audiences";
import { audienceSizes } from "../journeys/gatherFigures.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";

/** Saved rules, and how many visitors each holds. */
export const audiences = new Hono<AppEnv>();

serve(audiences, audienceCalls.list, ({ c }) => audienceSizes(c.env, c.var.site));
