import * as v from "valibot";
import { call } from "./call.ts";

/** How long a preview can be looked at, in milliseconds. */
export const PREVIEW_MS = 15 * 60_000;

/** The parameter of a page's address that makes it a preview. */
export const PREVIEW_PARAMETER = "rfedge_preview";
const ASSIGNED = `${PREVIEW_PARAMETER}=`;

/**
 * The preview that a page's address names; null: it is the page as everybody sees it.
 *
 * @example previewIn("https://shop.example/?page=2&rfedge_preview=abc#top"); // => "abc"
 */
export function previewIn(address: string | null | undefined): string | null {
  // Almost none does, and every page view asks.
  if (!address?.includes(ASSIGNED)) return null;
  const [query = ""] = address.slice(address.indexOf("?") + 1).split("#");
  const named = query.split("&").find((part) => part.startsWith(ASSIGNED));
  return named === undefined ? null : named.slice(ASSIGNED.length);
}

/**
 * A page's address without its preview, and else letter by letter as it was.
 *
 * @example withoutPreview("/sale?a=%20&rfedge_preview=abc&b#top"); // => "/sale?a=%20&b#top"
 * @example withoutPreview("/?rfedge_preview=abc"); // => "/"
 */
export function withoutPreview(address: string): string {
  const start = address.indexOf("?");
  if (start < 0 || !address.includes(ASSIGNED)) return address;
  const hash = address.indexOf("#", start);
  const end = hash < 0 ? address.length : hash;
  const kept = address
    .slice(start + 1, end)
    .split("&")
    .filter((part) => !part.startsWith(ASSIGNED));
  return `${address.slice(0, start)}${kept.length === 0 ? "" : `?${kept.join("&")}`}${address.slice(end)}`;
}

/**
 * A page's address with a preview in place of any other.
 *
 * @example withPreview("/sale?a#top", "abc"); // => "/sale?a&rfedge_preview=abc#top"
 */
export function withPreview(address: string, token: string): string {
  const [page = "", ...hash] = withoutPreview(address).split("#");
  const fragment = hash.length === 0 ? "" : `#${hash.join("#")}`;
  return `${page}${page.includes("?") ? "&" : "?"}${ASSIGNED}${token}${fragment}`;
}

/** What a page says of a preview to whoever looks at it, in their language; all of it is text. */
export const PreviewNoticeSchema = v.object({
  language: v.string(),
  title: v.string(),
  /** As whom, when, by which configuration, and that nothing is counted; one sentence each. */
  sentences: v.array(v.string()),
  expiresAt: v.pipe(v.string(), v.isoTimestamp()),
  /** What fills each slot, or why nothing does. */
  slotsTitle: v.string(),
  slots: v.array(v.object({ slot: v.string(), says: v.string() })),
  leave: v.string(),
});
export type PreviewNotice = v.InferOutput<typeof PreviewNoticeSchema>;

const text = (most: number) => v.pipe(v.string("must be text"), v.nonEmpty("must not be empty"), v.maxLength(most));

/**
 * What is to be looked at. As somebody in a segment, as one visitor, or as that visitor were they in that segment; with neither, as somebody unknown.
 * `at` is the instant to look from, left out: whenever it is looked at. `draft` shows what would be published. `page` is the page to open: a path,
 * or a whole address; `slot` leaves all others as the page has them.
 */
const PreviewOrderSchema = v.strictObject({
  slot: v.optional(text(200)),
  segment: v.optional(text(200)),
  visitor: v.optional(text(255)),
  at: v.optional(text(64)),
  draft: v.optional(v.boolean("must be true or false"), false),
  page: v.optional(text(2000)),
});
export type PreviewOrder = v.InferOutput<typeof PreviewOrderSchema>;

export const previewCalls = {
  create: call({
    method: "POST",
    path: "/v1/sites/:site/previews",
    summary:
      "Makes a link, good for 15 minutes, to a page as somebody else would see it, at another time, or with the draft (which needs the role `editor`); what it shows is stored and counted nowhere.",
    access: "viewer",
    body: PreviewOrderSchema,
    answer: v.object({ url: v.string(), expiresAt: v.pipe(v.string(), v.isoTimestamp()) }),
  }),
  show: call({
    method: "GET",
    path: "/v1/sites/:site/previews",
    summary:
      "Shows what fills each slot as a page of its own, for sites that are not served through the Worker; the link that a preview is made of leads here.",
    access: "open",
    query: v.object({ [PREVIEW_PARAMETER]: v.optional(v.string()) }),
    answer: v.string(),
  }),
};
