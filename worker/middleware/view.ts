import type { Context } from "hono";
import { preferredLanguages } from "#shared/decision/language";
import type { PageView } from "../journeys/pageFacts.ts";
import type { AppEnv } from "./context.ts";
import { countryOf } from "./country.ts";

/** The page a request is about. What only the request itself can tell is read off it when a rule asks, as most ask for none of it. */
export function viewOf(
  c: Context<AppEnv>,
  { url, referrer, locale, now }: Pick<PageView, "url" | "referrer" | "now"> & { readonly locale: string | null },
): PageView {
  const languages = () => preferredLanguages(locale ?? c.req.header("accept-language") ?? "");
  return {
    url,
    referrer,
    now,
    locale: () => locale ?? languages()[0] ?? null,
    languages,
    userAgent: () => c.req.header("user-agent") ?? null,
    country: () => countryOf(c.req.raw),
  };
}
