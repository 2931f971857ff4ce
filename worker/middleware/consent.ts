import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import type { Purposes } from "#shared/events/consent";
import { type ConsentRules, mayPersonalise, mayRecord, type Wishes } from "#shared/privacy/mayRecord";
import { CONSENT_COOKIE, cookieOfPurposes, purposesOfCookie } from "#shared/wire/consent";
import type { PublishedSite } from "../publishedStore.ts";
import type { AppEnv } from "./context.ts";

/** What a request says of its visitor's consent, whatever it is about. */
export interface Consent extends Wishes {
  readonly rules: ConsentRules;
}

/** How far the visitor of something may be known. */
export interface Leave {
  /** There may be an object, an id, a row. */
  readonly mayBeKnown: boolean;
  /** Content may be chosen for them, too. */
  readonly mayBeDecidedFor: boolean;
}

/**
 * Reads off a request what its browser says: Global Privacy Control, and the choice it remembers. A server key is the site's own word for whom it speaks
 * of, who has no browser here: there only a refusal counts.
 */
export function consentOf(c: Context<AppEnv>, { config }: PublishedSite): Consent {
  const { requireConsent, honourGpc } = config.privacy;
  const isVouched = c.get("credential")?.kind === "server";
  return {
    rules: { requireConsent: requireConsent && !isVouched, honourGpc },
    hasSignal: honourGpc && c.req.header("sec-gpc") === "1",
    purposes: rememberedIn(c),
  };
}

/** What a visitor may be, by what is said of them and else by what the request says. @param said their own choice, newer than any that is remembered */
export function leaveFor({ rules, hasSignal, purposes: remembered }: Consent, said: Purposes | undefined): Leave {
  const purposes = said ?? remembered;
  const mayBeKnown = mayRecord(rules, { purposes, hasSignal });
  return { mayBeKnown, mayBeDecidedFor: mayBeKnown && mayPersonalise(purposes) };
}

/** What the browser remembers that its visitor has chosen. */
function rememberedIn(c: Context<AppEnv>): Purposes | undefined {
  const { name } = CONSENT_COOKIE;
  // Most have none, and need no cookies taken apart.
  if (!c.req.header("cookie")?.includes(name)) return undefined;
  const value = getCookie(c, name);
  return value === undefined ? undefined : purposesOfCookie(value);
}

/** By which a browser remembers what its visitor has chosen. */
export function consentCookie(c: Context<AppEnv>, purposes: Purposes): string {
  const { name, maxAgeSeconds } = CONSENT_COOKIE;
  const secure = c.req.url.startsWith("https:") ? "; Secure" : "";
  return `${name}=${cookieOfPurposes(purposes)}; Path=/; Max-Age=${maxAgeSeconds}; SameSite=Lax${secure}`;
}
