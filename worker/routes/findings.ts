import { Hono } from "hono";
import { findingCalls } from "#shared/wire/findings";
import { isoOf } from "#shared/wire/visitorAnswers";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";

/** What was refused of what visitors sent. */
export const findings = new Hono<AppEnv>();

serve(findings, findingCalls.list, async ({ c }) => {
  const found = await siteStub(c.env, c.var.site.key).findings();
  return { findings: found.map((finding) => ({ ...finding, at: isoOf(finding.at) })) };
});
