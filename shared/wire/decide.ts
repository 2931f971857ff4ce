import * as v from "valibot";
import { CONTENT_TYPES } from "../decision/content.ts";
import { decisionText, REASONS } from "../decision/decide.ts";
import { call } from "./call.ts";
import { PreviewNoticeSchema } from "./previews.ts";

const ID_LENGTH = 255;
const text = v.optional(v.nullable(v.string()));

/** Whom to decide for, where: a browser's anonymous id, or with a server key a user id. */
export const DecideBodySchema = v.looseObject({
  writeKey: v.optional(v.string()),
  anonymousId: v.optional(
    v.nullable(v.pipe(v.string(), v.maxLength(ID_LENGTH, `must be at most ${ID_LENGTH} characters`))),
  ),
  userId: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(ID_LENGTH, `must be at most ${ID_LENGTH} characters`)))),
  slots: v.optional(v.array(v.string())),
  page: v.optional(v.looseObject({ url: text, referrer: text })),
  locale: text,
  token: v.optional(v.nullable(v.union([v.boolean(), v.string()], "must be a decision token, or true to ask for one"))),
  identityToken: text,
  /** What the visitor has chosen, purpose by purpose, as `rfedge.consent` takes it; left out: what the cookie `rfedge_consent` remembers. */
  consent: v.optional(v.nullable(v.looseObject({}, "must be an object of purposes"))),
  /** Of a preview link, whose page this is: decides as that says. Left out: what the page's address says. */
  preview: text,
});
export type DecideBody = v.InferOutput<typeof DecideBodySchema>;

/**
 * Whether a body is as pages send it, so that the schema need not be asked: it says yes to nothing that the schema refuses or changes.
 *
 * @example isUsualBody({ writeKey: "wk_a", anonymousId: "b", page: { url: "/" } }); // => true
 */
export function isUsualBody(input: unknown): input is DecideBody {
  if (!isObject(input)) return false;
  const { writeKey, anonymousId, userId, slots, page, locale, token, identityToken, consent, preview } = input;
  return (
    (writeKey === undefined || typeof writeKey === "string") &&
    isId(anonymousId) &&
    isId(userId) &&
    (slots === undefined || (Array.isArray(slots) && slots.every((slot) => typeof slot === "string"))) &&
    (page === undefined || (isObject(page) && isText(page["url"]) && isText(page["referrer"]))) &&
    isText(locale) &&
    (isText(token) || typeof token === "boolean") &&
    isText(identityToken) &&
    (consent == null || isObject(consent)) &&
    isText(preview)
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): boolean {
  return isText(value) && (value == null || String(value).length <= ID_LENGTH);
}

function isText(value: unknown): boolean {
  return value == null || typeof value === "string";
}

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

/**
 * An answer with decisions in JSON, as `JSON.stringify` writes it: what is shown to many is not written anew for each.
 *
 * @example answerText({ segment: "new", decisions: {}, configVersion: 3 }); // => '{"segment":"new","decisions":{},"configVersion":3}'
 */
export function answerText(answer: Pick<Decisions, "decisions">): string {
  const parts: Readonly<Record<string, unknown>> = answer;
  let text = "";
  for (const name in parts) {
    const part = parts[name];
    if (part === undefined) continue;
    // Added up, not joined: the answer is then copied once, when it is sent.
    text += `${text === "" ? "" : ","}"${name}":`;
    text += name === "decisions" ? decisionsText(answer.decisions) : JSON.stringify(part);
  }
  return `{${text}}`;
}

function decisionsText(decisions: Decisions["decisions"]): string {
  let text = "";
  for (const slot in decisions) {
    const decision = decisions[slot];
    if (decision !== undefined) text += `${text === "" ? "" : ","}${JSON.stringify(slot)}:${decisionText(decision)}`;
  }
  return `{${text}}`;
}

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
