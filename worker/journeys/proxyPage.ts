import type { Wishes } from "#shared/privacy/mayRecord";
import { PASSED, type Passed } from "#shared/wire/proxy";
import type { PublishedSite } from "../publishedStore.ts";
import { type Charset, charsetOf } from "../render/charset.ts";
import { fillingsOf, fillPage } from "../render/rewriter.ts";
import { countPage, type Lasting } from "./countPage.ts";
import { byDefault, type Decided, decideFor } from "./decideFor.ts";
import { fetchOrigin } from "./fetchOrigin.ts";
import { isConditional, originRequest, type Place, unconditional } from "./originRequest.ts";
import type { PageView } from "./pageFacts.ts";

/** Who asks for a page, and as what. */
export interface Visit {
  readonly anonymousId: string | null;
  /** Neither the site nor the visitor forbids it. */
  readonly mayBeKnown: boolean;
  /** Nor do they forbid to choose content for them. */
  readonly mayBeDecidedFor: boolean;
  /** What their browser says of that, to be kept with a page view that counts. */
  readonly consent: Wishes;
  /** It is asked for as a page: what to show may be decided before the page is there. */
  readonly isPage: boolean;
  /** A person will see it: it counts, if it is a page. Read off the request where the site counts, as that takes longer than all else here. */
  readonly isSeen: () => boolean;
  readonly isSecure: boolean;
  readonly view: PageView;
}

/** A page that has been fetched, and what became of it. */
export interface Proxied {
  readonly response: Response;
  /** How its slots were decided; null: it is no page. */
  readonly by: Decided["by"] | { readonly path: Decided["by"]["path"]; readonly why: Passed } | null;
  /** The id of a visitor who was seen for the first time. */
  readonly newId: string | null;
  readonly isFilled: boolean;
}

/**
 * Fetches what is asked for from the site's own server, and fills its slots if it is a page. The decision is made meanwhile; where the page view is to be
 * counted with it, once the page is there.
 *
 * @throws Problem `bad-gateway` or `gateway-timeout` where the server gives nothing
 */
export async function proxyPage(
  env: Env,
  lasting: Lasting,
  place: Place,
  request: Request,
  visit: Visit,
): Promise<Proxied> {
  const { site } = place;
  const counts = site.config.site.countPageViews === "proxy" && visit.mayBeKnown && visit.isSeen();
  const hasContent = (request.method === "GET" || request.method === "POST") && hasSnippets(site);
  const asked = originRequest(request, place);
  const early = hasContent && visit.isPage && !counts ? decideFrom(env, site, visit) : null;
  const found = await fetchOrigin(asked);
  const headAt = Date.now();
  if (!isPage(found) && !(found.status === 304 && visit.isPage)) return asItCame(found);
  let newId: string | null = null;
  let decided: Decided | null = null;
  if (counts && (found.ok || found.status === 304)) {
    const anonymousId = visit.anonymousId ?? crypto.randomUUID();
    const { isRecorded, ...others } = await countPage(env, lasting, site, { ...visit, anonymousId });
    decided = others;
    if (visit.anonymousId === null && isRecorded) newId = anonymousId;
  } else if (hasContent) decided = await (early ?? decideFrom(env, site, visit));
  const passed = (response: Response, why: Passed): Proxied => {
    const by = decided === null || !visit.mayBeDecidedFor ? { path: "default" as const } : decided.by;
    return { response, by: { why, ...by }, newId, isFilled: false };
  };
  if (!visit.mayBeDecidedFor) return passed(found, PASSED.privacy);
  const fillings = decided === null ? [] : fillingsOf(site.config.slots, decided.answer.decisions);
  if (decided === null || !hasContent || fillings.length === 0) return passed(found, PASSED.slot);
  if (found.status === 206) return passed(found, PASSED.part);
  // What the reader has is the page as it was before it was decided for them.
  const page = found.status === 304 && isConditional(asked) ? await fetchOrigin(unconditional(asked)) : found;
  const charset = page.body === null ? null : fillableCharset(page);
  if (charset === null || charset === "opaque" || !isPage(page)) return passed(found, PASSED.encoding);
  const holdMs = Math.max(0, headAt + site.config.site.budgetMs - Date.now());
  const filled = await fillPage(page, fillings, { charset, holdMs });
  if ("untouched" in filled) return passed(found === page ? filled.untouched : found, PASSED.slot);
  return { response: new Response(filled.body, page), by: decided.by, newId, isFilled: true };
}

function asItCame(response: Response): Proxied {
  return { response, by: null, newId: null, isFilled: false };
}

function hasSnippets(site: PublishedSite): boolean {
  return site.config.slots.some(({ snippets }) => snippets.length > 0);
}

/** The decisions for a visit, without counting it. */
export async function decideFrom(
  env: Env,
  site: PublishedSite,
  { anonymousId, mayBeDecidedFor, view }: Visit,
): Promise<Decided> {
  if (anonymousId === null || !mayBeDecidedFor) return byDefault(site, undefined, "unknown");
  return await decideFor(env, site, { anonymousId, userId: null }, view);
}

/** HTML with a status of its own, not one that leads elsewhere. */
export function isPage({ status, headers, webSocket }: Response): boolean {
  if (webSocket || (status >= 300 && status < 400)) return false;
  return charsetOf(headers.get("content-type")) !== null;
}

/** The encoding of a page whose bytes can be read; null where they are packed in a way that cannot be undone here. */
export function fillableCharset({ headers }: Response): Charset | null {
  const packed = headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  return /^(?:identity|gzip|br)$/.test(packed) ? charsetOf(headers.get("content-type")) : null;
}
