import type { Purposes } from "../events/consent.ts";

/**
 * The first-party cookie in which a browser remembers what its visitor has chosen, so that what no script speaks for (fragments, proxied pages) knows it:
 * `analytics:1.ads:0`. It says nothing of who they are. Written by `consent.js`, by the visitor's own page, or by the site itself.
 */
export const CONSENT_COOKIE = { name: "rfedge_consent", maxAgeSeconds: 34_128_000 } as const;

/** A browser keeps no longer cookie, and no dialogue asks for so much. */
const LONGEST = 2_000;

/**
 * Reads the cookie's value; what is not as it should be is no choice.
 *
 * @example purposesOfCookie("analytics:1.ads:0"); // => { analytics: true, ads: false }
 * @example purposesOfCookie("yes"); // => undefined
 */
export function purposesOfCookie(value: string): Purposes | undefined {
  if (value.length > LONGEST) return undefined;
  const chosen = value.split(".").flatMap((part) => {
    const [, purpose, choice] = /^([\w-]{1,100}):([01])$/.exec(part) ?? [];
    return purpose === undefined ? [] : [[purpose, choice === "1"] as const];
  });
  return chosen.length === 0 ? undefined : Object.fromEntries(chosen);
}

/**
 * The cookie's value for some choices; a letter that a cookie may not hold becomes `_`.
 *
 * @example cookieOfPurposes({ analytics: true, "direct mail": false }); // => "analytics:1.direct_mail:0"
 */
export function cookieOfPurposes(purposes: Purposes): string {
  return Object.entries(purposes)
    .map(([purpose, isGranted]) => `${purpose.replaceAll(/[^\w-]/g, "_")}:${isGranted ? 1 : 0}`)
    .join(".");
}
