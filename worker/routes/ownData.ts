import { type Context, Hono } from "hono";
import * as v from "valibot";
import type { Purposes } from "#shared/events/consent";
import { consentState } from "#shared/privacy/mayRecord";
import { OWN_DATA_PATH, type OwnDataAction, OwnDataFormSchema } from "#shared/wire/ownData";
import { eraseOwn, type OwnAsker, ownExport, ownHoldings, ownVisitor } from "../journeys/ownData.ts";
import { provenUserId } from "../journeys/proveIdentity.ts";
import { log } from "../log.ts";
import { answered } from "../middleware/answered.ts";
import { readForm } from "../middleware/body.ts";
import { consentCookie, consentOf } from "../middleware/consent.ts";
import type { AppEnv } from "../middleware/context.ts";
import { mayUse } from "../middleware/cors.ts";
import { admit } from "../middleware/credential.ts";
import { decisionCookie } from "../middleware/decisionCookie.ts";
import { isFromPage, ownPage } from "../middleware/ownPage.ts";
import { limitRate } from "../middleware/rate.ts";
import { siteOf } from "../middleware/site.ts";
import { viewOf } from "../middleware/view.ts";
import { forgottenCookie, ownIdIn } from "../middleware/visitorCookie.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import {
  OWN_DATA_SCRIPT,
  OWN_DATA_STYLES,
  type OwnDataView,
  ownDataPage,
  type Said,
} from "../render/own/ownDataPage.ts";
import { OWN_LANGUAGES, ownTag } from "../render/words/own/languages.ts";

/** The page on which a site's visitor sees, downloads and erases what is held about them. */
export const ownData = new Hono<AppEnv>();

const LIMIT_BYTES = 16 * 1024;

ownData.use(OWN_DATA_PATH, answered("ownData"));
ownData.get(OWN_DATA_PATH, async (c) => {
  const { site, key } = await entered(c);
  return page(viewFrom(c, site, { key, now: Date.now() }));
});

ownData.post(OWN_DATA_PATH, async (c) => {
  const { site, key } = await entered(c);
  const now = Date.now();
  const form = v.safeParse(OwnDataFormSchema, await readForm(c, LIMIT_BYTES));
  if (!form.success) throw new Problem("malformed", "The form asks for nothing that is known here");
  const { action, identityToken: token = null } = form.output;
  const isOwnPage = isFromPage(c);
  // The site's proof speaks for itself, whichever of the site's pages brings it; the cookie speaks only on this page's own word.
  const origin = c.req.header("origin");
  const provenId =
    token !== null && (isOwnPage || mayUse(site, origin)) ? await provenUserId(c.env, site, token, now) : null;
  const anonymousId = isOwnPage ? ownIdIn(c) : null;
  await limitRate(c, site, { anonymousId, kind: "read" }, now);
  const asked = { key, now, identityToken: provenId === null ? null : token };
  if (!isOwnPage && provenId === null) return page({ ...viewFrom(c, site, asked), said: { kind: "foreign" } }, 403);
  const asker = { anonymousId, provenId, now };
  if (action === "refuse" || action === "allow") return await chosen(c, site, { ...asked, asker, action });
  if (action === "download") {
    const file = await downloaded(c.env, site, asker);
    return file instanceof Response ? file : page({ ...viewFrom(c, site, asked), said: file });
  }
  const said = await saidTo(c.env, site, asker, action);
  return page({ ...viewFrom(c, site, asked), said }, 200, said.kind === "erased" ? forgetting(c, now) : []);
});

/** How the page looks, and what lets the tag's own copies go. */
for (const [path, file, type] of [
  [OWN_DATA_STYLES, "/own-data.css", "text/css; charset=utf-8"],
  [OWN_DATA_SCRIPT, "/own-data.js", "text/javascript; charset=utf-8"],
] as const)
  ownData.get(path, async (c) => {
    const { body, status } = await c.env.ASSETS.fetch(new URL(file, c.req.url));
    const headers = {
      "content-type": type,
      "cache-control": "public, max-age=300",
      "x-content-type-options": "nosniff",
    };
    return new Response(body, { status, headers });
  });

