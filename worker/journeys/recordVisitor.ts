import type { Message } from "#shared/events/event";
import type { VisitorRow } from "#shared/figures/row";
import {
  askToRecord,
  identityStub,
  type VisitorStub,
  visitorById,
  visitorIdOf,
  visitorStub,
} from "../objects/stubs.ts";
import type { Known } from "../objects/visitor/visitorAnswers.ts";
import type { LinkedBy } from "../objects/visitor/visitorLog.ts";
import type { RecordAnswer, RecordRequest, Serve, Via } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { claimUser } from "./claimUser.ts";
import { type Linked, linkVisitors } from "./linkVisitors.ts";
import { noteFinding } from "./noteFinding.ts";

/** Messages that carry the same ids, in the order in which they came. */
export interface Run {
  readonly anonymousId: string | null;
  readonly userId: string | null;
  /** Of alias messages: whom they say the user was until now. */
  readonly previousId: string | null;
  /** The site vouches for the user id. */
  readonly isProven: boolean;
  readonly messages: readonly Message[];
}

export interface RecordOptions {
  readonly now: number;
  readonly imported?: boolean | undefined;
  /** Facts wanted once the messages are stored. */
  readonly facts?: readonly string[] | undefined;
  /** Of the page view that is answered with decisions: the slots that must be recorded. */
  readonly serve?: Serve | undefined;
  /** Up to when it is to be foreseen that no decision differs. */
  readonly steadyTo?: number | undefined;
  /** Holders of user ids that were settled before, many at once. */
  readonly holders?: ReadonlyMap<string, string>;
}

export interface Recorded {
  readonly id: string;
  /** Every message was erased before: nothing follows from what they say. */
  readonly isErased?: true;
  readonly accepted: number;
  readonly known: Known | null;
  readonly row: VisitorRow | null;
}

/** A forwarding address leads to the holder; nobody is moved more often than this. */
const HOPS = 8;

/**
 * Stores a run of messages with the visitor they belong to. A user id said for the first time goes before its judge, before anything is acknowledged:
 * whoever claimed it first holds it, and a second visitor who says it becomes part of that one.
 */
export async function recordVisitor(
  env: Env,
  site: PublishedSite,
  run: Run,
  options: RecordOptions,
): Promise<Recorded> {
  const { anonymousId, userId, previousId, isProven, messages } = run;
  const { holders, now, imported, facts, serve, steadyTo } = options;
  const request: RecordRequest = {
    site: site.key,
    version: site.model.version,
    now,
    anonymousId,
    userId,
    messages,
    isProven: isProven && userId !== null,
    imported,
    facts,
    serve,
    steadyTo,
  };
  const holder = userId === null || anonymousId !== null ? undefined : holders?.get(userId);
  if (anonymousId === null) return await recordWithHolder(env, site, request, holder);
  const device = visitorStub(env, site.key, { anonymousId });
  const answer = await recordFrom(env, device, request);
  if (answer.kind !== "claim") return await settled(env, site, request, answer);
  const by = previousId === null ? "identify" : "alias";
  const claimed = await claim(env, site, { id: answer.id, userId: userId ?? "", anonymousId, by, now, messages });
  if (claimed === null) return nothingOf(answer.id);
  const said = saying(request, claimed.messages);
  if (claimed.linked === "another") return await settled(env, site, said, { kind: "another" });
  const isTheirs = claimed.linked === "linked" || claimed.linked === "same";
  const after = isTheirs ? { ...said, isHolder: true } : { ...said, userId: null, refused: userId ?? "" };
  return await settled(env, site, said, await recordFrom(env, device, after));
}

/** What comes of messages that were erased before. */
function nothingOf(id: string, known: Known | null = null): RecordAnswer & Recorded & { readonly kind: "recorded" } {
  return { kind: "recorded", id, accepted: 0, known, row: null, isErased: true };
}

/** A request with fewer messages; a page view that is no longer its first is answered no more. */
function saying({ serve, ...request }: RecordRequest, messages: readonly Message[]): RecordRequest {
  const isServed = serve !== undefined && messages[0] === request.messages[0];
  return { ...request, messages, ...(isServed && { serve }) };
}

/** How recording ended with whoever holds a visitor. */
type HeldAnswer =
  | Exclude<RecordAnswer, { readonly kind: "forward" | "erased" | "recorded" }>
  | (Extract<RecordAnswer, { readonly kind: "recorded" }> & Pick<Recorded, "isErased">);

