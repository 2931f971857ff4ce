import { type Context, Hono } from "hono";
import { purposesIn } from "#shared/events/consent";
import { bagOf } from "#shared/events/event";
import { EVENT_BOUNDS } from "#shared/events/tidy";
import { answerText, DecideBodySchema, type Decisions, decideCalls, isUsualBody } from "#shared/wire/decide";
import type { IngestAnswer } from "#shared/wire/ingest";
import { previewIn } from "#shared/wire/previews";
import { byDefault, type Decided, decideFor, withoutSite } from "../journeys/decideFor.ts";
import type { DecisionToken } from "../journeys/decisionToken.ts";
import { previewFor } from "../journeys/previewFor.ts";
import { provenUserId } from "../journeys/proveIdentity.ts";
import { readJson } from "../middleware/body.ts";
import { consentOf, leaveFor } from "../middleware/consent.ts";
import type { AppEnv } from "../middleware/context.ts";
import { crossOrigin, crossOriginText, requireOrigin } from "../middleware/cors.ts";
import { limitRate } from "../middleware/rate.ts";
import { check } from "../middleware/serve.ts";
import { admitKey } from "../middleware/site.ts";
import { viewOf } from "../middleware/view.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** Decisions for whoever asks, without counting a visit. */
export const decideRoutes = new Hono<AppEnv>();

const LIMIT_BYTES = 32 * 1024;

decideRoutes.on(
  ["POST", "OPTIONS"],
  decideCalls.decide.path,
  crossOrigin(async (c) => {
    const input = await readJson(c, { ...EVENT_BOUNDS, limitBytes: LIMIT_BYTES, type: "any" });
    const body = isUsualBody(input) ? input : check(DecideBodySchema, input, "malformed");
    const site = await admitOrNull(c, bagOf(input)["writeKey"]);
    if (site === null) return decisionsResponse(c, withoutSite(body.slots));
    requireOrigin(c);
    const now = Date.now();
    const anonymousId = body.anonymousId || null;
    const isTrusted = c.get("credential").kind === "server";
    const { mayBeDecidedFor } = leaveFor(consentOf(c, site), purposesIn(body.consent));
    const who = isTrusted || !mayBeDecidedFor ? null : anonymousId;
    await limitRate(c, site, { anonymousId: who, kind: "read" }, now);
    const view = viewOf(c, {
      url: body.page?.url ?? null,
      referrer: body.page?.referrer ?? null,
      locale: body.locale ?? null,
      now,
    });
    const preview = body.preview ?? previewIn(view.url);
    if (preview !== null) return decisionsResponse(c, await previewFor(c.env, site, preview, view, body.slots));
    if (!mayBeDecidedFor) return decisionsResponse(c, byDefault(site, body.slots, "privacy"));
    const token = typeof body.token === "string" ? body.token : null;
    // A write key is public, so a bare user id said with it is nobody's.
    const trusted = isTrusted ? body.userId || null : null;
    const { identityToken } = body;
    const userId = trusted ?? (identityToken ? await provenUserId(c.env, site, identityToken, now) : null);
    const wantsToken = token !== null || body.token === true;
    const isNobody = anonymousId === null && userId === null;
    const decided = isNobody
      ? byDefault(site, body.slots, "unknown")
      : await decideFor(c.env, site, { anonymousId, userId, token, wantsToken }, view, body.slots);
    return decisionsResponse(c, decided);
  }),
);

/** The site of a key; null where no configuration can be read: the page then keeps its own content, like at any other failure. */
export async function admitOrNull(c: Context<AppEnv>, key: unknown): Promise<PublishedSite | null> {
  try {
    return await admitKey(c, key);
  } catch (error) {
    if (error instanceof Problem && error.kind === "unavailable") return null;
    throw error;
  }
}

/** An answer that holds decisions, and how they were come by. */
export function decisionsResponse(
  c: Context<AppEnv>,
  { answer, by, token }: { readonly answer: Decisions & Partial<IngestAnswer> } & Omit<Decided, "answer">,
  more: Record<string, string> = {},
): Response {
  c.set("decided", by);
  const headers = { "cache-control": "private, no-store", "server-timing": serverTiming(by), ...more };
  return crossOriginText(c, answerText(token ? { ...answer, ...tokenAnswer(token) } : answer), headers);
}

function tokenAnswer({ token, expiresAt }: DecisionToken): Pick<Decisions, "token" | "tokenExpiresAt"> {
  return { token, tokenExpiresAt: new Date(expiresAt).toISOString() };
}

/** The path that decided, as a `Server-Timing` entry. */
export function serverTiming({ path, why }: Decided["by"]): string {
  return why === undefined ? path : `${path};desc="${why}"`;
}
