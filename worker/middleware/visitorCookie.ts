import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { SEGMENT_COOKIE, VISITOR_COOKIE } from "#shared/wire/proxy";

/** The anonymous id in a request's cookies: the tag's own, else Segment's, whose value may be in quotes; null without one. */
export function anonymousIdIn(c: Context): string | null {
  const id = getCookie(c, VISITOR_COOKIE.name) ?? getCookie(c, SEGMENT_COOKIE)?.replace(/^"(.*)"$/, "$1");
  return id === undefined || id === "" || id.length > 255 ? null : id;
}

/** The id in our own cookie, as the tag or the proxy made it: unlike Segment's no link can set it. Null without one. */
export function ownIdIn(c: Context): string | null {
  const id = getCookie(c, VISITOR_COOKIE.name);
  return id !== undefined && /^[\w-]{36}$/.test(id) ? id : null;
}

/** The cookie that a new visitor is known by from now on, as the tag would set it. */
export function visitorCookie(id: string, isSecure: boolean): string {
  const { name, maxAgeSeconds } = VISITOR_COOKIE;
  return `${name}=${id}; Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

/** By which a browser forgets who it was. */
export function forgottenCookie(isSecure: boolean): string {
  return `${VISITOR_COOKIE.name}=; Path=/; Max-Age=0; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}
