import { type Context, Hono } from "hono";
import { EVENT_BOUNDS } from "#shared/events/tidy";
import {
  EvaluationBodySchema,
  type EvaluationContext,
  type EventStream,
  evaluationOf,
  evaluationsOf,
  ofrepCalls,
  saidIn,
} from "#shared/wire/ofrep";
import { previewIn } from "#shared/wire/previews";
import { changeNotices, streamOf } from "../journeys/changeNotices.ts";
import { byDefault, type Decided, decideFor, type Person, withoutSite } from "../journeys/decideFor.ts";
import type { PageView } from "../journeys/pageFacts.ts";
import { previewFor } from "../journeys/previewFor.ts";
import { readJson } from "../middleware/body.ts";
import { consentOf, leaveFor } from "../middleware/consent.ts";
import type { AppEnv } from "../middleware/context.ts";
import { crossOrigin, crossOriginJson, requireOrigin } from "../middleware/cors.ts";
import { credentialOf, presentedSecret } from "../middleware/credential.ts";
import { limitRate } from "../middleware/rate.ts";
import { check } from "../middleware/serve.ts";
import { admitKey } from "../middleware/site.ts";
import { viewOf } from "../middleware/view.ts";
import { digestOf } from "../objects/site/secret.ts";
import { Problem } from "../problem.ts";
import { type PublishedSite, publishedSite } from "../publishedStore.ts";
import { admitOrNull, serverTiming } from "./decide.ts";

/** Decisions by the OpenFeature Remote Evaluation Protocol: a slot is a flag. */
export const ofrep = new Hono<AppEnv>();

const LIMIT_BYTES = 32 * 1024;
/** How often a listener's connection looks at the isolate's copy, which is renewed about as often. */
const NOTICE_MS = 30_000;
/** Where what is published is in force at once. */
const LOCAL_NOTICE_MS = 1_000;
/** After how long in the background a client closes its connection. */
const INACTIVITY_S = 120;
/** A copy that a notice has outrun is read again at most this often. */
const REREAD_MS = 1_000;
const reread = new WeakMap<PublishedSite, number>();

ofrep.use("/ofrep/*", async (c, next) => {
  c.set("dialect", "ofrep");
  await next();
});

ofrep.on(
  ["POST", "OPTIONS"],
  ofrepCalls.evaluate.path,
  crossOrigin<typeof ofrepCalls.evaluate.path>(async (c) => {
    const slot = c.req.param("slot");
    const { answer, by } = await decidedFor(c, slot);
    return crossOriginJson(c, evaluationOf(answer, slot, isDecided(by)), headersOf(c, by));
  }),
);

ofrep.on(
  ["POST", "OPTIONS"],
  ofrepCalls.evaluateAll.path,
  crossOrigin(async (c) => {
    const { answer, by } = await decidedFor(c);
    const streams = streamsOf(c);
    const text = JSON.stringify({ ...evaluationsOf(answer, isDecided(by)), ...(streams && { eventStreams: streams }) });
    // Of all that is answered: whatever a decision depends on, and whoever it is for, it cannot be taken for another.
    const etag = `"${(await digestOf(text)).slice(0, 32)}"`;
    const headers = { ...headersOf(c, by), etag };
    if (isHeld(c.req.header("if-none-match"), etag)) return c.body(null, 304, headers);
    return c.body(text, 200, { ...headers, "content-type": "application/json" });
  }),
);

