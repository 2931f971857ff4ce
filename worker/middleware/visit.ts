import type { Context } from "hono";
import { isbot } from "isbot";
import type { Visit } from "../journeys/proxyPage.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { consentOf, leaveFor } from "./consent.ts";
import type { AppEnv } from "./context.ts";
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
    isSeen: () => c.req.method === "GET" && (into === "document" || (into === null && takesHtml)) && isPerson(c),
    isSecure: c.req.url.startsWith("https:"),
    view: viewOf(c, { url, referrer, locale: null, now: Date.now() }),
  };
}

/** Neither a bot nor a browser that fetches ahead of its reader. */
function isPerson(c: Context<AppEnv>): boolean {
  const ahead = [c.req.header("sec-purpose"), c.req.header("purpose"), c.req.header("x-moz")];
  if (ahead.some((purpose) => /^prefetch/i.test(purpose ?? ""))) return false;
  const agent = c.req.header("user-agent");
  return agent !== undefined && !isbot(agent) && !isVerifiedBot(c.req.raw.cf);
}

/** Cloudflare's own finding, where the zone pays for it. */
function isVerifiedBot(cf: Request["cf"]): boolean {
  const found: unknown = cf?.["botManagement"];
  return typeof found === "object" && found !== null && "verifiedBot" in found && found.verifiedBot === true;
}
