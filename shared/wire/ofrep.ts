import * as v from "valibot";
import { PAGE_DEFAULT, type Reason } from "../decision/decide.ts";
import { type Purposes, purposesIn } from "../events/consent.ts";
import { type Bag, bagOf } from "../events/event.ts";
import { call } from "./call.ts";
import type { Decisions } from "./decide.ts";

/** The reasons that OFREP 0.3 knows. */
const OFREP_REASONS = ["STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN"] as const;
type OfrepReason = (typeof OFREP_REASONS)[number];

/** The protocol has no word for a default that a rule might have replaced: it is the value that stands fixed in the code. */
const REASON_OF: Readonly<Record<Reason, OfrepReason>> = {
  match: "TARGETING_MATCH",
  preview: "TARGETING_MATCH",
  holdout: "SPLIT",
  default: "STATIC",
};

/**
 * For whom and where: `targetingKey` is the anonymous id or, with a server key, the user id. The rest of a context belongs to the application
 * and may be anything; what is read of it is in `saidIn`.
 */
export const EvaluationBodySchema = v.looseObject({
  context: v.optional(
    v.nullable(
      v.looseObject({
        targetingKey: v.optional(
          v.nullable(v.pipe(v.string("must be text"), v.maxLength(255, "must be at most 255 characters"))),
        ),
      }),
    ),
  ),
});
export type EvaluationContext = NonNullable<v.InferOutput<typeof EvaluationBodySchema>["context"]>;

/** One slot's decision in the protocol's words: without `value` the application's own default holds. */
export const EvaluationSchema = v.object({
  key: v.string(),
  value: v.optional(v.unknown()),
  reason: v.picklist(OFREP_REASONS),
  variant: v.optional(v.string()),
  metadata: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
});
export type Evaluation = v.InferOutput<typeof EvaluationSchema>;

/** Where a client hears that it should ask again. */
const EventStreamSchema = v.object({ type: v.literal("sse"), url: v.string(), inactivityDelaySec: v.number() });
export type EventStream = v.InferOutput<typeof EventStreamSchema>;

/** Every slot's decision. */
export const EvaluationsSchema = v.object({
  flags: v.array(EvaluationSchema),
  eventStreams: v.optional(v.array(EventStreamSchema)),
  metadata: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))),
});
export type Evaluations = v.InferOutput<typeof EvaluationsSchema>;

/** What the protocol says of a failure. */
export const EvaluationFailureSchema = v.object({
  key: v.optional(v.string()),
  errorCode: v.picklist(["PARSE_ERROR", "TARGETING_KEY_MISSING", "INVALID_CONTEXT", "FLAG_NOT_FOUND", "GENERAL"]),
  errorDetails: v.string(),
});
export type EvaluationFailure = v.InferOutput<typeof EvaluationFailureSchema>;

/**
 * One slot's decision as an evaluated flag.
 *
 * @param isDecided false where something failed, so that the default says nothing about the visitor
 * @example evaluationOf({ segment: null, decisions: {}, configVersion: 3 }, "hero", true); // => { key: "hero", reason: "STATIC", metadata: { reason: "default", configVersion: 3 } }
 */
export function evaluationOf(
  { segment, decisions, configVersion }: Decisions,
  key: string,
  isDecided: boolean,
): Evaluation {
  const { snippet, content, contentType, reason } = decisions[key] ?? PAGE_DEFAULT;
  const value = content !== null && contentType === "application/json" ? jsonIn(content) : content;
  return {
    key,
    // The protocol has no value null.
    ...(value !== null && value !== undefined && { value }),
    reason: isDecided ? REASON_OF[reason] : "UNKNOWN",
    ...(snippet !== null && { variant: snippet }),
    metadata: { ...(segment !== null && { segment }), reason, configVersion },
  };
}

/** All decisions as evaluated flags, in the order of the slots. */
export function evaluationsOf(answer: Decisions, isDecided: boolean): Evaluations {
  const { segment, configVersion } = answer;
  return {
    flags: Object.keys(answer.decisions).map((key) => evaluationOf(answer, key, isDecided)),
    metadata: { ...(segment !== null && { segment }), configVersion },
  };
}

/** What an application may say of the page, its reader and their browser: each under its own name, dotted, or within `page`. */
export interface Said {
  readonly url: string | null;
  readonly referrer: string | null;
  readonly locale: string | null;
  /** For a back end, whose own requests come from no browser. */
  readonly userAgent: string | null;
  readonly country: string | null;
  /** What the visitor has chosen, by purpose, as `rfedge.consent` takes it. */
  readonly consent: Purposes | undefined;
  /** A browser's id, beside the user id in `targetingKey`. */
  readonly anonymousId: string | null;
}

/**
 * Reads a context for what decisions ask; whatever has another type is the application's own affair.
 *
 * @example saidIn({ "page.url": "/sale", locale: 7 }).url; // => "/sale"
 */
export function saidIn(context: Bag): Said {
  const page = bagOf(context["page"]);
  const first = (...values: unknown[]) => {
    const found = values.find((value) => typeof value === "string" && value !== "");
    return typeof found === "string" ? found : null;
  };
  return {
    url: first(context["page.url"], page["url"], context["url"]),
    referrer: first(context["page.referrer"], page["referrer"], context["referrer"]),
    locale: first(context["locale"]),
    userAgent: first(context["userAgent"]),
    country: first(context["country"]),
    anonymousId: first(context["anonymousId"]),
    consent: purposesIn(context["consent"]),
  };
}

function jsonIn(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    // Checked when it was published; what cannot be read all the same is no reason to fail the other flags.
    return null;
  }
}

/** The `data` of a notice: ask again, and say by `flagConfigEtag` which model was told of. */
export const ChangeNoticeSchema = v.object({ type: v.literal("refetchEvaluation"), etag: v.string() });
export type ChangeNotice = v.InferOutput<typeof ChangeNoticeSchema>;

/** What a client adds after a notice of change. */
const ChangeQuerySchema = v.object({
  flagConfigEtag: v.optional(v.string()),
  flagConfigLastModified: v.optional(v.string()),
});

export const ofrepCalls = {
  evaluate: call({
    method: "POST",
    path: "/ofrep/v1/evaluate/flags/:slot",
    summary:
      "Decides what fills one slot: `variant` is the snippet, `value` its content; without `value` the application's own default holds.",
    access: "site",
    query: ChangeQuerySchema,
    body: EvaluationBodySchema,
    answer: EvaluationSchema,
  }),
  evaluateAll: call({
    method: "POST",
    path: "/ofrep/v1/evaluate/flags",
    summary:
      "Decides what fills every slot. The answer's `ETag`, sent back as `If-None-Match`, gives 304 while nothing has changed.",
    access: "site",
    query: ChangeQuerySchema,
    body: EvaluationBodySchema,
    answer: EvaluationsSchema,
  }),
  changes: call({
    method: "GET",
    path: "/ofrep/v1/changes",
    summary:
      "Tells, as server-sent events, when the site has been published, so that flags are asked for again; for sites whose configuration says `site.changeNotices`. The address is in `eventStreams` of all flags' answer.",
    access: "site",
    query: v.object({ key: v.optional(v.string()) }),
    answer: ChangeNoticeSchema,
    type: "text/event-stream",
  }),
};
