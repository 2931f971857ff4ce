import { type Context, Hono } from "hono";
import { PREVIEW_PARAMETER, previewIn } from "#shared/wire/previews";
import { DEFAULT_STATUSES, snippetCalls } from "#shared/wire/snippets";
import { byDefault, type Decided, decideFor, withoutSite } from "../journeys/decideFor.ts";
import { previewFor } from "../journeys/previewFor.ts";
import { consentOf, leaveFor } from "../middleware/consent.ts";
import type { AppEnv } from "../middleware/context.ts";
import { crossOrigin, requireOrigin } from "../middleware/cors.ts";
import { decisionCookie, decisionCookieIn } from "../middleware/decisionCookie.ts";
import { limitRate } from "../middleware/rate.ts";
import { viewOf } from "../middleware/view.ts";
import { anonymousIdIn } from "../middleware/visitorCookie.ts";
import { isByHtmx } from "../problem.ts";
import { fragmentOf } from "../render/fragment.ts";
import { admitOrNull, serverTiming } from "./decide.ts";

/** One slot's content as HTML, for htmx, edge-side includes and fetch. */
export const snippets = new Hono<AppEnv>();

snippets.use(snippetCalls.fragment.path, async (c, next) => {
  c.set("dialect", "fragment");
  await next();
});

snippets.on(
  ["GET", "OPTIONS"],
  snippetCalls.fragment.path,
  crossOrigin<typeof snippetCalls.fragment.path>(async (c) => {
    const site = await admitOrNull(c, c.req.query("key"));
    const slot = c.req.param("slot");
    if (site === null) return fragment(c, slot, withoutSite([slot]));
    requireOrigin(c);
    const { mayBeDecidedFor } = leaveFor(consentOf(c, site), undefined);
    const anonymousId = mayBeDecidedFor ? anonymousIdIn(c) : null;
    const url = c.req.query("url") || (c.req.header("hx-current-url") ?? c.req.header("referer") ?? null);
    const now = Date.now();
    await limitRate(c, site, { anonymousId, kind: "read" }, now);
    const view = viewOf(c, { url, referrer: null, locale: null, now });
    const preview = c.req.query(PREVIEW_PARAMETER) ?? previewIn(url);
    if (preview !== null) return fragment(c, slot, await previewFor(c.env, site, preview, view, [slot]));
    if (!mayBeDecidedFor) return fragment(c, slot, byDefault(site, [slot], "privacy"));
    const person = { anonymousId, userId: null, token: decisionCookieIn(c), wantsToken: true };
    const decided =
      anonymousId === null ? byDefault(site, [slot], "unknown") : await decideFor(c.env, site, person, view, [slot]);
    if (decided.token) c.header("set-cookie", decisionCookie(c, decided.token, now));
    return fragment(c, slot, decided);
  }),
);

function fragment(c: Context<AppEnv>, slot: string, { answer, by }: Decided): Response {
  c.set("decided", by);
  const decision = answer.decisions[slot];
  const content = fragmentOf(decision);
  const headers = {
    "cache-control": "private, no-store",
    "content-type": "text/html; charset=utf-8",
    "server-timing": serverTiming(by),
    ...(content !== "" && decision?.language && { "content-language": decision.language }),
  };
  return content === "" ? c.body(null, defaultStatus(c), headers) : c.body(content, 200, headers);
}

/** An empty 200 would empty the element that htmx fills; other includers say themselves by what they keep it. */
function defaultStatus(c: Context<AppEnv>): 200 | 204 | 404 {
  const asked = DEFAULT_STATUSES.find((status) => status === c.req.query("default"));
  if (asked === "404") return 404;
  return asked === "204" || (asked === undefined && isByHtmx(c)) ? 204 : 200;
}
