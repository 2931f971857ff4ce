import type { SegmentNames } from "./en.ts";

/** Our segments in German. */
export const de: SegmentNames = {
  "anonymous-prospect": "Anonymer Interessent",
  "known-prospect": "Bekannter Interessent",
  lost: "Verloren",
  "at-risk": "Abwanderungsgefährdet",
  returning: "Zurückgekehrt",
  new: "Neu",
  vip: "VIP",
  "developing-2": "In Entwicklung 2",
  established: "Stammkunde",
  "developing-1": "In Entwicklung 1",
  other: "Andere",
};
