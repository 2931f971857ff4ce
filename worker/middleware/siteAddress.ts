import { originFault } from "#shared/config/address";
import type { SiteConfig } from "#shared/config/siteConfig";
import type { Fault } from "#shared/wire/problem";
import { hostsOf, siteOfHost } from "../publishedStore.ts";

/**
 * What forbids a site to be served from where its configuration says: a server that is not one to be asked, or hosts that are another site's,
 * or this Worker's own.
 *
 * @param key the site's
 * @param host what this Worker was asked under
 */
export async function addressFaults(env: Env, key: string, config: SiteConfig, host: string): Promise<Fault[]> {
  const { origin, origins } = config.site;
  if (origin === null) return [];
  const message = originFault(origin, env.RFEDGE_LOCAL === "1");
  const faults: Fault[] = message === null ? [] : [{ path: "/site/origin", message }];
  const own = hostsOf({ config });
  if (new URL(origin).hostname === host && originFault(origin, false) === null)
    faults.push({ path: "/site/origin", message: "is this Worker itself" });
  for (const [index, named] of origins.entries()) {
    const { hostname } = new URL(named);
    if (!own.includes(hostname)) continue;
    const holder = await siteOfHost(env, hostname);
    const path = `/site/origins/${index}`;
    if (hostname === host && holder?.key !== key)
      faults.push({ path, message: "is where this Worker itself is asked: a site is served under a host of its own" });
    else if (holder !== null && holder.key !== key) faults.push({ path, message: "is served as another site's" });
  }
  return faults;
}
