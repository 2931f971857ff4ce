import { type Context, Hono } from "hono";
import { docsCalls } from "#shared/wire/docs";
import { askParts, lastOfParts } from "../journeys/askParts.ts";
import type { AppEnv } from "../middleware/context.ts";
import { PAGE_POLICY } from "../middleware/pagePolicy.ts";
import { limitProbes } from "../middleware/rate.ts";
import { serve } from "../middleware/serve.ts";
import { Problem } from "../problem.ts";

/** Whether the Worker and its parts answer, the reference, and every other static file. */
export const docs = new Hono<AppEnv>();

/** Whoever watches asks no sooner for news. */
const RETRY_S = "5";

serve(docs, docsCalls.health, async () => ({ status: "ok" as const }));
serve(docs, docsCalls.parts, async ({ c, now }) => {
  const known = lastOfParts(now);
  if (known === null) await limitProbes(c);
  const answer = known ?? (await askParts(c.env, now));
  const isFailing = answer.status === "failing";
  const headers = { "cache-control": "no-store", ...(isFailing && { "retry-after": RETRY_S }) };
  return Response.json(answer, { status: isFailing ? 503 : 200, headers });
});
docs.get("/", (c) => c.redirect(c.env.RFEDGE_LOCAL === "1" ? "/demo/" : "/docs/"));
docs.get("/docs", (c) => staticFile(c, "/docs/"));
docs.get("/v1/*", (c) => c.notFound());
docs.get("/*", (c) => staticFile(c, c.req.path));

async function staticFile(c: Context<AppEnv>, path: string): Promise<Response> {
  const url = new URL(c.req.url);
  url.pathname = path;
  const found = await c.env.ASSETS.fetch(new Request(url, { method: c.req.method, headers: c.req.raw.headers }));
  const isPage = found.headers.get("content-type")?.startsWith("text/html") ?? false;
  if (found.status === 404 && !isPage) throw new Problem("not-found", `There is no file ${path.slice(0, 200)}`);
  const answer = new Response(found.body, found);
  const { headers } = answer;
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "strict-origin-when-cross-origin");
  if (isPage) headers.set("content-security-policy", PAGE_POLICY);
  if (path === "/tag.js" || path === "/consent.js") forEverySite(headers);
  return answer;
}

/** The tag, and what brings it a consent manager's word, run on other sites' pages, isolated ones included; a new one is there within minutes. */
function forEverySite(headers: Headers): void {
  headers.set("access-control-allow-origin", "*");
  headers.set("cross-origin-resource-policy", "cross-origin");
  headers.set("cache-control", "public, max-age=300, stale-while-revalidate=86400");
}
