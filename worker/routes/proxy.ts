import { type Context, Hono } from "hono";
import { originFault } from "#shared/config/address";
import { previewIn, withPreview } from "#shared/wire/previews";
import { noteAnswer } from "../journeys/noteAnswer.ts";
import { isLoop, type Place } from "../journeys/originRequest.ts";
import { previewPage } from "../journeys/previewPage.ts";
import { type Proxied, proxyPage, type Visit } from "../journeys/proxyPage.ts";
import { outcomeBy } from "../middleware/answered.ts";
import type { AppEnv } from "../middleware/context.ts";
import { placeOf } from "../middleware/place.ts";
import { visitOf } from "../middleware/visit.ts";
import { visitorCookie } from "../middleware/visitorCookie.ts";
import { Problem } from "../problem.ts";
import { serverTiming } from "./decide.ts";

/** Pages of sites that have a server of their own, under their own hosts; in local development also at `/p/{site}/`. */
export const proxy = new Hono<AppEnv>();

/** Other caches' own words for how long, which they heed before `Cache-Control`. */
const CACHING = ["cdn-cache-control", "cloudflare-cdn-cache-control", "surrogate-control", "x-accel-expires"];
/** What is said of the bytes of a page, and is not true of the filled one. */
const OF_BYTES = ["content-length", "content-encoding", "etag"];

proxy.all("/*", async (c, next) => {
  const url = new URL(c.req.url);
  let place: Place | null;
  try {
    place = await placeOf(c.env, url);
  } catch (error) {
    // Without a word on whose host this is, our own files are all there is.
    await next();
    if (c.res.status === 404) throw error;
    return;
  }
  if (place === null) return await next();
  if (!place.path.startsWith("/")) return c.redirect(`${place.prefix}/${url.search}`, 308);
  c.set("site", place.site);
  const { origin } = place.site.config.site;
  if (origin === null || originFault(origin, c.env.RFEDGE_LOCAL === "1") !== null)
    throw new Problem("bad-gateway", "The site's own server is not one that may be asked from here");
  if (isLoop(c.req.raw, place)) throw new Problem("bad-gateway", "The site's own server is this very site");
  return await serve(c, place, place.prefix === "" ? url.href : `${origin}${place.path}`);
});

async function serve(c: Context<AppEnv>, place: Place, address: string): Promise<Response> {
  const visit = visitOf(c, place.site, address);
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (isRead && previewIn(place.path) !== null) return await showPreview(c, place, visit);
  const followed = isRead ? followedPreview(c) : null;
  if (followed !== null) return unstored(c.redirect(withPreview(c.req.url, followed), 302));
  const proxied = await countedPage(c, place, visit);
  return proxied.by === null ? proxied.response : labelled(proxied, visit.isSecure);
}

/** A page, and what became of it counted: one that the site's own server does not give is none of the edge's. */
async function countedPage(c: Context<AppEnv>, place: Place, visit: Visit): Promise<Proxied> {
  const { key } = place.site;
  try {
    const proxied = await proxyPage(c.env, c.executionCtx, place, c.req.raw, visit);
    if (proxied.by !== null) noteAnswer(key, "pages", outcomeBy(proxied.by), Date.now());
    return proxied;
  } catch (error) {
    const isOfOrigin = error instanceof Problem && /^(bad-gateway|gateway-timeout)$/.test(error.kind);
    if (visit.isPage) noteAnswer(key, "pages", isOfOrigin ? "origin" : "failed", Date.now());
    throw error;
  }
}

/** The page with what is said of it: who decided, and to whom it belongs. */
function labelled({ response, by, newId, isFilled }: Proxied, isSecure: boolean): Response {
  // A filled page is a response of our own already.
  const labelled = isFilled ? response : new Response(response.body, response);
  const { headers } = labelled;
  if (by !== null) headers.append("server-timing", by.why === undefined ? by.path : `${by.path};desc="${by.why}"`);
  if (newId !== null) headers.append("set-cookie", visitorCookie(newId, isSecure));
  if (isFilled) for (const name of OF_BYTES) headers.delete(name);
  if (isFilled || newId !== null) {
    headers.set("cache-control", "private, no-store");
    for (const name of CACHING) headers.delete(name);
  }
  return labelled;
}

async function showPreview(c: Context<AppEnv>, place: Place, visit: Visit): Promise<Response> {
  const { response, by, isFilled } = await previewPage(c.env, place, c.req.raw, visit);
  const shown = unstored(new Response(response.body, response));
  if (by !== null) shown.headers.append("server-timing", serverTiming(by));
  if (isFilled) for (const name of OF_BYTES) shown.headers.delete(name);
  return shown;
}

/** Nobody keeps it, and no other site hears where it was. */
function unstored(answer: Response): Response {
  answer.headers.set("cache-control", "private, no-store");
  for (const name of CACHING) answer.headers.delete(name);
  answer.headers.set("referrer-policy", "same-origin");
  answer.headers.set("x-robots-tag", "noindex");
  return answer;
}

/** The preview that a link, followed from a page in preview, goes on with; null: it comes from elsewhere, or is no page. */
function followedPreview(c: Context<AppEnv>): string | null {
  const referrer = c.req.header("referer");
  const token = previewIn(referrer);
  if (token === null || !/^[\w.-]+$/.test(token)) return null;
  const isFollowed = c.req.header("sec-fetch-mode") === "navigate" && c.req.header("sec-fetch-site") === "same-origin";
  return isFollowed && URL.parse(referrer ?? "")?.origin === new URL(c.req.url).origin ? token : null;
}
