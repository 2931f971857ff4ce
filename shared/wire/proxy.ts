/** The visitor's first-party cookie, as the tag and the proxy set it: for 395 days, and readable by script. */
export const VISITOR_COOKIE = { name: "rfedge_id", maxAgeSeconds: 34_128_000 } as const;

/** What Segment's library keeps its visitor's id in. */
export const SEGMENT_COOKIE = "ajs_anonymous_id";

/** Says in `CDN-Loop` (RFC 8586) that a request has been here, for a site. */
export const LOOP_ID = "rfedge";

/** What the proxy says in `Server-Timing` of a page it passed on as it came. */
export const PASSED = {
  /** No slot of the page is to be filled, or there is none. */
  slot: "no slot",
  /** The page's encoding cannot be read. */
  encoding: "encoding",
  /** A part of a page, or one that nobody will see. */
  part: "part",
  /** Nobody may be known: no consent, or Global Privacy Control. */
  privacy: "privacy",
} as const;
export type Passed = (typeof PASSED)[keyof typeof PASSED];
