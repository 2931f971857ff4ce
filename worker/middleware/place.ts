import type { Place } from "../journeys/originRequest.ts";
import { noteServed } from "../operations.ts";
import { publishedSite, siteOfHost } from "../publishedStore.ts";

/** Where the local Worker serves sites by their keys: the names of their hosts, and the beginning of their paths. */
const LOCAL_HOST = /^([a-z0-9][a-z0-9._-]*)\.localhost$/;
const LOCAL_PATH = /^(\/p\/([A-Za-z0-9][A-Za-z0-9._-]*))(\/.*)?$/;

/**
 * Which site's page an address is, by its host, and in local development by its key as well: `shop.localhost`, or a path that begins with `/p/shop/`.
 *
 * @returns null where it is none, or of a site that has no server of its own
 * @throws Problem `unavailable` where KV fails and there is no copy
 */
export async function placeOf(env: Env, url: URL): Promise<Place | null> {
  const isLocal = env.RFEDGE_LOCAL === "1";
  const path = url.pathname + url.search;
  const [, key] = (isLocal && LOCAL_HOST.exec(url.hostname)) || [];
  const byHost = key === undefined ? await siteOfHost(env, url.hostname) : await publishedSite(env, key);
  if (byHost !== null) noteServed(url.hostname);
  if (byHost !== null) return served({ site: byHost, path, prefix: "" });
  const [, prefix, named] = (isLocal && LOCAL_PATH.exec(url.pathname)) || [];
  if (prefix === undefined || named === undefined) return null;
  const site = await publishedSite(env, named);
  return site && served({ site, path: path.slice(prefix.length), prefix });
}

function served(place: Place): Place | null {
  return place.site.config.site.origin === null ? null : place;
}
