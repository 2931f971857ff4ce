import { type Context, Hono } from "hono";
import { parseInstant } from "#shared/events/clock";
import { choiceIn } from "#shared/events/consent";
import { type Bag, bagOf, LIMITS } from "#shared/events/event";
import { EVENT_BOUNDS } from "#shared/events/tidy";
import { withWishes } from "#shared/privacy/mayRecord";
import { BatchSchema, INGEST_PATHS, type IngestAnswer, type IngestKind } from "#shared/wire/ingest";
import {
  askedOf,
  byDefault,
  type Decided,
  decideFor,
  decideWith,
  type Person,
  servingFor,
  tokenFor,
} from "../journeys/decideFor.ts";
import { noteTally } from "../journeys/noteTally.ts";
import { previewFor } from "../journeys/previewFor.ts";
import { recordBatch } from "../journeys/recordBatch.ts";
import { readSizedJson } from "../middleware/body.ts";
import { type Consent, consentOf, leaveFor } from "../middleware/consent.ts";
import type { AppEnv } from "../middleware/context.ts";
import { crossOrigin, crossOriginJson, requireOrigin } from "../middleware/cors.ts";
import { decisionCookie, decisionCookieIn } from "../middleware/decisionCookie.ts";
import { isAhead, passerIn } from "../middleware/passer.ts";
import { previewOf } from "../middleware/previewedMessages.ts";
import { limitRate } from "../middleware/rate.ts";
import { check } from "../middleware/serve.ts";
import { admitKey } from "../middleware/site.ts";
import { viewOf } from "../middleware/view.ts";
import { carryOut, takesBack } from "../middleware/withdrawals.ts";
import { notePageViews } from "../operations.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { decisionsResponse } from "./decide.ts";

/** The Segment HTTP tracking API. */
export const ingest = new Hono<AppEnv>();

/** Its libraries send their own shapes of `decide` and `writeKey` beside a message; a whole request is a little larger than its event. */
const SINGLE_BYTES = LIMITS.eventBytes + 1_024;
const BATCH_BOUNDS = { depth: EVENT_BOUNDS.depth + 2, nameLength: EVENT_BOUNDS.nameLength, properties: 100_000 };
/** What browsers' libraries call themselves: only their messages can be a bot's page views. */
const BROWSER_LIBRARIES = new Set(["rfedge", "analytics.js", "RudderLabs JavaScript SDK"]);

for (const [word, kind] of Object.entries(INGEST_PATHS)) {
  const path = `/v1/${word}`;
  const taken = crossOrigin((c) => {
    c.set("dialect", "segment");
    return accept(c, kind);
  });
  ingest.on(["POST", "OPTIONS"], path, taken);
  // Whoever asks in another way is refused in the same words.
  ingest.all(path, async (c, next) => {
    c.set("dialect", "segment");
    await next();
  });
}

ingest.on(
  ["GET", "OPTIONS"],
  "/v1/projects/:writeKey/settings",
  crossOrigin(async (c) => {
    const writeKey = c.req.param("writeKey");
    await admitKey(c, writeKey);
    const apiHost = `${new URL(c.req.url).host}/v1`;
    return c.json({ integrations: { "Segment.io": { apiKey: writeKey, apiHost } }, metrics: { sampleRate: 0 } });
  }),
);

