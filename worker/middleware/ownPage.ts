import type { Context } from "hono";
import { PAGE_POLICY } from "./pagePolicy.ts";

/** Of a page that is for one reader alone. */
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "private, no-store",
  "content-security-policy": PAGE_POLICY,
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "same-origin",
  "x-content-type-options": "nosniff",
  "x-robots-tag": "noindex",
};

/** A form of this very page, by what no page of another origin can make a browser say. */
export function isFromPage(c: Context): boolean {
  const from = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  if (from !== undefined && from !== "same-origin") return false;
  return origin === undefined ? from === "same-origin" : origin === new URL(c.req.url).origin;
}

/** A page for one reader alone, which no other page may read or frame. */
export function ownPage(html: string, status: 200 | 403, cookies: readonly string[]): Response {
  const headers = new Headers(HEADERS);
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(html, { status, headers });
}
