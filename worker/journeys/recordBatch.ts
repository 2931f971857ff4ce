import { type Bag, bagOf, type Issue, LIMITS, type Message, readMessage } from "#shared/events/event";
import { orderOf } from "#shared/events/order";
import { EVENT_BOUNDS, tidy } from "#shared/events/tidy";
import { redact } from "#shared/privacy/redact";
import { goesAt } from "#shared/privacy/retention";
import { log } from "../log.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { type NamedMessage, named, proofsIn } from "./nameMessages.ts";
import { noteFinding } from "./noteFinding.ts";
import { noteTally } from "./noteTally.ts";
import { identityTokenIn } from "./proveIdentity.ts";
import { recordAlias } from "./recordAlias.ts";
import { type Recorded, type RecordOptions, type Run, recordVisitor } from "./recordVisitor.ts";

export interface Rejected {
  readonly index: number;
  readonly errors: readonly Issue[];
}

export interface BatchOptions extends RecordOptions {
  /** The batch's own, as the sender's clock had it. */
  readonly sentAt?: number | null;
  /** Every input is within an event's bounds. */
  readonly isTidy?: boolean;
  /** All inputs together are no larger than one may be. */
  readonly isSmall?: boolean;
  /** The site itself sends it: who it says people are is proven. */
  readonly isTrusted?: boolean;
}

export interface BatchAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly rejected: readonly Rejected[];
  readonly recorded: readonly Recorded[];
}

const ID_KEYS = ["userId", "anonymousId", "previousId"] as const;
const REFUSED = new WeakMap<PublishedSite, ReadonlySet<string>>();

/**
 * Stores what is good of a batch and says what is not. Visitors are written side by side, each one's runs in order;
 * it answers once everything accepted is durable.
 *
 * @param inputs parsed JSON of any shape, one message each
 */
export async function recordBatch(
  env: Env,
  site: PublishedSite,
  inputs: readonly unknown[],
  options: BatchOptions,
): Promise<BatchAnswer> {
  const rejected: Rejected[] = [];
  const messages: NamedMessage[] = [];
  const tooOld: Message[] = [];
  const isTrusted = options.isTrusted ?? false;
  const proofs = !isTrusted && inputs.some(hasToken) ? await proofsIn(env, site, inputs, options.now) : null;
  for (const [index, input] of inputs.entries()) {
    const read = readOne(site, input, options);
    if ("issues" in read) {
      rejected.push({ index, errors: read.issues });
      noteTally(site.key, { what: "rejected", reason: read.by ?? reasonOf(read.issues) }, options.now);
    } else if ("tooOld" in read) tooOld.push(read.tooOld);
    else {
      const one = named(site, read.message, { isTrusted, proof: proofs?.get(index), now: options.now });
      if (one !== null) messages.push(one);
      else noteTally(site.key, { what: "setAside", reason: "unproven" }, options.now);
    }
  }
  if (tooOld.length > 0) noteTooOld(site, tooOld, options.now);
  const people = [...runsByPerson(messages).values()];
  const [first] = people;
  // A page's message is one person's: nothing is waited for side by side.
  const recorded =
    people.length === 1 && first !== undefined
      ? await recordInOrder(env, site, first, options)
      : (await Promise.all(people.map((runs) => recordInOrder(env, site, runs, options)))).flat();
  const accepted = recorded.reduce((sum, answer) => sum + answer.accepted, 0);
  return { accepted, duplicates: messages.length - accepted, rejected, recorded };
}

async function recordInOrder(
  env: Env,
  site: PublishedSite,
  runs: readonly Run[],
  options: RecordOptions,
): Promise<Recorded[]> {
  const recorded: Recorded[] = [];
  for (const run of runs)
    recorded.push(await (run.previousId === null ? recordVisitor : recordAlias)(env, site, run, options));
  return recorded;
}

