import { Hono } from "hono";
import { DAY_MS } from "#shared/events/clock";
import { privacyCalls, type Receipt } from "#shared/wire/privacy";
import { isoOf } from "#shared/wire/visitorAnswers";
import { eraseVisitor } from "../journeys/eraseVisitor.ts";
import { exportText, streamOf } from "../journeys/exportText.ts";
import { exportVisitor } from "../journeys/exportVisitor.ts";
import { resolveVisitor } from "../journeys/resolveVisitor.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn } from "../middleware/credential.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { siteStub } from "../objects/stubs.ts";
import type { Erased } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";

/** What somebody has a right to: to know what is held, and that it goes. */
export const privacy = new Hono<AppEnv>();

/** How long the platform can restore an object as it was. */
const RECOVERY_MS = 30 * DAY_MS;

serve(privacy, privacyCalls.export, async (input) => {
  const { c, now } = input;
  const id = c.req.param("id") ?? "";
  const person = await exportVisitor(c.env, c.var.site, id, now);
  if (person === null) throw new Problem("not-found", `Nobody is known here by ${id.slice(0, 100)}`);
  await noted(input, "visitor.export", person.whole.id, {});
  // What is asked of many is asked before the answer begins, so that a part that fails is a plain refusal.
  const held = await person.held();
  const headers = {
    "content-type": "application/json",
    "content-disposition": `attachment; filename="visitor-${person.whole.id.slice(0, 12)}.json"`,
    "cache-control": "private, no-store",
  };
  return new Response(streamOf(exportText(person, held, c.var.site, now)), { headers });
});

serve(privacy, privacyCalls.erase, async (input) => {
  const { c, now } = input;
  const id = c.req.param("id") ?? "";
  // Noted before it is done: what cannot be undone never goes unseen.
  const visitor = await visitorOf(input, id);
  if (visitor !== null) await noted(input, "visitor.erase", visitor, {});
  const erased = await eraseVisitor(c.env, c.var.site, id, now);
  if (erased === null) throw new Problem("not-found", `Nobody is known here by ${id.slice(0, 100)}`);
  if (visitor === null) await noted(input, "visitor.erase", erased.erasure.visitor, { again: true });
  return receiptOf(erased);
});

async function visitorOf({ c, now }: At, id: string): Promise<string | null> {
  const request = { site: c.var.site.key, version: c.var.site.model.version, now };
  return (await resolveVisitor(c.env, c.var.site, id, (stub) => stub.membership(request)))?.found.id ?? null;
}

type At = Pick<Input<typeof privacyCalls.erase>, "c" | "now">;

/** The log names the visitor by the visitor id alone: it outlives them. */
async function noted({ c, now }: At, action: string, target: string, detail: Record<string, unknown>): Promise<void> {
  const deed = { ...doerIn(c), action, target, detail };
  await siteStub(c.env, c.var.site.key).noteDeed(deed, now);
}

function receiptOf({ erasure, isComplete }: Erased): Receipt {
  const { visitor, at, until, removed } = erasure;
  return {
    visitor,
    erasedAt: isoOf(at),
    complete: isComplete,
    removed,
    replaysRefusedUntil: isoOf(until),
    backupsFadeBy: isoOf(at + RECOVERY_MS),
  };
}
