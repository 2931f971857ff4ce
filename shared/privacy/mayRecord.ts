import { choiceIn, type Purposes } from "../events/consent.ts";
import { bagOf } from "../events/event.ts";

/** How far somebody has agreed. */
export type ConsentState = "unknown" | "denied" | "granted";

/** What a site has decided about consent; `privacy` of its configuration. */
export interface ConsentRules {
  readonly requireConsent: boolean;
  readonly honourGpc: boolean;
}

/** What is said of a visitor's wishes where something is to be recorded. */
export interface Wishes {
  readonly purposes: Purposes | undefined;
  /** Their browser sends Global Privacy Control. */
  readonly hasSignal: boolean;
}

/** The purpose of collecting, as `analytics`, Segment's `Analytics` and Google's `analytics_storage` name it. */
const COLLECTING = /^analytics/i;
/** The purpose of showing somebody something of their own. */
const DECIDING = /^personali[sz]ation/i;

/**
 * How somebody stands to being recorded: refused where analytics is, or where nothing at all is allowed; else granted by any purpose that is.
 *
 * @example consentState(undefined); // => "unknown"
 * @example consentState({ analytics: true, ads: false }); // => "granted"
 * @example consentState({ analytics_storage: false, ads: true }); // => "denied"
 */
export function consentState(purposes: Purposes | undefined): ConsentState {
  if (purposes === undefined) return "unknown";
  if (isRefused(purposes, COLLECTING)) return "denied";
  return Object.values(purposes).includes(true) ? "granted" : "denied";
}

/**
 * How somebody stands to one purpose.
 *
 * @example purposeState({ ads: false }, "ads"); // => "denied"
 * @example purposeState({ ads: false }, "analytics"); // => "unknown"
 */
export function purposeState(purposes: Purposes | undefined, purpose: string): ConsentState {
  const choice = purposes !== undefined && Object.hasOwn(purposes, purpose) ? purposes[purpose] : undefined;
  return choice === undefined ? "unknown" : choice ? "granted" : "denied";
}

/**
 * Whether somebody may be known at all: an object, an id, a row. Who has refused analytics never is. An explicit grant outweighs Global Privacy
 * Control, which the browser sends everywhere; without a word the site's own rule holds.
 *
 * @example mayRecord({ requireConsent: false, honourGpc: true }, { purposes: undefined, hasSignal: true }); // => false
 * @example mayRecord({ requireConsent: true, honourGpc: true }, { purposes: { analytics: true }, hasSignal: true }); // => true
 */
export function mayRecord({ requireConsent, honourGpc }: ConsentRules, { purposes, hasSignal }: Wishes): boolean {
  if (purposes !== undefined) {
    if (consentState(purposes) === "granted") return true;
    if (isRefused(purposes, COLLECTING)) return false;
  }
  return !requireConsent && !(honourGpc && hasSignal);
}

/**
 * Whether content may be chosen for somebody who may be known: not where personalisation is refused by name.
 *
 * @example mayPersonalise({ analytics: true, personalization_storage: false }); // => false
 */
export function mayPersonalise(purposes: Purposes | undefined): boolean {
  return purposes === undefined || !isRefused(purposes, DECIDING);
}

/**
 * A message as it is kept: with the choice that the browser remembers, where it says none itself, and, as a choice that outweighs Global Privacy
 * Control does so explicitly, with that signal beside it. The message's own instant is the choice's.
 *
 * @param message of the Segment specification; what is no object stays as it is
 * @example withWishes({ type: "page" }, { purposes: { analytics: true }, hasSignal: false }); // => { type: "page", context: { consent: { categoryPreferences: { analytics: true } } } }
 */
export function withWishes(message: unknown, { hasSignal, purposes }: Wishes): unknown {
  if ((!hasSignal && purposes === undefined) || typeof message !== "object" || message === null) return message;
  const context = bagOf(bagOf(message)["context"]);
  const chosen = choiceIn({ context }) ?? purposes;
  const consent = {
    ...bagOf(context["consent"]),
    ...(chosen !== undefined && { categoryPreferences: chosen }),
    ...(hasSignal && { globalPrivacyControl: true }),
  };
  return { ...message, context: { ...context, consent } };
}

function isRefused(purposes: Purposes, named: RegExp): boolean {
  for (const purpose in purposes) if (!purposes[purpose] && named.test(purpose)) return true;
  return false;
}
