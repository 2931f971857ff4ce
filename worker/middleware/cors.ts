import type { Context } from "hono";
import { onError, Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { countAnswer } from "./answered.ts";
import type { AppEnv } from "./context.ts";

/**
 * A handler that pages of other origins may ask: the public routes, never a marketer's. Any page without credentials; with them exactly the site's
 * own origins. A preflight names no key, so it promises the former. Its failures are answered here, and what became of it is counted: a middleware before it would cost as much as a rule.
 */
export function crossOrigin<Path extends string>(
  handler: (c: Context<AppEnv, Path>) => Response | Promise<Response>,
): (c: Context<AppEnv, Path>) => Promise<Response> {
  return async (c) => {
    if (c.req.method === "OPTIONS") return preflight();
    let answer: Response;
    try {
      answer = await handler(c);
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      answer = onError(error, c);
    }
    countAnswer(c, answer);
    if (c.get("answered") === answer) return answer;
    const { vary, ...others } = crossOriginHeaders(c);
    answer.headers.append("vary", vary);
    for (const [name, value] of Object.entries(others)) answer.headers.set(name, value);
    return answer;
  };
}

/** A JSON answer of a public route, all its headers given at once: each one set later costs as much as a rule. */
export function crossOriginJson(c: Context<AppEnv>, answer: object, headers: Record<string, string>): Response {
  return crossOriginText(c, JSON.stringify(answer), headers);
}

/** The same of what is written already. */
export function crossOriginText(c: Context<AppEnv>, json: string, headers: Record<string, string>): Response {
  const response = new Response(json, { headers: headersOf(c, headers) });
  c.set("answered", response);
  return response;
}

/** Answers mostly say the same in their headers: told to the platform once for each site, they are copied within it. */
const HEADERS = new WeakMap<PublishedSite, Map<string, Headers>>();
const MOST_HEADERS = 100;

function headersOf(c: Context<AppEnv>, headers: Record<string, string>): Headers {
  const made = () => new Headers({ "content-type": "application/json", ...headers, ...crossOriginHeaders(c) });
  const site = c.get("site");
  if (site === undefined || "set-cookie" in headers) return made();
  const known = HEADERS.get(site) ?? new Map<string, Headers>();
  HEADERS.set(site, known);
  const origin = c.req.header("origin");
  // No header holds a line break.
  let name = origin === undefined ? "" : `from ${origin}`;
  for (const header in headers) name += `\n${header}\n${headers[header]}`;
  const held = known.get(name);
  if (held !== undefined) return held;
  // Whoever makes up origins must not fill the isolate's memory.
  if (known.size >= MOST_HEADERS) known.clear();
  const fresh = made();
  known.set(name, fresh);
  return fresh;
}

function crossOriginHeaders(c: Context<AppEnv>): { vary: string; [header: string]: string } {
  const origin = c.req.header("origin");
  const site = c.get("site");
  if (origin === undefined || !mayUse(site, origin)) return { vary: "Origin" };
  const isOwn = site?.config.site.origins.includes(origin) ?? false;
  return {
    vary: "Origin",
    "access-control-allow-origin": isOwn ? origin : "*",
    ...(isOwn && { "access-control-allow-credentials": "true" }),
    "access-control-expose-headers": "ETag, Retry-After, Server-Timing",
  };
}

/** Whether a page of this origin may use the site's public routes. Without configured origins any page may; servers send none. */
export function mayUse(site: PublishedSite | undefined, origin: string | undefined): boolean {
  const origins = site?.config.site.origins ?? [];
  return origin === undefined || origins.length === 0 || origins.includes(origin);
}

/** @throws Problem `forbidden` for a page of an origin that the site does not name */
export function requireOrigin(c: Context<AppEnv>): void {
  const site = c.get("site");
  // Where any page may, there is nothing to read.
  if (site !== undefined && site.config.site.origins.length === 0) return;
  if (!mayUse(site, c.req.header("origin")))
    throw new Problem("forbidden", "Pages of this origin may not use the site");
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": "authorization, content-type, if-none-match, x-api-key, x-retry-count",
      "access-control-max-age": "7200",
      vary: "Origin",
    },
  });
}
