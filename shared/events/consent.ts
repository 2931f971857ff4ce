import { bagOf } from "./event.ts";

/** What somebody has chosen, purpose by purpose; a purpose that is not in it has not been asked about, or not answered. */
export type Purposes = Readonly<Record<string, boolean>>;

/**
 * Reads choices by purpose, as `rfedge.consent` takes them and `context.consent.categoryPreferences` of the Segment specification holds them.
 *
 * @param value anything; what is neither true nor false is no choice
 * @returns undefined where nothing was chosen
 * @example purposesIn({ analytics: true, ads: "no" }); // => { analytics: true }
 * @example purposesIn("granted"); // => undefined
 */
export function purposesIn(value: unknown): Purposes | undefined {
  if (value === undefined || value === null) return undefined;
  const chosen = Object.entries(bagOf(value)).filter(
    (entry): entry is [string, boolean] => typeof entry[1] === "boolean",
  );
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}

/**
 * What a message says that its visitor has chosen.
 *
 * @param message a body of the Segment specification
 * @see https://www.twilio.com/docs/segment/privacy/consent-management/consent-in-unify, “Consent object”
 * @example choiceIn({ context: { consent: { categoryPreferences: { Analytics: false } } } }); // => { Analytics: false }
 */
export function choiceIn(message: { readonly context?: unknown }): Purposes | undefined {
  const { consent } = bagOf(message.context);
  return consent === undefined ? undefined : purposesIn(bagOf(consent)["categoryPreferences"]);
}

/** What our tag says when consent is withdrawn, and what Segment's consent libraries say when it changes, in their older and their newer words. */
export const WITHDRAWN = "Consent Withdrawn";
const CHANGED: ReadonlySet<unknown> = new Set(["Segment Consent Preference", "Segment Consent Preference Updated"]);

/**
 * Whether a message says that its visitor takes their consent back: nothing else that refuses does, as it may come from someone who never gave any.
 *
 * @param isRefused the message's choice refuses to be recorded
 * @see https://www.twilio.com/docs/segment/privacy/consent-management/consent-in-unify, “Segment Consent Preference Updated event”
 * @example isWithdrawal({ type: "track", event: "Consent Withdrawn" }, false); // => true
 * @example isWithdrawal({ type: "track", event: "Segment Consent Preference Updated" }, false); // => false
 */
export function isWithdrawal(
  { type, event }: { readonly type?: unknown; readonly event?: unknown },
  isRefused: boolean,
): boolean {
  return type === "track" && (event === WITHDRAWN || (isRefused && CHANGED.has(event)));
}
