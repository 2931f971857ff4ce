import type { Message } from "#shared/events/event";
import type { VisitorRow } from "#shared/figures/row";
import { identityStub, type VisitorStub, visitorById, visitorIdOf, visitorStub } from "../objects/stubs.ts";
import type { RecordAnswer, RecordRequest } from "../objects/visitor/VisitorObject.ts";
import type { Known } from "../objects/visitor/visitorAnswers.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** Messages that carry the same ids, in the order in which they came. */
export interface Run {
  readonly anonymousId: string | null;
  readonly userId: string | null;
  readonly messages: readonly Message[];
}

export interface RecordOptions {
  readonly now: number;
  readonly imported?: boolean;
  /** Facts wanted once the messages are stored. */
  readonly facts?: readonly string[];
  /** Holders of user ids that were settled before, many at once. */
  readonly holders?: ReadonlyMap<string, string>;
}

export interface Recorded {
  readonly id: string;
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
  const { anonymousId, userId } = run;
  const { holders, ...rest } = options;
  const request: RecordRequest = { site: site.key, version: site.model.version, ...run, ...rest };
  const holder = userId === null || anonymousId !== null ? undefined : holders?.get(userId);
  if (holder !== undefined) return await recordAt(env, holder, { ...request, isHolder: true });
  if (anonymousId === null) return await recordWithHolder(env, site, request);
  const answer = await follow(env, visitorStub(env, site.key, { anonymousId }).record(request), (stub) =>
    stub.record(request),
  );
  if (answer.kind === "recorded") return answer;
  if (answer.kind === "another") return await recordWithHolder(env, site, { ...request, anonymousId: null });
  return await claim(env, site, request, answer.id, userId ?? "");
}

/** The judge names the holder: this visitor themselves, or another whom they then join. */
async function claim(
  env: Env,
  site: PublishedSite,
  request: RecordRequest,
  id: string,
  userId: string,
): Promise<Recorded> {
  const { holder } = await identityStub(env, site.key, userId).claim(userId, id);
  if (holder !== id) {
    const link = {
      site: site.key,
      version: site.model.version,
      now: request.now,
      to: holder,
      anonymousId: request.anonymousId,
    };
    await visitorById(env, id)?.linkTo(link);
  }
  return await recordAt(env, holder, { ...request, isHolder: true });
}

/** Messages that name a user alone, or a user other than the device's: they belong to whoever holds that user id. */
async function recordWithHolder(env: Env, site: PublishedSite, request: RecordRequest): Promise<Recorded> {
  const userId = request.userId ?? "";
  const own = visitorIdOf(env, site.key, { userId });
  const { holder } = await identityStub(env, site.key, userId).claim(userId, own);
  return await recordAt(env, holder, { ...request, isHolder: true });
}

async function recordAt(env: Env, id: string, request: RecordRequest): Promise<Recorded> {
  const stub = visitorById(env, id);
  if (stub === null) throw new Problem("unexpected", "A visitor id does not name a visitor");
  const answer = await follow(env, stub.record(request), (next) => next.record(request));
  if (answer.kind !== "recorded") throw new Problem("conflict", "The visitor who holds this user id has another");
  return answer;
}

async function follow(env: Env, first: Promise<RecordAnswer>, again: (stub: VisitorStub) => Promise<RecordAnswer>) {
  let answer = await first;
  for (let hop = 0; answer.kind === "forward" && hop < HOPS; hop++) {
    const stub = visitorById(env, answer.to);
    if (stub === null) break;
    answer = await again(stub);
  }
  if (answer.kind === "forward") throw new Problem("unexpected", "A visitor's forwarding address leads nowhere");
  return answer;
}
