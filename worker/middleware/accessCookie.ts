import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { proveAccess, roleOf, takesAccess } from "../journeys/proveAccess.ts";
import { Problem } from "../problem.ts";
import type { AppEnv } from "./context.ts";
import type { Credential } from "./credential.ts";

const HEADER = "cf-access-jwt-assertion";
const COOKIE = "CF_Authorization";

/** The JWT that Cloudflare Access puts upon a request, where this Worker takes any; null: none. */
export function accessTokenIn(c: Context<AppEnv>): string | null {
  return takesAccess(c.env) ? (c.req.header(HEADER) ?? getCookie(c, COOKIE) ?? null) : null;
}

/**
 * Who asks as a marketer of a site by Cloudflare Access. Browsers bring its cookie by themselves, so that whatever changes something, a socket
 * too, has to come from a page of ours.
 *
 * @throws Problem `unauthenticated` for a token that proves nobody, `not-found` where they have no role, `forbidden` from another's page
 */
export async function accessCredential(c: Context<AppEnv>, token: string, site: string): Promise<Credential> {
  const caller = { ownHost: new URL(c.req.url).host, isLocal: c.env.RFEDGE_LOCAL === "1" };
  const person = await proveAccess(c.env, token, caller, Date.now());
  if (person === null) throw new Problem("unauthenticated", "This proves nobody, or no longer");
  if (isChange(c) && !isSameOrigin(c))
    throw new Problem("forbidden", "With a cookie, only a page of this origin may do this");
  const role = roleOf(c.env, person, site);
  if (role === null) throw new Problem("not-found", `There is no site ${site} for this credential`);
  const { id, name, expiresAt } = person;
  return { kind: "marketer", site, id, name, role, expiresAt, isByAccess: true };
}

function isChange(c: Context<AppEnv>): boolean {
  return !["GET", "HEAD"].includes(c.req.method) || c.req.header("upgrade") !== undefined;
}

/** What is said of where a request comes from has to be said, and all of it has to be here. */
function isSameOrigin(c: Context<AppEnv>): boolean {
  const [origin, from] = [c.req.header("origin"), c.req.header("sec-fetch-site")];
  if (origin === undefined && from === undefined) return false;
  return (
    (origin === undefined || origin === new URL(c.req.url).origin) && (from === undefined || from === "same-origin")
  );
}
