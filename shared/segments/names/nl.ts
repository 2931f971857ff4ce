import type { SegmentNames } from "./en.ts";

/** Our segments in Dutch. */
export const nl: SegmentNames = {
  "anonymous-prospect": "Anonieme prospect",
  "known-prospect": "Bekende prospect",
  lost: "Verloren",
  "at-risk": "Dreigt af te haken",
  returning: "Teruggekeerd",
  new: "Nieuw",
  vip: "VIP",
  "developing-2": "In ontwikkeling 2",
  established: "Vaste klant",
  "developing-1": "In ontwikkeling 1",
  other: "Overig",
};
