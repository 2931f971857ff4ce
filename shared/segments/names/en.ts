/** Our segments in English: by these it is known, in every language, whether a site has renamed one. */
export const en: SegmentNames = {
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

/** What our segments are called in one language, by key. */
export type SegmentNames = Readonly<Record<string, string>>;
