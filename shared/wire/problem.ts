import * as v from "valibot";

/** Every kind of error answer: the HTTP status and the title that never changes (RFC 9457). */
export const PROBLEMS = {
  malformed: { status: 400, title: "The request cannot be read" },
  unauthenticated: { status: 401, title: "No credential, or one that is not known" },
  forbidden: { status: 403, title: "This credential may not do that" },
  "not-found": { status: 404, title: "There is nothing here" },
  conflict: { status: 409, title: "Somebody was first" },
  changed: { status: 412, title: "It is not what you have seen" },
  "too-large": { status: 413, title: "The request is too large" },
  "unsupported-type": { status: 415, title: "The body is of another content type" },
  invalid: { status: 422, title: "The content is not valid" },
  "too-many": { status: 429, title: "Too many requests" },
  unexpected: { status: 500, title: "Something went wrong here" },
  "bad-gateway": { status: 502, title: "The site's own server gives no answer" },
  unavailable: { status: 503, title: "Not available for a moment" },
  "gateway-timeout": { status: 504, title: "The site's own server takes too long" },
} as const;

export type ProblemKind = keyof typeof PROBLEMS;

/** One fault of an input: where it stands, as a JSON pointer, and what is wrong there. */
export const FaultSchema = v.object({ path: v.string(), message: v.string() });
export type Fault = v.InferOutput<typeof FaultSchema>;

/** The body of every error answer, `application/problem+json`. */
export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.optional(v.string()),
  instance: v.optional(v.string()),
  errors: v.optional(v.array(FaultSchema)),
});
