import { Hono } from "hono";
import { operationsCalls } from "#shared/wire/operations";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { counted } from "../operations.ts";

/** The operator's: what this instance has been asked to do, and is billed for. */
export const operations = new Hono<AppEnv>();

serve(operations, operationsCalls.counted, async () => counted());