function readOne(
  site: PublishedSite,
  input: unknown,
  options: BatchOptions,
): { message: Message } | { tooOld: Message } | { issues: Issue[]; by?: string } {
  const fault = options.isTidy ? null : tidy(input, EVENT_BOUNDS);
  if (fault !== null) return { issues: [fault], by: "structure" };
  if (!options.isSmall && bytesOf(input) > LIMITS.eventBytes)
    return { issues: [{ path: "", message: `is over ${LIMITS.eventBytes} bytes` }], by: "size" };
  const named = withoutRefusedIds(bagOf(input), site, options.now);
  const arrival = { receivedAt: options.now, sentAt: options.sentAt ?? null, freshId: () => crypto.randomUUID() };
  const read = readMessage(input === null || typeof input !== "object" ? input : named, arrival);
  if ("issues" in read) return read;
  const order = orderOf(read.message, site.config.site.conversions);
  if ("issues" in order) return order;
  if (order.order === null && !options.imported && isTooOld(read.message, site, options.now))
    return { tooOld: read.message };
  return { message: { ...read.message, body: redact(read.message.body, site.config.privacy.queryAllowList) } };
}

/** The field that is wrong, all of whose names are ours; `message`: all of it. */
function reasonOf([first]: readonly Issue[]): string {
  const names = (first?.path ?? "").split("/").filter((name) => name !== "" && !/^\d+$/.test(name));
  return names.at(-1) ?? "message";
}

/** Whether a message that is no order has gone before it came. */
function isTooOld({ at, messageId: id, type, event }: Message, { model }: PublishedSite, now: number): boolean {
  const name = type === "track" ? (event ?? "") : type;
  return (goesAt({ at, id, name, type, seq: 0 }, model) ?? Number.POSITIVE_INFINITY) <= now;
}

/** Whoever sends behaviour that is no longer kept has stored it for very long, or has a clock that is wrong. */
function noteTooOld(site: PublishedSite, messages: readonly Message[], now: number): void {
  log("too-old", { site: site.key, count: messages.length });
  noteTally(site.key, { what: "setAside", reason: "too-old", count: messages.length }, now);
  const counts = new Map<string, number>();
  for (const { userId, anonymousId } of messages) {
    const id = userId ?? anonymousId ?? "";
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const detail = `older than the ${site.config.privacy.retentionDays} days that behaviour is kept`;
  for (const [id, count] of counts)
    noteFinding(
      site.key,
      { kind: "too-old", id, detail: `${count === 1 ? "1 message" : `${count} messages`} ${detail}` },
      now,
    );
}

function hasToken(input: unknown): boolean {
  return identityTokenIn(input) !== undefined;
}

function bytesOf(input: unknown): number {
  return new TextEncoder().encode(JSON.stringify(input ?? null)).byteLength;
}

/** Ids that many people share by mistake name nobody. */
function withoutRefusedIds(body: Bag, site: PublishedSite, now: number): Bag {
  const refused = refusedIds(site);
  const keys: readonly string[] = ID_KEYS.filter((key) => isId(body[key]) && refused.has(plainOf(body[key])));
  if (keys.length === 0) return body;
  for (const key of keys) {
    const id = plainOf(body[key]);
    if (id !== "") noteFinding(site.key, { kind: "refused-id", id, detail: `${key} names nobody in particular` }, now);
  }
  return Object.fromEntries(Object.entries(body).filter(([key]) => !keys.includes(key)));
}

function isId(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number";
}

/** An id as it is compared. */
function plainOf(id: unknown): string {
  return String(id).trim().toLowerCase();
}

function refusedIds(site: PublishedSite): ReadonlySet<string> {
  const known = REFUSED.get(site);
  if (known !== undefined) return known;
  const refused = new Set(site.config.identity.refusedIds.map((id) => id.trim().toLowerCase()));
  REFUSED.set(site, refused);
  return refused;
}

/** Messages grouped by person, within a person into runs of the same ids. */
function runsByPerson(messages: readonly NamedMessage[]): Map<string, Run[]> {
  const people = new Map<string, (Run & { messages: Message[] })[]>();
  for (const { message, isProven } of messages) {
    const { anonymousId, userId, previousId } = message;
    const key = anonymousId === null ? `u/${userId}` : `a/${anonymousId}`;
    const runs = people.get(key) ?? [];
    const last = runs.at(-1);
    const isSame = last?.userId === userId && last.previousId === previousId && last.isProven === isProven;
    if (last !== undefined && isSame) last.messages.push(message);
    else runs.push({ anonymousId, userId, previousId, isProven, messages: [message] });
    people.set(key, runs);
  }
  return people;
}
