import type { Context } from "hono";
import type { PageView } from "../journeys/pageFacts.ts";
import type { AppEnv } from "./context.ts";

/** The page a request is about, with what only the request itself can tell. */
export function viewOf(c: Context<AppEnv>, said: Pick<PageView, "url" | "referrer" | "locale" | "now">): PageView {
  const country = c.req.raw.cf?.country;
  const language = c.req.header("accept-language")?.split(/[,;]/)[0]?.trim();
  return {
    ...said,
    locale: said.locale ?? language ?? null,
    userAgent: c.req.header("user-agent") ?? null,
    country: typeof country === "string" ? country : null,
  };
}
