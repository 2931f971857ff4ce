import * as v from "valibot";
import { CONTENT_TYPES } from "../decision/content.ts";
import { REASONS } from "../decision/decide.ts";
import { call } from "./call.ts";
import { PreviewNoticeSchema } from "./previews.ts";

const text = v.optional(v.nullable(v.string()));

/** Whom to decide for, where: a browser's anonymous id, or with a server key a user id. */
export const DecideBodySchema = v.looseObject({
  writeKey: v.optional(v.string()),
  anonymousId: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(255, "must be at most 255 characters")))),
  userId: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(255, "must be at most 255 characters")))),
  slots: v.optional(v.array(v.string())),
  page: v.optional(v.looseObject({ url: text, referrer: text })),
  locale: text,
  token: v.optional(v.nullable(v.union([v.boolean(), v.string()], "must be a decision token, or true to ask for one"))),
  identityToken: text,
  /** Of a preview link, whose page this is: decides as that says. Left out: what the page's address says. */
  preview: text,
});
export type DecideBody = v.InferOutput<typeof DecideBodySchema>;

/** What one visitor gets in one slot, and why; `content` null: the page's own. */
export const DecisionSchema = v.object({
  snippet: v.nullable(v.string()),
  content: v.nullable(v.string()),
  contentType: v.nullable(v.picklist(CONTENT_TYPES)),
  reason: v.picklist(REASONS),
  /** Which of its languages the content is in, as BCP 47 writes it, where there are several. */
  language: v.optional(v.string()),
  /** The slot's configured CSS selector, where it has one: elements that no attribute marks. */
  selector: v.optional(v.string()),
});

/**
 * What fills each slot; `content` null: the page's own. `segment` is null where nothing could be read. `token`, where it was asked for, decides until
 * `tokenExpiresAt` with no storage asked; it is to be thrown away as soon as its visitor does anything.
 */
export const DecisionsSchema = v.object({
  segment: v.nullable(v.string()),
  decisions: v.record(v.string(), DecisionSchema),
  configVersion: v.number(),
  token: v.optional(v.string()),
  tokenExpiresAt: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  preview: v.optional(PreviewNoticeSchema),
});
export type Decisions = v.InferOutput<typeof DecisionsSchema>;

export const decideCalls = {
  decide: call({
    method: "POST",
    path: "/v1/decide",
    summary: "Decides what fills each slot for someone; counts as no visit and makes no visitor.",
    access: "site",
    body: DecideBodySchema,
    answer: DecisionsSchema,
  }),
};
