import { previewIn, withoutPreview, withPreview } from "#shared/wire/previews";
import { bannerOf } from "../render/previewBanner.ts";
import { fillingsOf, fillPage } from "../render/rewriter.ts";
import type { Decided } from "./decideFor.ts";
import { fetchOrigin } from "./fetchOrigin.ts";
import { originRequest, type Place, unconditional } from "./originRequest.ts";
import { previewFor, previewRefusal } from "./previewFor.ts";
import { decideFrom, fillableCharset, isPage, type Visit } from "./proxyPage.ts";

/** A page in preview, or what is no page as it came. */
export interface PreviewedPage {
  readonly response: Response;
  /** How its slots were decided; null: it is no page. */
  readonly by: Decided["by"] | null;
  readonly isFilled: boolean;
}

/**
 * Fetches a page from the site's own server and shows it as its preview says, under a banner. A preview that is not to be seen leaves the published
 * page, under a banner too. Neither is counted: whoever opens such a link comes to look at the page, not at what it offers.
 *
 * @throws Problem `bad-gateway` or `gateway-timeout` where the server gives nothing
 */
export async function previewPage(env: Env, place: Place, request: Request, visit: Visit): Promise<PreviewedPage> {
  const { site } = place;
  const { url } = request;
  const token = previewIn(place.path) ?? "";
  const view = { ...visit.view, url: withoutPreview(visit.view.url ?? "") };
  const deciding = previewFor(env, site, token, view)
    .then(({ answer, by }) => ({ decisions: answer.decisions, notice: answer.preview, by }))
    .catch(async (error: unknown) => {
      const { notice } = previewRefusal(error, view);
      const { answer, by } = await decideFrom(env, site, { ...visit, view });
      return { decisions: answer.decisions, notice, by };
    });
  const [page, { decisions, notice, by }] = await Promise.all([
    fetchOrigin(unconditional(originRequest(request, place))),
    deciding,
  ]);
  if (!isPage(page)) return { response: led(page, url, token), by: null, isFilled: false };
  const charset = page.body === null || page.status === 206 ? null : fillableCharset(page);
  if (charset === null || charset === "opaque") return { response: page, by, isFilled: false };
  const leave = withoutPreview(url);
  const banner = bannerOf(notice, { leave, policy: page.headers.get("content-security-policy") });
  const fillings = fillingsOf(slotsIn(decisions), decisions);
  const filled = await fillPage(page, fillings, { charset, holdMs: site.config.site.budgetMs, banner });
  if ("untouched" in filled) return { response: filled.untouched, by, isFilled: false };
  return { response: new Response(filled.body, page), by, isFilled: true };
}

/** A draft may have slots, and selectors, that are not published: a decision says what it needs. */
function slotsIn(decisions: Parameters<typeof fillingsOf>[1]): Parameters<typeof fillingsOf>[0] {
  return Object.entries(decisions).map(([key, { selector = null }]) => ({ key, selector }));
}

/** What leads to another page of the same host leads to its preview. */
function led(answer: Response, url: string, token: string): Response {
  const location = answer.headers.get("location");
  const to = location === null ? null : URL.parse(location, url);
  if (answer.status < 300 || answer.status > 399 || to === null || to.origin !== new URL(url).origin) return answer;
  const leading = new Response(answer.body, answer);
  leading.headers.set("location", withPreview(to.href, token));
  return leading;
}
