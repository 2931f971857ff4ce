import type { SegmentNames } from "./en.ts";

/** Our segments in Danish. */
export const da: SegmentNames = {
  "anonymous-prospect": "Anonymt kundeemne",
  "known-prospect": "Kendt kundeemne",
  lost: "Tabt",
  "at-risk": "Ved at falde fra",
  returning: "Vendt tilbage",
  new: "Ny",
  vip: "VIP",
  "developing-2": "I udvikling 2",
  established: "Fast kunde",
  "developing-1": "I udvikling 1",
  other: "Andre",
};