async function accept(c: Context<AppEnv>, kind: IngestKind): Promise<Response> {
  const isBatch = kind === "batch";
  const limitBytes = isBatch || kind === "metrics" ? LIMITS.batchBytes : SINGLE_BYTES;
  const bounds = isBatch ? BATCH_BOUNDS : EVENT_BOUNDS;
  const { value, bytes } = await readSizedJson(c, { ...bounds, limitBytes, type: "any" });
  const body = bagOf(value);
  // Counters of the sender's own library: nothing of a visitor.
  if (kind === "metrics") return c.json({ success: true });
  const site = await admitKey(c, body["writeKey"]);
  const now = Date.now();
  const isTrusted = c.get("credential").kind === "server";
  const consent = consentOf(c, site);
  const leave = leaveFor(consent, choiceIn(isBatch ? firstIn(body) : body));
  const who = isTrusted || !leave.mayBeKnown ? null : personIn(isBatch ? firstIn(body) : body).anonymousId;
  try {
    requireOrigin(c);
    await limitRate(c, site, { anonymousId: who, kind: "write" }, now);
  } catch (error) {
    if (error instanceof Problem) noteTally(site.key, { what: "rejected", reason: `request.${error.kind}` }, now);
    throw error;
  }
  const wantsDecisions = kind === "page" && (body["decide"] === true || Array.isArray(body["decide"]));
  if (wantsDecisions) c.set("family", "decisions");
  const preview = isBatch || isTrusted ? null : previewOf(body);
  if (preview !== null) return wantsDecisions ? previewed(c, body, preview, now) : c.json({ success: true });
  const all = isBatch ? messagesIn(body) : [{ ...body, type: kind }];
  const takenBack = all.map(bagOf).filter(takesBack);
  const cookie = decisionCookieIn(c);
  if (!isBatch && takenBack.length > 0) {
    const forgotten = cookie === null ? {} : { "set-cookie": decisionCookie(c, null, now) };
    return await withdrawn(c, crossOriginJson(c, { success: true }, forgotten), takenBack, now);
  }
  if (!isBatch && !leave.mayBeKnown) return refused(c, body, now);
  const passer = passerOf(c, body);
  if (passer !== null) return uncounted(c, body, passer, now);
  const places = isBatch ? all.flatMap((one, place) => (isTaken(bagOf(one), consent, isTrusted) ? [place] : [])) : null;
  const inputs = (places?.map((place) => all[place]) ?? all).map((message) => withWishes(message, consent));
  const view = wantsDecisions && leave.mayBeDecidedFor ? pageViewOf(c, body, now) : null;
  const serve = view === null ? undefined : servingFor(site, view, slotsIn(body));
  const person = { ...personIn(body), wantsToken: cookie !== null || asksForToken(body) };
  const { rejected, recorded } = await recordBatch(c.env, site, inputs, {
    now,
    sentAt: instantOf(body["sentAt"]),
    isTidy: !isBatch,
    isSmall: bytes <= LIMITS.eventBytes,
    isTrusted,
    ...(view !== null && askedOf(site, person, now)),
    serve,
  });
  notePageViews(pageViewsIn(inputs, rejected));
  const [first] = rejected;
  if (!isBatch && first !== undefined)
    throw new Problem("malformed", "The message cannot be taken", { errors: first.errors });
  const answer: IngestAnswer = {
    success: true,
    ...(rejected.length > 0 && {
      rejected: rejected.map(({ index, errors }) => ({ index: places?.[index] ?? index, errors: [...errors] })),
    }),
  };
  const known = recorded.at(-1)?.known;
  const token = known ? await tokenFor(c.env, site, person, known, now) : null;
  // Whatever a token said until now, it was before this.
  const headers = cookie === null ? {} : { "set-cookie": decisionCookie(c, token, now) };
  if (wantsDecisions && !leave.mayBeDecidedFor)
    return decisionsResponse(c, undecided(site, answer, body, "privacy"), headers);
  if (!known && view !== null) return decisionsResponse(c, undecided(site, answer, body, "unknown"), headers);
  if (!known || view === null) return await withdrawn(c, crossOriginJson(c, answer, headers), takenBack, now);
  const decisions = { ...answer, ...(await decideWith(site, known, view, slotsIn(body))) };
  const decided = { answer: decisions, by: { path: "visitor" }, ...(asksForToken(body) && { token }) } as const;
  return decisionsResponse(c, decided, headers);
}

/** Who looks at a preview visits nobody's page: it is answered, and not taken in. */
async function previewed(c: Context<AppEnv>, body: Bag, preview: string, now: number): Promise<Response> {
  const { answer, by } = await previewFor(c.env, c.var.site, preview, pageViewOf(c, body, now), slotsIn(body));
  return decisionsResponse(c, { answer: { success: true, ...answer }, by });
}

/** A page view that was set aside changes nobody, and decides for nobody. */
function undecided(site: PublishedSite, answer: IngestAnswer, body: Bag, why: "unknown" | "privacy") {
  const { answer: decisions, by } = byDefault(site, slotsIn(body), why);
  return { answer: { ...answer, ...decisions }, by };
}

/** Whom a message names without proof. */
function personIn({ anonymousId }: Bag): Person {
  return { anonymousId: typeof anonymousId === "string" ? anonymousId.slice(0, LIMITS.name) : null, userId: null };
}

