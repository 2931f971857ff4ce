import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { DecisionToken } from "../journeys/decisionToken.ts";
import type { AppEnv } from "./context.ts";

const NAME = "rfedge_decision";

/** The decision token that a browser keeps for fragments and proxied pages, where the edge answers under the site's own host; null: none. */
export function decisionCookieIn(c: Context<AppEnv>): string | null {
  // Most have none, and need no cookies taken apart.
  return c.req.header("cookie")?.includes(NAME) ? (getCookie(c, NAME) ?? null) : null;
}

/** The `Set-Cookie` header by which a browser keeps a token for as long as it decides, or, without one, forgets what it has. */
export function decisionCookie(c: Context<AppEnv>, made: DecisionToken | null, now: number): string {
  const seconds = made === null ? 0 : Math.max(0, Math.floor((made.expiresAt - now) / 1000));
  const secure = c.req.url.startsWith("https:") ? "; Secure" : "";
  return `${NAME}=${made?.token ?? ""}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}