ofrep.on(
  ["GET", "OPTIONS"],
  ofrepCalls.changes.path,
  crossOrigin(async (c) => {
    const site = await admitKey(c, c.req.query("key"));
    requireOrigin(c);
    if (c.get("credential").kind !== "write") throw new Problem("forbidden", "Notices of change are for a write key");
    if (!site.config.site.changeNotices) throw new Problem("not-found", "The site gives no notices of change");
    const key = presentedSecret(c) ?? c.req.query("key") ?? null;
    const everyMs = c.env.RFEDGE_LOCAL === "1" ? LOCAL_NOTICE_MS : NOTICE_MS;
    const notices = changeNotices(site, c.req.header("last-event-id") ?? null, {
      tick: () => scheduler.wait(everyMs),
      look: () => stillListening(c.env, key).catch(() => null),
    });
    return c.body(streamOf(notices), 200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  }),
);

/** The site as it is published, to a key that still holds. */
async function stillListening(env: Env, key: string | null): Promise<PublishedSite | null> {
  const credential = await credentialOf(env, key);
  return credential.kind === "write" ? await publishedSite(env, credential.site) : null;
}

/** Where a page may hear of changes. A server key is no part of an address. */
function streamsOf(c: Context<AppEnv>): EventStream[] | null {
  const isOffered = c.get("site")?.config.site.changeNotices && c.get("credential").kind === "write";
  const key = presentedSecret(c);
  if (!isOffered || key === null) return null;
  const url = `${new URL(c.req.url).origin}${ofrepCalls.changes.path}?key=${key}`;
  return [{ type: "sse", url, inactivityDelaySec: INACTIVITY_S }];
}

/** The decisions for whom the request names; one slot's, or all. @throws Problem for a slot that the site does not have */
async function decidedFor(c: Context<AppEnv>, slot?: string): Promise<Decided> {
  const site = await renewed(c, await admitOrNull(c, null));
  requireOrigin(c);
  const input = await readJson(c, { ...EVENT_BOUNDS, limitBytes: LIMIT_BYTES, type: "json" });
  const context = check(EvaluationBodySchema, input, "malformed").context ?? {};
  const person = personIn(c, context);
  const slots = slot === undefined ? undefined : [slot];
  if (site === null) return withoutSite(slots);
  const view = viewIn(c, context);
  const { mayBeDecidedFor } = leaveFor(consentOf(c, site), saidIn(context).consent);
  const who = person.userId === null && mayBeDecidedFor ? person.anonymousId : null;
  await limitRate(c, site, { anonymousId: who, kind: "read" }, view.now);
  const preview = previewIn(view.url);
  if (preview !== null) return await previewFor(c.env, site, preview, view, slots);
  if (slot !== undefined && !site.config.slots.some(({ key }) => key === slot))
    throw new Problem("not-found", "The site has no such slot", { code: "FLAG_NOT_FOUND" });
  if (!mayBeDecidedFor) return byDefault(site, slots, "privacy");
  return await decideFor(c.env, site, person, view, slots);
}

/** A client that has been told of a newer model than this isolate's copy asks too early, unless the copy is read again. */
async function renewed(c: Context<AppEnv>, site: PublishedSite | null): Promise<PublishedSite | null> {
  const [, told] = /^"(\d{1,9})"$/.exec(c.req.query("flagConfigEtag") ?? "") ?? [];
  if (site === null || told === undefined || Number(told) <= site.model.version) return site;
  const now = Date.now();
  // Whoever makes numbers up costs no more than that.
  if (now - (reread.get(site) ?? 0) < REREAD_MS) return site;
  reread.set(site, now);
  return (await publishedSite(c.env, site.key, Number(told)).catch(() => null)) ?? site;
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

/** Who may not be known gets the default because of that, not because something failed. */
const isDecided = ({ path, why }: Decided["by"]): boolean => path !== "default" || why === "privacy";

function headersOf(c: Context<AppEnv>, by: Decided["by"]) {
  c.set("decided", by);
  return { "cache-control": "private, no-store", "server-timing": serverTiming(by) };
}

/** Whether the client has what would be answered; what compresses answers on the way may have made the tag a weak one. */
function isHeld(header: string | undefined, etag: string): boolean {
  const held = header?.split(",").map((tag) => tag.trim().replace(/^W\//, "")) ?? [];
  return held.includes(etag) || held.includes("*");
}