/** Whom a batch comes from: a browser's is of one visitor. What it says for all of its messages is said for the first, too. */
function firstIn({ batch, context }: Bag): Bag {
  return { context, ...bagOf(Array.isArray(batch) ? batch[0] : null) };
}

/** Whether a message of a batch happened to a visitor, who may be known. */
function isTaken(message: Bag, consent: Consent, isTrusted: boolean): boolean {
  if (takesBack(message) || (!isTrusted && previewOf(message) !== null)) return false;
  return leaveFor(consent, choiceIn(message)).mayBeKnown;
}

/** An answer that is given once those who have taken their consent back are erased. */
async function withdrawn(
  c: Context<AppEnv>,
  answer: Response,
  takenBack: readonly Bag[],
  now: number,
): Promise<Response> {
  if (takenBack.length === 0) return answer;
  for (const cookie of await carryOut(c, takenBack, now)) answer.headers.append("set-cookie", cookie);
  return answer;
}

/** Whoever may not be known leaves nothing but a number: no object is asked, and the page keeps its own. */
function refused(c: Context<AppEnv>, body: Bag, now: number): Response {
  noteTally(c.var.site.key, { what: "uncounted", reason: "consent" }, now);
  if (body["decide"] === undefined) return c.json({ success: true });
  return decisionsResponse(c, undecided(c.var.site, { success: true }, body, "privacy"));
}

/** A page view says by `token` that it wants one: true, or the one that it replaces. */
function asksForToken({ token }: Bag): boolean {
  return token === true || typeof token === "string";
}

/** How many of the messages that were taken in are page views. */
function pageViewsIn(inputs: readonly unknown[], rejected: readonly { index: number }[]): number {
  const refused = new Set(rejected.map(({ index }) => index));
  return inputs.filter((input, index) => bagOf(input)["type"] === "page" && !refused.has(index)).length;
}

/** Who asks, where it is nobody: prefetched pages and bots' page views change no visitor; a bot that asks what to show is answered like anybody. */
function passerOf(c: Context<AppEnv>, body: Bag): ReturnType<typeof passerIn> {
  const library = bagOf(bagOf(body["context"])["library"])["name"];
  if (typeof library === "string" && BROWSER_LIBRARIES.has(library)) return passerIn(c);
  return isAhead(c) ? "prefetch" : null;
}

async function uncounted(c: Context<AppEnv>, body: Bag, reason: "bot" | "prefetch", now: number): Promise<Response> {
  const { batch } = body;
  const count = Array.isArray(batch) ? batch.length : 1;
  noteTally(c.var.site.key, { what: "uncounted", reason, count }, now);
  if (body["decide"] === undefined) return c.json({ success: true });
  const { answer, by }: Decided = await decideFor(
    c.env,
    c.var.site,
    personIn(body),
    pageViewOf(c, body, now),
    slotsIn(body),
  );
  return decisionsResponse(c, { answer: { success: true, ...answer }, by });
}

/** The messages of a batch, each with what the batch says for all. */
function messagesIn(body: Bag): unknown[] {
  const { batch, context, integrations } = check(BatchSchema, body, "malformed");
  return batch.map((message) => {
    if (typeof message !== "object" || message === null || Array.isArray(message)) return message;
    const own: Bag = bagOf(message);
    return {
      ...own,
      ...(context !== undefined && { context: { ...context, ...bagOf(own["context"]) } }),
      ...(integrations !== undefined && own["integrations"] === undefined && { integrations }),
    };
  });
}

function instantOf(value: unknown): number | null {
  return typeof value === "string"
    ? parseInstant(value)
    : typeof value === "number" && Number.isFinite(value)
      ? value
      : null;
}

function slotsIn({ decide }: Bag): string[] | undefined {
  return Array.isArray(decide) ? decide.filter((slot) => typeof slot === "string") : undefined;
}

function pageViewOf(c: Context<AppEnv>, body: Bag, now: number) {
  const context = bagOf(body["context"]);
  const page = { ...bagOf(body["properties"]), ...bagOf(context["page"]) };
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return viewOf(c, {
    url: text(page["url"]) ?? text(page["path"]),
    referrer: text(page["referrer"]),
    locale: text(context["locale"]),
    now,
  });
}
