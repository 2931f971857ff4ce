import type { SegmentNames } from "./en.ts";

/** Our segments in Finnish. */
export const fi: SegmentNames = {
  "anonymous-prospect": "Tuntematon prospekti",
  "known-prospect": "Tunnettu prospekti",
  lost: "Menetetty",
  "at-risk": "Poistumassa",
  returning: "Palannut",
  new: "Uusi",
  vip: "VIP",
  "developing-2": "Kehittyvä 2",
  established: "Vakiintunut",
  "developing-1": "Kehittyvä 1",
  other: "Muu",
};
