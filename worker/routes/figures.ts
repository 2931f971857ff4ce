import { Hono } from "hono";
import { figureCalls } from "#shared/wire/figures";
import { segmentFigures } from "../journeys/gatherDirectory.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";

export const figures = new Hono<AppEnv>();

serve(figures, figureCalls.segments, ({ c }) => segmentFigures(c.env, c.var.site));
