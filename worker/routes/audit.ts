import { Hono } from "hono";
import { auditCalls } from "#shared/wire/audit";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import { type AuditRow, asChained } from "../objects/site/auditStore.ts";
import { siteStub } from "../objects/stubs.ts";

/** What was done to a site, newest first. */
export const audit = new Hono<AppEnv>();

serve(audit, auditCalls.list, async ({ c, query }) => {
  const { cursor, after, actor = null, action = null } = query;
  const asked = { before: seqOf(cursor), after: seqOf(after), actor, action, targets: null };
  const { rows, next } = await siteStub(c.env, c.var.site.key).auditPage(asked);
  return { entries: rows.map(onWire), cursor: next === null ? null : String(next) };
});

serve(audit, auditCalls.chain, async ({ c }) => {
  const site = siteStub(c.env, c.var.site.key);
  let chain = await site.auditChain();
  while (!chain.isWhole) chain = await site.auditChain(chain.end);
  return { entries: chain.end.seq, hash: chain.end.hash, brokenAt: chain.brokenAt };
});

function seqOf(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

function onWire(row: AuditRow) {
  return { ...asChained(row), hash: row.hash ?? "" };
}
