import type { Context } from "hono";
import { choiceIn, isWithdrawal } from "#shared/events/consent";
import { type Bag, LIMITS } from "#shared/events/event";
import { consentState } from "#shared/privacy/mayRecord";
import { identityTokenIn, provenUserId } from "../journeys/proveIdentity.ts";
import { withdrawConsent } from "../journeys/withdrawConsent.ts";
import type { AppEnv } from "./context.ts";
import { anonymousIdIn, forgottenCookie } from "./visitorCookie.ts";

/** Whether a message takes consent back: it is carried out and kept nowhere. */
export function takesBack(message: Bag): boolean {
  return message["type"] === "track" && isWithdrawal(message, consentState(choiceIn(message)) === "denied");
}

/**
 * Erases whoever takes their consent back.
 *
 * @returns the cookies by which their browser forgets who they were, where it has shown that it knows
 * @throws Problem `unavailable` where it has to be tried again
 */
export async function carryOut(c: Context<AppEnv>, withdrawals: readonly Bag[], now: number): Promise<string[]> {
  const site = c.get("site");
  const isTrusted = c.get("credential").kind === "server";
  const cookies = new Set<string>();
  for (const message of withdrawals) {
    const { anonymousId: said } = message;
    if (typeof said !== "string" || said === "") continue;
    const anonymousId = said.slice(0, LIMITS.name);
    const token = identityTokenIn(message);
    const provenId = token === undefined ? null : await provenUserId(c.env, site, token, now);
    await withdrawConsent(c.env, site, { anonymousId, provenId, isTrusted, now });
    if (anonymousIdIn(c) === anonymousId) cookies.add(forgottenCookie(c.req.url.startsWith("https:")));
  }
  return [...cookies];
}
