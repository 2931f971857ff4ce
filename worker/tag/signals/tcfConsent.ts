import type { Purposes } from "#shared/events/consent";

/**
 * What each of our purposes asks of IAB Europe's Transparency and Consent Framework: consent to all of these purposes. 1 store and access information on
 * a device, 3 and 4 create and use profiles for personalised advertising, 5 and 6 create and use profiles to personalise content, 8 measure content
 * performance, 9 understand audiences through statistics. Legitimate interest never counts: what is stored on a device needs consent. RFEdge is on no
 * vendor list, as it works for the site alone, so no vendor is asked for.
 *
 * @see https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/, Appendix A, for the purposes
 */
export const TCF_PURPOSES = {
  analytics: [1, 8, 9],
  personalization: [1, 5, 6],
  ads: [1, 3, 4],
} as const;

/**
 * As much of a `TCData` as is read.
 *
 * @see https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework, “CMP API v2”
 */
export interface TcData {
  readonly eventStatus?: string;
  readonly gdprApplies?: boolean;
  readonly purpose?: { readonly consents?: Readonly<Record<number, boolean>> };
}

type TcfApi = (command: string, version: number, callback: (data: TcData, success: boolean) => void) => void;

/**
 * The visitor's choice in our purposes; null: none yet, as their dialogue is still open. Where the GDPR does not apply nobody is asked, and only Global
 * Privacy Control says no.
 */
export const purposesOfTcf = (data: TcData, hasSignal: boolean): Purposes | null => {
  const { eventStatus, gdprApplies, purpose } = data;
  if (gdprApplies === false) return hasSignal ? null : { analytics: true };
  if (eventStatus !== "tcloaded" && eventStatus !== "useractioncomplete") return null;
  const given = purpose?.consents ?? {};
  return Object.fromEntries(
    Object.entries(TCF_PURPOSES).map(([name, numbers]) => [name, numbers.every((number) => given[number] === true)]),
  );
};

/** Hears each choice that the page's consent manager tells of. Its stub is there before anything else of it; else once the page is. */
export const watchTcf = (tell: (choice: Purposes) => void, hasSignal: boolean): void => {
  let isHeard = false;
  const listen = () => {
    const { __tcfapi: api } = window as { __tcfapi?: TcfApi };
    if (isHeard || !api) return;
    isHeard = true;
    api("addEventListener", 2, (data, success) => {
      const choice = success && purposesOfTcf(data, hasSignal);
      if (choice) tell(choice);
    });
  };
  listen();
  for (const type of ["DOMContentLoaded", "load"]) addEventListener(type, listen);
};
