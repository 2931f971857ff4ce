import { type Context, Hono } from "hono";
import { originFault } from "#shared/config/address";
import { isLoop, type Place } from "../journeys/originRequest.ts";
import { type Proxied, proxyPage } from "../journeys/proxyPage.ts";
import type { AppEnv } from "../middleware/context.ts";
import { placeOf } from "../middleware/place.ts";
import { visitOf } from "../middleware/visit.ts";
import { visitorCookie } from "../middleware/visitorCookie.ts";
import { Problem } from "../problem.ts";

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
  const proxied = await proxyPage(c.env, c.executionCtx, place, c.req.raw, visit);
  return proxied.by === null ? proxied.response : labelled(proxied, visit.isSecure);
}

/** The page with what is said of it: who decided, and to whom it belongs. */
function labelled({ response, by, newId, isFilled }: Proxied, isSecure: boolean): Response {
  const labelled = new Response(response.body, response);
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
