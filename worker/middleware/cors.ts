import type { Context, MiddlewareHandler } from "hono";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import type { AppEnv } from "./context.ts";

/**
 * What pages of other origins may ask: the public routes, never a marketer's.
 * Any page without credentials; with them exactly the site's own origins. A preflight names no key, so it promises the former.
 */
export const crossOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.req.method === "OPTIONS") return preflight();
  await next();
  const headers = c.res.headers;
  headers.append("vary", "Origin");
  const origin = c.req.header("origin");
  if (origin === undefined || !mayUse(c.var.site, origin)) return;
  const isOwn = c.var.site?.config.site.origins.includes(origin) ?? false;
  headers.set("access-control-allow-origin", isOwn ? origin : "*");
  if (isOwn) headers.set("access-control-allow-credentials", "true");
  headers.set("access-control-expose-headers", "Retry-After, Server-Timing");
};

/** Whether a page of this origin may use the site's public routes. Without configured origins any page may; servers send none. */
export function mayUse(site: PublishedSite | undefined, origin: string | undefined): boolean {
  const origins = site?.config.site.origins ?? [];
  return origin === undefined || origins.length === 0 || origins.includes(origin);
}

/** @throws Problem `forbidden` for a page of an origin that the site does not name */
export function requireOrigin(c: Context<AppEnv>): void {
  const origin = c.req.header("origin");
  if (!mayUse(c.var.site, origin)) throw new Problem("forbidden", "Pages of this origin may not use the site");
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "GET, POST, OPTIONS",
      "access-control-allow-headers": "authorization, content-type, x-retry-count",
      "access-control-max-age": "7200",
      vary: "Origin",
    },
  });
}