/** Stores with whoever holds a visitor now, and tells them by whose forwarding addresses it came. */
export async function recordFrom(env: Env, first: VisitorStub, asked: RecordRequest): Promise<HeldAnswer> {
  let stub: VisitorStub | null = first;
  let request = asked;
  let via: Via[] = [];
  for (let hop = 0; stub !== null && hop < HOPS; hop++) {
    const answer: RecordAnswer = await askToRecord(stub, via.length === 0 ? request : { ...request, via });
    if (answer.kind === "erased") {
      const left = request.messages.filter(({ messageId }) => !answer.messageIds.includes(messageId));
      if (left.length === 0) return nothingOf(answer.id, answer.known);
      request = saying(request, left);
      continue;
    }
    if (answer.kind !== "forward") return answer;
    const seen = via.findIndex(({ id }) => id === answer.to);
    // Back with somebody who was asked before, or sent on without a link: what led there from behind is all that counts.
    if (answer.via === undefined || seen >= 0) via = via.slice(0, Math.max(seen, 0));
    else via = [...via, answer.via];
    stub = visitorById(env, answer.to);
  }
  throw new Problem("unavailable", "This visitor is on the move: try again", { retryAfter: 2 });
}

interface DeviceClaim {
  /** The visitor who says the user id. */
  readonly id: string;
  readonly userId: string;
  readonly anonymousId: string | null;
  readonly by: LinkedBy;
  readonly now: number;
  readonly messages: readonly Message[];
}

/** The judge names the holder: this visitor themselves, or another whom they then join, if they may. */
async function claim(
  env: Env,
  site: PublishedSite,
  { id, userId, anonymousId, by, now, messages }: DeviceClaim,
): Promise<{ readonly linked: Linked; readonly messages: readonly Message[] } | null> {
  const perHour = site.config.identity.maxLinksPerHour;
  const claimed = await claimUser(env, site, { userId, visitorId: id, messages }, { now, perHour });
  if (claimed === null) return null;
  const { holder, refused } = claimed.ruling;
  if (holder === id) return { linked: "same", messages: claimed.messages };
  const linked = refused
    ? "limit"
    : await linkVisitors(env, site, { one: id, other: holder, by, now, userId, anonymousId });
  if (linked === "limit") {
    const detail = `${by}: nothing was linked`;
    noteFinding(site.key, { kind: "too-many-links", id: refused ? userId : (anonymousId ?? userId), detail }, now);
  }
  return { linked, messages: claimed.messages };
}

/** A device whose visitor is somebody else: the messages belong to whoever holds the user id. */
async function settled(env: Env, site: PublishedSite, request: RecordRequest, answer: HeldAnswer): Promise<Recorded> {
  return answer.kind === "recorded" ? answer : await recordWithHolder(env, site, { ...request, anonymousId: null });
}

/** Messages that name a user alone, or a user other than the device's: they belong to whoever holds that user id. */
async function recordWithHolder(
  env: Env,
  site: PublishedSite,
  asked: RecordRequest,
  settledHolder?: string,
): Promise<Recorded> {
  const userId = asked.userId ?? "";
  const own = visitorIdOf(env, site.key, { userId });
  const claim = { userId, visitorId: own, messages: asked.messages };
  const claimed = settledHolder === undefined ? await claimUser(env, site, claim, { now: asked.now }) : null;
  if (settledHolder === undefined && claimed === null) return nothingOf(own);
  const request = claimed === null ? asked : saying(asked, claimed.messages);
  const answer = await recordAt(env, settledHolder ?? claimed?.ruling.holder ?? own, request);
  if (answer.kind === "recorded") return answer;
  // The holder has become another user's before it had heard of this one: the user id goes to a visitor of its own.
  await identityStub(env, site.key, userId).assign(userId, own);
  const again = await recordAt(env, own, request);
  if (again.kind === "recorded") return again;
  throw new Problem("conflict", "The visitor who holds this user id has another");
}

async function recordAt(env: Env, id: string, request: RecordRequest): Promise<HeldAnswer> {
  const stub = visitorById(env, id);
  if (stub === null) throw new Problem("unexpected", "A visitor id does not name a visitor");
  return await recordFrom(env, stub, { ...request, isHolder: true });
}
