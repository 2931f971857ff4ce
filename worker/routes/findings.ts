import { Hono } from "hono";
import { DAY_MS } from "#shared/events/clock";
import { findingCalls, TALLIED, type Tallied } from "#shared/wire/findings";
import { isoOf } from "#shared/wire/visitorAnswers";
import { tellTallies } from "../journeys/noteTally.ts";
import type { AppEnv } from "../middleware/context.ts";
import { serve } from "../middleware/serve.ts";
import type { TallyRow } from "../objects/site/tallyStore.ts";
import { siteStub } from "../objects/stubs.ts";

/** What was refused of what visitors sent. */
export const findings = new Hono<AppEnv>();

serve(findings, findingCalls.list, async ({ c }) => {
  const found = await siteStub(c.env, c.var.site.key).findings();
  return { findings: found.map((finding) => ({ ...finding, at: isoOf(finding.at) })) };
});

serve(findings, findingCalls.counts, async ({ c, query, now }) => {
  const { key } = c.var.site;
  // What this isolate has counted so far is known here.
  await tellTallies(key);
  const today = Math.floor(now / DAY_MS);
  const all = await siteStub(c.env, key).tallies(today - Number(query.days ?? 30) + 1, today);
  const rows = all.filter(isOfFindings);
  return { days: [...new Set(rows.map(({ day }) => day))].map((day) => dayOf(day, rows)) };
});

type Row = TallyRow & { readonly what: Tallied };

function isOfFindings(row: TallyRow): row is Row {
  return TALLIED.some((what) => what === row.what);
}

function dayOf(day: number, rows: readonly Row[]) {
  const counts: Record<Tallied, Record<string, number>> = { rejected: {}, setAside: {}, uncounted: {} };
  for (const row of rows) if (row.day === day) counts[row.what][row.reason] = row.count;
  return { day: new Date(day * DAY_MS).toISOString().slice(0, 10), ...counts };
}
