import type { Context } from "hono";
import { noteTally } from "../journeys/noteTally.ts";
import type { Visit } from "../journeys/proxyPage.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { consentOf, leaveFor } from "./consent.ts";
import type { AppEnv } from "./context.ts";
import { isAhead, passerIn } from "./passer.ts";
import { viewOf } from "./view.ts";
import { anonymousIdIn } from "./visitorCookie.ts";

/** Where a browser shows what it asks for as a page, or as a page within one. */
const PAGES = new Set(["document", "iframe", "frame"]);

/** Who asks for a page of a site, as what, and how far they may be known. */
export function visitOf(c: Context<AppEnv>, site: PublishedSite, url: string): Visit {
  const consent = consentOf(c, site);
  const into = c.req.header("sec-fetch-dest") ?? null;
  const takesHtml = /\btext\/html\b/i.test(c.req.header("accept") ?? "");
  const referrer = c.req.header("referer") ?? null;
  return {
    anonymousId: anonymousIdIn(c),
    ...leaveFor(consent, undefined),
    consent,
    isPage: into === null || into === "empty" ? takesHtml : PAGES.has(into),
    isSeen: () => c.req.method === "GET" && (into === "document" || (into === null && takesHtml)) && isPerson(c, site),
    isSecure: c.req.url.startsWith("https:"),
    view: viewOf(c, { url, referrer, locale: null, now: Date.now() }),
  };
}

/** What browsers said of a page that they fetch ahead, before there was one word for it. */
const EARLIER = ["purpose", "x-moz"];

/** Neither a bot nor a browser that fetches ahead of its reader: those are counted apart. */
function isPerson(c: Context<AppEnv>, site: PublishedSite): boolean {
  const passer = isAhead(c, EARLIER) ? "prefetch" : c.req.header("user-agent") === undefined ? "bot" : passerIn(c);
  if (passer !== null) noteTally(site.key, { what: "uncounted", reason: passer }, Date.now());
  return passer === null;
}
