import type { Context } from "hono";
import type { EvaluationFailure } from "#shared/wire/ofrep";
import type { Fault, ProblemKind } from "#shared/wire/problem";
import { PROBLEMS } from "#shared/wire/problem";
import { log } from "./log.ts";

export interface ProblemDetails {
  /** What is wrong with which part of the input. */
  readonly errors?: readonly Fault[];
  /** Whole seconds until another try makes sense. */
  readonly retryAfter?: number;
  /** Names one occurrence, so that its log line is found. */
  readonly instance?: string;
  /** What OFREP calls it, where the kind does not say. */
  readonly code?: EvaluationFailure["errorCode"];
}

/** An expected failure on its way to a client: `throw new Problem("not-found", "There is no visitor x")`. */
export class Problem extends Error {
  readonly kind: ProblemKind;
  readonly details: ProblemDetails;

  constructor(kind: ProblemKind, detail: string, details: ProblemDetails = {}) {
    super(detail);
    this.name = "Problem";
    this.kind = kind;
    this.details = details;
  }
}

/** How a family of routes says that something failed: by RFC 9457, or by a protocol's own shape. */
export type Dialect = "problem" | "segment" | "ofrep" | "fragment";

const DIALECTS: Readonly<Record<Dialect, (problem: Problem, c: Context) => Response>> = {
  problem(problem, c) {
    const { status, title } = PROBLEMS[problem.kind];
    const { errors, instance } = problem.details;
    const body = {
      type: `${new URL(c.req.url).origin}/docs/#problem-${problem.kind}`,
      title,
      status,
      detail: problem.message,
      instance,
      errors,
    };
    return Response.json(body, { status, headers: { "content-type": "application/problem+json" } });
  },
  segment(problem) {
    const { status } = PROBLEMS[problem.kind];
    const body = { success: false, message: problem.message, errors: problem.details.errors ?? [] };
    // Segment knows 400 for whatever is wrong with a message; its libraries drop 4xx and repeat 429 and 5xx.
    // A page view that was to be answered with decisions is not taken in: the page keeps its own content.
    const headers = problem.kind === "unavailable" ? { "server-timing": 'default;desc="unavailable"' } : {};
    return Response.json(body, { status: isInput(status) ? 400 : status, headers });
  },
  ofrep(problem, c) {
    const { status } = PROBLEMS[problem.kind];
    const { code, errors = [], instance } = problem.details;
    const key: string | undefined = c.req.param("slot");
    const details = [problem.message, ...errors.map(({ path, message }) => `${path} ${message}`.trim()), instance];
    const body: EvaluationFailure = {
      ...(key !== undefined && { key }),
      errorCode: code ?? ofrepCode(problem),
      errorDetails: details.filter((detail) => detail !== undefined).join(": "),
    };
    return Response.json(body, { status: isInput(status) ? 400 : status });
  },
  fragment({ kind }, c) {
    // Whoever includes a fragment includes what a failure says, too: nothing.
    const headers = { "content-type": "text/html; charset=utf-8", "server-timing": `default;desc="${kind}"` };
    return new Response(null, { status: isByHtmx(c) ? 204 : PROBLEMS[kind].status, headers });
  },
};

/** Whether htmx asks. It puts what a failure says into the page, but for 204. */
export function isByHtmx(c: Context): boolean {
  return c.req.header("hx-request") === "true";
}

const isInput = (status: number): boolean => status === 413 || status === 415 || status === 422;

function ofrepCode({ kind, details }: Problem): EvaluationFailure["errorCode"] {
  if (kind === "too-large" || kind === "invalid") return "INVALID_CONTEXT";
  if (kind === "unsupported-type") return "PARSE_ERROR";
  if (kind === "malformed") return details.errors === undefined ? "PARSE_ERROR" : "INVALID_CONTEXT";
  return "GENERAL";
}

/** The one place where a failure becomes an answer. The unexpected is logged under an id, and answered without details. */
export function onError(error: Error, c: Context): Response {
  const problem = asProblem(error, c);
  const dialect: Dialect = c.get("dialect") ?? "problem";
  const answer = DIALECTS[dialect](problem, c);
  answer.headers.set("cache-control", "no-store");
  if (problem.kind === "unauthenticated") answer.headers.set("www-authenticate", 'Bearer realm="rfedge"');
  if (problem.details.retryAfter !== undefined) answer.headers.set("retry-after", String(problem.details.retryAfter));
  return answer;
}

/** Nothing answers to this address. */
export function onNotFound(c: Context): Response {
  return onError(new Problem("not-found", `Nothing answers ${c.req.method} ${c.req.path}`), c);
}

/** What the platform says of faults of its own that it does not mark: an object that cannot be opened, a full disk, one that cannot be read. */
const OF_THE_PLATFORM =
  /^internal error; reference = |: SQLITE_(FULL|IOERR|NOMEM|BUSY|CANTOPEN|PROTOCOL)|^Network connection lost/;

/** Whether a fault is no bug of ours but of what is underneath, and may be gone at the next try. */
function passes(error: Error): boolean {
  return MARKS.some((mark) => mark in error) || OF_THE_PLATFORM.test(error.message);
}

/** How the platform marks them. */
const MARKS = ["overloaded", "retryable", "durableObjectReset"];

function asProblem(error: Error, c: Context): Problem {
  if (error instanceof Problem) return error;
  const instance = `urn:uuid:${crypto.randomUUID()}`;
  // The route's pattern, not the address: ids of visitors do not belong in logs.
  log("answer-unexpected", { instance, method: c.req.method, route: c.req.routePath }, error);
  if (passes(error))
    return new Problem("unavailable", "The storage behind this is busy: try again", { retryAfter: 2, instance });
  return new Problem("unexpected", "The fault is logged under the instance given here", { instance });
}
