/** Our segments in English: by these it is known, in every language, whether a site has renamed one. */
export const ENGLISH_SEGMENTS: Readonly<Record<string, string>> = {
  "anonymous-prospect": "Anonymous prospect",
  "known-prospect": "Known prospect",
  lost: "Lost",
  "at-risk": "At risk of lapsing",
  returning: "Returning",
  new: "New",
  vip: "VIP",
  "developing-2": "Developing 2",
  established: "Established",
  "developing-1": "Developing 1",
  other: "Other",
};