/** The site that the address names by its write key. */
async function entered(c: Context<AppEnv>): Promise<{ site: PublishedSite; key: string }> {
  const key = c.req.query("key") ?? "";
  // By the address alone: a link says whose page it is, and a secret is no part of one.
  const credential = await admit(c, { access: "site", secret: key === "" ? null : key });
  if (credential.kind !== "write") throw new Problem("forbidden", "This page is for a write key");
  return { site: await siteOf(c, credential.site), key };
}

async function saidTo(
  env: Env,
  site: PublishedSite,
  asker: OwnAsker,
  action: Extract<OwnDataAction, "show" | "erase">,
): Promise<Said> {
  try {
    const own = await ownVisitor(env, site, asker);
    if (action === "erase") {
      const erased = await eraseOwn(env, site, own, asker);
      return erased === null ? { kind: "nobody" } : { kind: "erased", ...erased };
    }
    if (own.kind !== "own") return { kind: own.kind };
    const held = await ownHoldings(site, own, asker.now);
    return held === null ? { kind: "nobody" } : { kind: "held", held };
  } catch (error) {
    log("own-data-failed", { site: site.key }, error);
    return { kind: "failed" };
  }
}

/** The document for whoever may have it; else why not. */
async function downloaded(env: Env, site: PublishedSite, asker: OwnAsker): Promise<Response | Said> {
  try {
    const own = await ownVisitor(env, site, asker);
    const body = own.kind === "own" ? await ownExport(env, site, own, asker.now) : null;
    if (body === null) return { kind: own.kind === "unproven" ? "unproven" : "nobody" };
    const headers = {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="${site.key}-own-data.json"`,
      "cache-control": "private, no-store",
      "cross-origin-resource-policy": "same-origin",
      "x-content-type-options": "nosniff",
    };
    return new Response(body, { headers });
  } catch (error) {
    log("own-data-failed", { site: site.key }, error);
    return { kind: "failed" };
  }
}

interface Choosing {
  readonly key: string;
  readonly now: number;
  readonly identityToken: string | null;
  readonly asker: OwnAsker;
  readonly action: "refuse" | "allow";
}

/** A refusal erases what is held; both are remembered by the browser, where they are heeded on every page. */
async function chosen(
  c: Context<AppEnv>,
  site: PublishedSite,
  { asker, action, ...asked }: Choosing,
): Promise<Response> {
  const isAllowed = action === "allow";
  const said: Said = isAllowed ? { kind: "allowed" } : await saidTo(c.env, site, asker, "erase");
  const purposes = { ...consentOf(c, site).purposes, analytics: isAllowed };
  const cookies = [consentCookie(c, purposes), ...(isAllowed ? [] : forgetting(c, asked.now))];
  return page({ ...viewFrom(c, site, asked, purposes), said }, 200, cookies);
}

function viewFrom(
  c: Context<AppEnv>,
  site: PublishedSite,
  {
    key,
    now,
    identityToken = null,
  }: { readonly key: string; readonly now: number; readonly identityToken?: string | null },
  chosen?: Purposes,
): OwnDataView {
  const { languages } = viewOf(c, { url: null, referrer: null, locale: c.req.query("locale") || null, now });
  const tag = ownTag(languages());
  const { purposes, hasSignal } = consentOf(c, site);
  const browser = { isKnown: ownIdIn(c) !== null, state: consentState(chosen ?? purposes), hasSignal };
  const { words, held } = OWN_LANGUAGES[tag];
  return { site, tag, words, held, now, key, identityToken, browser, said: null, forgets: false };
}

/** The cookies by which a browser forgets who it was. */
function forgetting(c: Context<AppEnv>, now: number): string[] {
  return [forgottenCookie(c.req.url.startsWith("https:")), decisionCookie(c, null, now)];
}

function page(view: OwnDataView, status: 200 | 403 = 200, cookies: readonly string[] = []): Response {
  const forgets = cookies.some((cookie) => cookie.includes("Max-Age=0"));
  const browser = forgets ? { ...view.browser, isKnown: false } : view.browser;
  return ownPage(ownDataPage({ ...view, browser, forgets }), status, cookies);
}
