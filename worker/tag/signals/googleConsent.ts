import type { Purposes } from "#shared/events/consent";

/**
 * What each of our purposes asks of Google's consent mode v2: all of these that are stated, and one at least. The other types of storage (functionality,
 * security) ask for nothing that RFEdge does.
 *
 * @see https://developers.google.com/tag-platform/security/guides/consent, and for the personalisation of a site's own pages
 *   https://support.google.com/tagmanager/answer/13802165
 */
export const GOOGLE_TYPES = {
  analytics: ["analytics_storage"],
  personalization: ["personalization_storage"],
  ads: ["ad_storage", "ad_user_data", "ad_personalization"],
} as const;

/** What of a visitor's wishes is known so far, by Google's own names. */
export type GoogleState = Readonly<Record<string, "granted" | "denied">>;

/** The visitor's choice in our purposes; one that nothing is stated of is left out. */
export const purposesOfGoogle = (state: GoogleState): Purposes =>
  Object.fromEntries(
    Object.entries(GOOGLE_TYPES).flatMap(([purpose, types]) => {
      const stated = types.filter((type) => state[type]);
      return stated[0] ? [[purpose, stated.every((type) => state[type] === "granted")]] : [];
    }),
  );

/** What a page's script pushed: gtag's `arguments`, or a list of the same. */
type Pushed = ArrayLike<unknown> | undefined;

/**
 * What of a visitor's wishes is known after something was pushed; null: it says nothing of them. An update is their own word. A default is the page's:
 * while it denies, nobody has been asked yet, and where it grants it holds for all, unless it is for a region, which no page can tell.
 *
 * @param hasSignal the browser sends Global Privacy Control, which a default does not outweigh
 */
export const stateAfter = (state: GoogleState, pushed: Pushed, hasSignal: boolean): GoogleState | null => {
  const [command, step, said] = Array.from(pushed ?? []);
  if (command !== "consent" || typeof said !== "object" || !said) return null;
  const stated = Object.entries(said).filter(([, word]) => word === "granted" || word === "denied");
  if (step === "update") return { ...state, ...Object.fromEntries(stated) };
  if (step !== "default" || hasSignal || "region" in said) return null;
  const granted = stated.filter(([type, word]) => word === "granted" && !state[type]);
  return granted[0] ? { ...state, ...Object.fromEntries(granted) } : null;
};

/** Reads what the page has pushed into its data layer, and hears what it pushes from now on. */
export const watchGoogle = (tell: (choice: Purposes) => void, hasSignal: boolean): void => {
  const page = window as { dataLayer?: Pushed[] };
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  let state: GoogleState = {};
  const hear = (pushed: readonly Pushed[]) => {
    const before = state;
    for (const one of pushed) state = stateAfter(state, one, hasSignal) ?? state;
    if (state !== before) tell(purposesOfGoogle(state));
  };
  hear(layer);
  const { push } = layer;
  layer.push = (...pushed) => {
    const length = push.apply(layer, pushed);
    hear(pushed);
    return length;
  };
};
