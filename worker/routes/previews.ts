import { type Context, Hono } from "hono";
import { instantIn } from "#shared/events/zone";
import { PREVIEW_PARAMETER, previewCalls } from "#shared/wire/previews";
import { draftedConfig, previewFor, previewRefusal } from "../journeys/previewFor.ts";
import { sealPreview } from "../journeys/previewToken.ts";
import type { AppEnv } from "../middleware/context.ts";
import { doerIn, mayAs } from "../middleware/credential.ts";
import { openVisitor } from "../middleware/openVisitor.ts";
import { previewAddress } from "../middleware/previewAddress.ts";
import { type Input, serve } from "../middleware/serve.ts";
import { viewOf } from "../middleware/view.ts";
import { askKnown, siteStub } from "../objects/stubs.ts";
import { Problem } from "../problem.ts";
import { PREVIEW_STYLES } from "../render/previewBanner.ts";
import { previewPageOf } from "../render/previewPage.ts";

/** Links to what somebody else would see, and the page that they lead to where a site has none here. */
export const previews = new Hono<AppEnv>();

/** What the tag loads where it is not to count. */
const PREVIEW_SCRIPT = "/v1/previews.js";
/** Beyond these no schedule makes sense, and calendars begin to differ. */
const YEARS = [Date.UTC(2000), Date.UTC(2200)] as const;
/** Nothing runs. Pictures of a snippet are on the site's own servers, and its styles in its markup. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data: https:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
].join("; ");

type Order = Input<typeof previewCalls.create>;

serve(previews, previewCalls.create, async (input) => {
  const { c, body, now } = input;
  const { site, credential } = c.var;
  if (body.draft && !mayAs("editor", credential))
    throw new Problem("forbidden", "A preview of the draft needs the role editor");
  const at = instantOf(body.at, site.config.site.timeZone);
  await requireKnown(input);
  const visitor = await visitorIn(input);
  const { slot = null, segment = null, draft } = body;
  const by = credential.kind === "marketer" && !credential.isByAccess ? credential.id : null;
  // Whoever has the link sees what it shows: only those who may write to visitors pass on what is known of one.
  const isPersonal = mayAs("editor", credential);
  const what = { by, isDraft: draft, isPersonal, visitor, segment, at, slot };
  const sealed = await sealPreview(c.env, site, what, now);
  if (sealed === null)
    throw new Problem("unavailable", "The Worker has no RFEDGE_SECRET to sign by", { retryAfter: 60 });
  const { origin: own } = new URL(c.req.url);
  const asked = { own, isLocal: c.env.RFEDGE_LOCAL === "1", page: body.page };
  const url = previewAddress(site, sealed.token, asked);
  if (url === null) throw invalid("/page", "is no page of this site: name one of its origins");
  const detail = { slot, segment, at: at && new Date(at).toISOString(), draft };
  const deed = { ...doerIn(c), action: "preview.create", target: visitor ?? "page", detail };
  await siteStub(c.env, site.key).noteDeed(deed, now);
  return { url, expiresAt: new Date(sealed.expiresAt).toISOString() };
});

serve(previews, previewCalls.show, async ({ c, query, now }) => {
  const { site } = c.var;
  const view = viewOf(c, { url: "/", referrer: null, locale: null, now });
  const { name } = site.config.site;
  try {
    const { answer } = await previewFor(c.env, site, query[PREVIEW_PARAMETER] ?? "", view);
    return page(c, previewPageOf(name, answer.preview, answer.decisions), 200);
  } catch (error) {
    const { notice, status } = previewRefusal(error, view);
    return page(c, previewPageOf(name, notice, {}), status);
  }
});

/** How a preview looks, and what takes the tag's place on its page: on pages of every site. */
for (const [path, file, type] of [
  [PREVIEW_STYLES, "/preview.css", "text/css; charset=utf-8"],
  [PREVIEW_SCRIPT, "/preview.js", "text/javascript; charset=utf-8"],
] as const)
  previews.get(path, async (c) => {
    const { body, status } = await c.env.ASSETS.fetch(new URL(file, c.req.url));
    const headers = {
      "content-type": type,
      "cache-control": "public, max-age=300",
      "access-control-allow-origin": "*",
      "cross-origin-resource-policy": "cross-origin",
      "x-content-type-options": "nosniff",
    };
    return new Response(body, { status, headers });
  });

function page(c: Context<AppEnv>, html: string, status: 200 | 401 | 503): Response {
  return c.html(html, status, {
    "cache-control": "private, no-store",
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex",
  });
}

function instantOf(text: string | undefined, timeZone: string): number | null {
  if (text === undefined) return null;
  const at = instantIn(text, timeZone);
  if (at === null || at < YEARS[0] || at >= YEARS[1])
    throw invalid("/at", "must be an ISO 8601 date or instant from the year 2000 to 2199");
  return at;
}

/** @throws Problem for a segment or a slot that what is previewed does not have */
async function requireKnown({ c, body: { draft, slot, segment } }: Order): Promise<void> {
  if (slot === undefined && segment === undefined) return;
  const config = (draft ? await draftedConfig(c.env, c.var.site) : null) ?? c.var.site.config;
  if (slot !== undefined && config.slots.every(({ key }) => key !== slot)) throw invalid("/slot", "is no slot");
  if (segment !== undefined && config.segments.every(({ key }) => key !== segment))
    throw invalid("/segment", "is no segment");
}

async function visitorIn({ c, body: { visitor }, now }: Order): Promise<string | null> {
  if (visitor === undefined) return null;
  const request = { site: c.var.site.key, version: c.var.site.model.version, now, facts: [] };
  return (await openVisitor(c, { id: visitor, ask: (stub) => askKnown(stub, request), now })).id;
}

function invalid(path: string, message: string): Problem {
  return new Problem("invalid", "There is nothing of this to preview", { errors: [{ path, message }] });
}
