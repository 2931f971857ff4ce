import { previewIn, withoutPreview } from "#shared/wire/previews";
import { LOOP_ID } from "#shared/wire/proxy";
import type { PublishedSite } from "../publishedStore.ts";

/** A page of a site that is served from its own server. */
export interface Place {
  readonly site: PublishedSite;
  /** Path and query at the site's own server. */
  readonly path: string;
  /** What stands before the path in the visitor's address; empty under a host of the site's own. */
  readonly prefix: string;
}

/** What concerns one connection (RFC 9110, 7.6.1), and what only we may say. */
const NOT_PASSED_ON =
  "host connection keep-alive proxy-connection proxy-authorization te trailer transfer-encoding expect x-forwarded-host x-forwarded-proto x-forwarded-prefix forwarded";
/** What makes an answer depend on what its reader has. */
const CONDITIONS = ["if-none-match", "if-modified-since"];

/** The visitor's request as the site's own server gets it: same method, body and headers, with `X-Forwarded-*` for what the visitor asked. */
export function originRequest(request: Request, { site, path, prefix }: Place): Request {
  const url = new URL(request.url);
  const headers = new Headers(request.headers);
  for (const name of NOT_PASSED_ON.split(" ")) headers.delete(name);
  headers.set("x-forwarded-host", url.host);
  headers.set("x-forwarded-proto", url.protocol.slice(0, -1));
  if (prefix !== "") headers.set("x-forwarded-prefix", prefix);
  // The network's edge knows whom it talks to; what a visitor says of themselves proves nothing.
  const address = request.headers.get("cf-connecting-ip");
  if (address === null) headers.delete("x-forwarded-for");
  else headers.set("x-forwarded-for", address);
  // A preview is nobody's business but ours, nor where it was.
  const referrer = headers.get("referer");
  if (previewIn(referrer) !== null) headers.set("referer", withoutPreview(referrer ?? ""));
  headers.append("cdn-loop", loopMark(site.key));
  const { body, method } = request;
  return new Request(`${site.config.site.origin}${withoutPreview(path)}`, {
    method,
    headers,
    body,
    redirect: "manual",
  });
}

/** Whether a request has already been sent to this site's own server: that server is this very Worker. */
export function isLoop(request: Request, { site }: Place): boolean {
  return request.headers.get("cdn-loop")?.includes(loopMark(site.key)) ?? false;
}

/** Whether a request asks only for what its reader does not have yet. */
export function isConditional(request: Request): boolean {
  return CONDITIONS.some((name) => request.headers.has(name));
}

/** The same request for the whole page, whatever its reader has. */
export function unconditional(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of CONDITIONS) headers.delete(name);
  return new Request(request, { headers });
}

function loopMark(site: string): string {
  return `${LOOP_ID}; site="${site}"`;
}
