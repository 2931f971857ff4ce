/** What a code does. */
export interface Offer {
  readonly code: string;
  readonly percentOff: number;
  readonly isPostFree: boolean;
}

const offer = (code: string, percentOff: number, isPostFree: boolean): Offer => ({ code, percentOff, isPostFree });

/** The offers that the shop’s snippets make; a code works for whoever has it. */
const OFFERS: readonly Offer[] = [
  offer("FIRSTPOST", 0, true),
  offer("SECOND10", 10, false),
  offer("TEA15", 15, false),
  offer("REGULAR", 0, true),
  offer("PARTY15", 15, false),
  offer("LANTERN20", 20, true),
  offer("AGAIN10", 10, false),
  offer("WARM15", 15, false),
  offer("START25", 25, true),
];

/** The offer of a code as people type it, if there is one. */
export function offerOf(code: string | null): Offer | undefined {
  const wanted = code?.trim().toUpperCase();
  return OFFERS.find((known) => known.code === wanted);
}
