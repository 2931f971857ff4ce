import * as v from "valibot";
import { correctedAt, parseInstant } from "./clock.ts";

/** The longest a name or id may be, in characters; `messageId` is kept to Segment's 100. */
export const LIMITS = { eventBytes: 32 * 1024, batchBytes: 500 * 1024, name: 255, messageId: 100 } as const;

export const MESSAGE_TYPES = ["track", "page", "screen", "identify", "alias", "group"] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];
const KNOWN_TYPES: ReadonlyMap<unknown, MessageType> = new Map(MESSAGE_TYPES.map((type) => [type, type]));

const Id = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.transform(String))], "must be text"),
  v.maxLength(LIMITS.name, `must be at most ${LIMITS.name} characters`),
);
const Name = v.pipe(v.string("must be text"), v.maxLength(LIMITS.name, `must be at most ${LIMITS.name} characters`));
const Instant = v.pipe(
  v.union([v.string(), v.number()], "must be an ISO 8601 instant"),
  v.transform((value) => (typeof value === "number" ? value : parseInstant(value))),
  v.check(isInstant, "must be an ISO 8601 instant"),
  v.transform((at) => at ?? 0),
);
const BagSchema = v.record(v.string(), v.unknown(), "must be an object");

/** One message of the Segment specification as it arrives; fields it does not name are kept. */
export const MessageSchema = v.looseObject({
  type: v.picklist(MESSAGE_TYPES, `must be one of ${MESSAGE_TYPES.join(", ")}`),
  messageId: v.nullish(v.pipe(Id, v.maxLength(LIMITS.messageId, `must be at most ${LIMITS.messageId} characters`))),
  anonymousId: v.nullish(Id),
  userId: v.nullish(Id),
  previousId: v.nullish(Id),
  groupId: v.nullish(Id),
  event: v.nullish(Name),
  name: v.nullish(Name),
  category: v.nullish(Name),
  properties: v.nullish(BagSchema),
  traits: v.nullish(BagSchema),
  context: v.nullish(BagSchema),
  timestamp: v.nullish(Instant),
  originalTimestamp: v.nullish(Instant),
  sentAt: v.nullish(Instant),
});

export interface Issue {
  /** JSON pointer to the fault, `""` for the whole. */
  readonly path: string;
  readonly message: string;
}

/** A message that passed: its ids are text, its instants numbers; `at` is corrected by the clocks and never in the future. */
export interface Message {
  readonly type: MessageType;
  readonly messageId: string;
  readonly anonymousId: string | null;
  readonly userId: string | null;
  /** On an alias call: the anonymous or user id by which the user was known until now. */
  readonly previousId: string | null;
  /** The track call's event name; null for the five other types. */
  readonly event: string | null;
  readonly at: number;
  readonly receivedAt: number;
  /** As received. */
  readonly body: Bag;
}

/** What a message says, whoever said it. */
export type Said = Pick<Message, "type" | "messageId" | "event" | "at" | "body">;

/** A JSON object of unknown content. */
export type Bag = Readonly<Record<string, unknown>>;

/** One of a message's objects; empty where it has none. */
export function partOf(message: Pick<Message, "body">, part: "properties" | "traits" | "context"): Bag {
  return bagOf(message.body[part]);
}

/** The value as an object; empty where it is none. */
export function bagOf(value: unknown): Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Bag) : {};
}

export interface Arrival {
  readonly receivedAt: number;
  /** The batch's own `sentAt`, for messages that carry none. */
  readonly sentAt?: number | null;
  /** What a message without `messageId` is given; it cannot be recognised when it is sent again. */
  readonly freshId: () => string;
}

/**
 * Reads one message, or says what is wrong with it.
 *
 * @param input parsed JSON of any shape
 * @see https://segment.com/docs/connections/spec/common/
 */
export function readMessage(input: unknown, arrival: Arrival): { message: Message } | { issues: Issue[] } {
  const fields = usualFields(input) ?? fieldsOf(input);
  if ("issues" in fields) return fields;
  const alias = fields.type === "alias";
  const anonymousId = fields.anonymousId || (alias ? fields.previousId : null) || null;
  const userId = fields.userId || null;
  const issues = missing(fields, anonymousId, userId);
  if (issues.length > 0) return { issues };
  const original = fields.originalTimestamp ?? fields.timestamp ?? null;
  const sentAt = fields.sentAt ?? arrival.sentAt ?? null;
  return {
    message: {
      type: fields.type,
      messageId: fields.messageId || arrival.freshId(),
      anonymousId,
      userId,
      previousId: alias ? (fields.previousId ?? null) : null,
      event: fields.type === "track" ? (fields.event ?? null) : null,
      at: correctedAt({ original, sentAt, receivedAt: arrival.receivedAt }),
      receivedAt: arrival.receivedAt,
      body: input as Bag,
    },
  };
}

