import { type Context, Hono } from "hono";
import { EVENT_BOUNDS } from "#shared/events/tidy";
import {
  EvaluationBodySchema,
  type EvaluationContext,
  evaluationOf,
  evaluationsOf,
  ofrepCalls,
  saidIn,
} from "#shared/wire/ofrep";
import { type Decided, decideFor, type Person, withoutSite } from "../journeys/decideFor.ts";
import type { PageView } from "../journeys/pageFacts.ts";
import { readJson } from "../middleware/body.ts";
import type { AppEnv } from "../middleware/context.ts";
import { crossOrigin, crossOriginJson, requireOrigin } from "../middleware/cors.ts";
import { check } from "../middleware/serve.ts";
import { viewOf } from "../middleware/view.ts";
import { digestOf } from "../objects/site/secret.ts";
import { Problem } from "../problem.ts";
import { admitOrNull, serverTiming } from "./decide.ts";

/** Decisions by the OpenFeature Remote Evaluation Protocol: a slot is a flag. */
export const ofrep = new Hono<AppEnv>();

const LIMIT_BYTES = 32 * 1024;

ofrep.use("/ofrep/*", async (c, next) => {
  c.set("dialect", "ofrep");
  await next();
});

ofrep.on(["POST", "OPTIONS"], ofrepCalls.evaluate.path, crossOrigin, async (c) => {
  const slot = c.req.param("slot");
  const { answer, by } = await decidedFor(c, slot);
  return crossOriginJson(c, evaluationOf(answer, slot, isDecided(by)), headersOf(by));
});

ofrep.on(["POST", "OPTIONS"], ofrepCalls.evaluateAll.path, crossOrigin, async (c) => {
  const { answer, by } = await decidedFor(c);
  const text = JSON.stringify(evaluationsOf(answer, isDecided(by)));
  // Of all that is answered: whatever a decision depends on, and whoever it is for, it cannot be taken for another.
  const etag = `"${(await digestOf(text)).slice(0, 32)}"`;
  const headers = { ...headersOf(by), etag };
  if (isHeld(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
  return c.body(text, 200, { ...headers, "content-type": "application/json" });
});

/** The decisions for whom the request names; one slot's, or all. @throws Problem for a slot that the site does not have */
async function decidedFor(c: Context<AppEnv>, slot?: string): Promise<Decided> {
  const site = await admitOrNull(c, null);
  requireOrigin(c);
  const input = await readJson(c, { ...EVENT_BOUNDS, limitBytes: LIMIT_BYTES, type: "json" });
  const context = check(EvaluationBodySchema, input, "malformed").context ?? {};
  const person = personIn(c, context);
  const slots = slot === undefined ? undefined : [slot];
  if (site === null) return withoutSite(slots);
  if (slot !== undefined && !site.config.slots.some(({ key }) => key === slot))
    throw new Problem("not-found", "The site has no such slot", { code: "FLAG_NOT_FOUND" });
  return await decideFor(c.env, site, person, viewIn(c, context), slots);
}

/** @throws Problem where nobody is named */
function personIn(c: Context<AppEnv>, context: EvaluationContext): Person {
  const targetingKey = context.targetingKey || null;
  // A write key is public, so what is said with it can only be a browser's own id.
  const isTrusted = c.get("credential")?.kind === "server";
  const person = isTrusted
    ? { anonymousId: saidIn(context).anonymousId, userId: targetingKey }
    : { anonymousId: targetingKey, userId: null };
  if (person.anonymousId === null && person.userId === null)
    throw new Problem("malformed", "The context needs a targetingKey: the visitor's anonymous id", {
      code: "TARGETING_KEY_MISSING",
    });
  return person;
}

function viewIn(c: Context<AppEnv>, context: EvaluationContext): PageView {
  const { url, referrer, locale, userAgent, country } = saidIn(context);
  const view = viewOf(c, { url, referrer, locale, now: Date.now() });
  return {
    ...view,
    ...(userAgent !== null && { userAgent: () => userAgent }),
    ...(country !== null && { country: () => country }),
  };
}

const isDecided = ({ path }: Decided["by"]): boolean => path !== "default";

const headersOf = (by: Decided["by"]) => ({
  "cache-control": "private, no-store",
  "server-timing": serverTiming(by),
});

/** Whether the client has what would be answered; what compresses answers on the way may have made the tag a weak one. */
function isHeld(header: string | undefined, etag: string): boolean {
  const held = header?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return held.includes(etag) || held.includes("*");
}
