import { Hono } from "hono";
import { auditCalls } from "#shared/wire/audit";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { type AuditRow, asChained } from "../objects/site/auditStore.ts";
import { siteStub } from "../objects/stubs.ts";

/** What was done to a site, newest first. */
export const audit = new Hono<AppEnv>();

serve(audit, auditCalls.list, async ({ c, query }) => {
  const rows = await siteStub(c.env, c.var.site.key).auditPage(
    query.cursor === undefined ? null : Number(query.cursor),
  );
  const last = rows.at(-1);
  return { entries: rows.map(onWire), cursor: last && last.seq > 1 ? String(last.seq) : null };
});

serve(audit, auditCalls.chain, async ({ c }) => {
  const { end, brokenAt } = await siteStub(c.env, c.var.site.key).auditChain();
  return { entries: end.seq, hash: end.hash, brokenAt };
});

function onWire(row: AuditRow) {
  return { ...asChained(row), hash: row.hash ?? "" };
}