type Fields = Pick<
  v.InferOutput<typeof MessageSchema>,
  | "type"
  | "event"
  | `${"message" | "anonymous" | "user" | "previous" | "group"}Id`
  | "timestamp"
  | "originalTimestamp"
  | "sentAt"
>;

function fieldsOf(input: unknown): Fields | { issues: Issue[] } {
  const parsed = v.safeParse(MessageSchema, input, { abortPipeEarly: true });
  return parsed.success ? parsed.output : { issues: parsed.issues.map(issueOf) };
}

/**
 * The fields of a message as libraries send it, so that the schema need not be asked: it takes none that the schema refuses, and reads them alike.
 *
 * @returns null where the schema has to look
 * @example usualFields({ type: "page", anonymousId: "a" })?.anonymousId; // => "a"
 * @example usualFields({ type: "page", anonymousId: 7 }); // => null
 */
export function usualFields(input: unknown): Fields | null {
  const body = bagOf(input);
  const type = KNOWN_TYPES.get(body["type"]);
  if (type === undefined || !BAGS.every((name) => isBagOrNone(body[name]))) return null;
  const messageId = usualText(body["messageId"], LIMITS.messageId);
  const anonymousId = usualText(body["anonymousId"]);
  const userId = usualText(body["userId"]);
  const previousId = usualText(body["previousId"]);
  const groupId = usualText(body["groupId"]);
  const event = usualText(body["event"]);
  const [name, category] = [usualText(body["name"]), usualText(body["category"])];
  const timestamp = usualInstant(body["timestamp"]);
  const originalTimestamp = usualInstant(body["originalTimestamp"]);
  const sentAt = usualInstant(body["sentAt"]);
  if (messageId === undefined || anonymousId === undefined || userId === undefined || previousId === undefined)
    return null;
  if (groupId === undefined || event === undefined || name === undefined || category === undefined) return null;
  if (timestamp === undefined || originalTimestamp === undefined || sentAt === undefined) return null;
  return { type, messageId, anonymousId, userId, previousId, groupId, event, timestamp, originalTimestamp, sentAt };
}

const BAGS = ["properties", "traits", "context"] as const;

function isBagOrNone(value: unknown): boolean {
  return value == null || (typeof value === "object" && !Array.isArray(value));
}

/** A text, or null where there is none; undefined: neither, or one that is too long. */
function usualText(value: unknown, most: number = LIMITS.name): string | null | undefined {
  if (value == null) return null;
  return typeof value === "string" && value.length <= most ? value : undefined;
}

/** An instant likewise. */
function usualInstant(value: unknown): number | null | undefined {
  if (value == null) return null;
  const at = typeof value === "string" ? parseInstant(value) : null;
  return isInstant(at) ? at : undefined;
}

/** Whether it is one that a date can name. */
function isInstant(at: number | null): at is number {
  return at !== null && Math.abs(at) < 8.64e15;
}

/**
 * What a message says that was accepted once: its parts need no second look.
 *
 * @param body of that message
 * @throws RangeError “saidIn requires the body of an accepted message”
 */
export function saidIn(body: Bag, { messageId, at }: Pick<Message, "messageId" | "at">): Said {
  const type = KNOWN_TYPES.get(body["type"]);
  if (type === undefined) throw new RangeError("saidIn requires the body of an accepted message");
  const event = body["event"];
  return { type, messageId, event: type === "track" && typeof event === "string" ? event : null, at, body };
}

function missing(fields: Fields, anonymousId: string | null, userId: string | null): Issue[] {
  const issues: Issue[] = [];
  if (fields.type === "track" && !fields.event) issues.push({ path: "/event", message: "is required" });
  if (fields.type === "group" && !fields.groupId) issues.push({ path: "/groupId", message: "is required" });
  if (fields.type === "alias" && !userId) issues.push({ path: "/userId", message: "is required" });
  if (fields.type === "alias" && !fields.previousId) issues.push({ path: "/previousId", message: "is required" });
  if (anonymousId === null && userId === null) issues.push({ path: "", message: "needs an anonymousId or a userId" });
  return issues;
}

function issueOf(issue: v.BaseIssue<unknown>): Issue {
  const path = (issue.path ?? [])
    .map((step) => `/${String(step.key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
  return { path, message: issue.message.slice(0, 200) };
}
