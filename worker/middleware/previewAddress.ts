import { previewCalls, withPreview } from "#shared/wire/previews";
import { hostsOf, type PublishedSite } from "../publishedStore.ts";
import { mayUse } from "./cors.ts";

interface Asked {
  /** What this Worker was asked under. */
  readonly own: string;
  readonly isLocal: boolean;
  /** A path or a whole address; left out: the site's first page. */
  readonly page?: string | undefined;
}

/** The address that opens a preview; null where the page that is asked for is none of the site's. */
export function previewAddress(site: PublishedSite, token: string, { own, isLocal, page }: Asked): string | null {
  const { origin, origins } = site.config.site;
  if (page !== undefined && !page.startsWith("/")) {
    const url = URL.parse(page);
    return url !== null && isOfSite(site, url, { own, isLocal }) ? withPreview(url.href, token) : null;
  }
  const [host] = hostsOf(site);
  const served = isLocal ? `${own}/p/${site.key}` : host && `https://${host}`;
  const base = origin === null ? page && origins[0] : served;
  if (base) return withPreview(`${base}${page ?? "/"}`, token);
  return page === undefined ? withPreview(`${own}${previewCalls.show.path.replace(":site", site.key)}`, token) : null;
}

function isOfSite(site: PublishedSite, { protocol, origin, hostname }: URL, { own, isLocal }: Asked): boolean {
  if (protocol !== "https:" && protocol !== "http:") return false;
  return mayUse(site, origin) || (isLocal && (origin === own || hostname.endsWith(".localhost")));
}
