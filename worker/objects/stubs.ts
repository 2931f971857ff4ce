import { type Breakable, Broken, isBroken } from "../fault.ts";
import { note } from "../operations.ts";
import type { DirectoryObject } from "./directory/DirectoryObject.ts";
import type { ValuesPage } from "./directory/scanStore.ts";
import type { IdentityObject } from "./identity/IdentityObject.ts";
import type { SiteObject } from "./site/SiteObject.ts";
import { textOf, untold, valueIn } from "./visitor/asText.ts";
import type { LogPage, LogRequest } from "./visitor/logPage.ts";
import type { VisitorObject } from "./visitor/VisitorObject.ts";
import type { Known } from "./visitor/visitorAnswers.ts";
import type { KnownRequest, ReadAnswer, RecordAnswer, RecordRequest } from "./visitor/visitorRequests.ts";
import type { LogPart, TakenPart } from "./visitor/visitorStore.ts";

// Each stub is taken for one call: taking it is where that call is counted.

export type { ValuesPage };

/**
 * How a visitor was first met. A browser's visitor has an anonymous id; a server may know a user id alone. `formerId`: of somebody in a backup whose
 * first id nobody knows, the visitor id that they had where it was made.
 */
export type FirstId = { readonly anonymousId: string } | { readonly userId: string } | { readonly formerId: string };

/** How many objects share a site's user ids. The count is part of the names: raising it needs a move. */
const IDENTITY_SHARDS = 4;
const MOST_DIRECTORY_SHARDS = 256;

/** A visitor's object as it is called: its own methods, whose answers the platform's types give up on where they hold a visitor's traits. */
export type VisitorStub = Pick<
  VisitorObject,
  | "record"
  | "known"
  | "read"
  | "explain"
  | "history"
  | "events"
  | "orders"
  | "membership"
  | "linkTo"
  | "absorb"
  | "unlink"
  | "giveUp"
  | "holdings"
  | "endWith"
  | "erase"
  | "delivered"
  | "rescore"
  | "simulate"
  | "backup"
  | "restore"
  | "wake"
  | "isErasedSince"
  | "fetch"
> &
  Pick<DurableObjectStub, "id">;

/** The object of whoever was first met under an id. */
export function visitorStub(env: Env, site: string, first: FirstId): VisitorStub {
  note("visitorRequests");
  return breakable(env, "visitor", env.VISITOR.getByName(visitorName(site, first)));
}

/** The object of a visitor id; null where the text cannot be one. */
export function visitorById(env: Env, id: string): VisitorStub | null {
  if (!/^[0-9a-f]{64}$/.test(id)) return null;
  try {
    const stub = breakable(env, "visitor", env.VISITOR.get(env.VISITOR.idFromString(id)));
    note("visitorRequests");
    return stub;
  } catch {
    // Sixty-four digits that no name of this namespace gives.
    return null;
  }
}

/** What a decision needs to know of a visitor, from their object. */
export function askKnown(stub: VisitorStub, request: KnownRequest): Promise<ReadAnswer<Known>> {
  return stub.known(textOf(request)).then(untold<ReadAnswer<Known>>);
}

/** Has a visitor's object store messages. */
export function askToRecord(stub: VisitorStub, request: RecordRequest): Promise<RecordAnswer> {
  return stub.record(textOf(request)).then(untold<RecordAnswer>);
}

/** Part of a visitor's log, for a backup; null: nothing was written by then. */
export async function askForLog(stub: VisitorStub, request: LogRequest): Promise<LogPage | null> {
  return valueIn<LogPage | null>(await stub.backup(request));
}

/** Has a visitor's object take part of a log from a backup. */
export async function askToRestore(stub: VisitorStub, part: LogPart): Promise<TakenPart> {
  return await stub.restore(textOf(part));
}

/** The visitor id, 64 hex digits, that belongs to a first id. */
export function visitorIdOf(env: Env, site: string, first: FirstId): string {
  return env.VISITOR.idFromName(visitorName(site, first)).toString();
}

/** The judge over a user id. */
export function identityStub(env: Env, site: string, userId: string): DurableObjectStub<IdentityObject> {
  note("identityRequests");
  return breakable(env, "identity", env.IDENTITY.getByName(`${site}/${shardOf(userId, IDENTITY_SHARDS)}`));
}

/** All judges over a site's user ids. */
export function identityStubs(env: Env, site: string): DurableObjectStub<IdentityObject>[] {
  return Array.from({ length: IDENTITY_SHARDS }, (_, shard) => {
    note("identityRequests");
    return breakable(env, "identity", env.IDENTITY.getByName(`${site}/${shard}`));
  });
}

/** How many objects share a site's rows: `RFEDGE_DIRECTORY_SHARDS`. It may be raised, whereupon rows move; it is never lowered. */
export function directoryShards(env: Pick<Env, "RFEDGE_DIRECTORY_SHARDS">): number {
  const asked = Number(env.RFEDGE_DIRECTORY_SHARDS);
  return Number.isInteger(asked) && asked >= 1 ? Math.min(asked, MOST_DIRECTORY_SHARDS) : 1;
}

/** The part of a site's directory that holds a visitor's row. */
export function directoryStub(env: Env, site: string, visitorId: string): DurableObjectStub<DirectoryObject> {
  return directoryShard(env, site, shardOfVisitor(visitorId, directoryShards(env)));
}

/** All parts of a site's directory. */
export function directoryStubs(env: Env, site: string): DurableObjectStub<DirectoryObject>[] {
  return Array.from({ length: directoryShards(env) }, (_, shard) => directoryShard(env, site, shard));
}

/** One part of a site's directory. */
export function directoryShard(env: Env, site: string, shard: number): DurableObjectStub<DirectoryObject> {
  note("directoryRequests");
  return breakable(env, `directory:${shard}`, env.DIRECTORY.getByName(`${site}/${shard}`));
}

/** Which of so many shards a visitor's row belongs to: with one more of them, only what belongs to that one moves (rendezvous hashing). */
export function shardOfVisitor(visitorId: string, shards: number): number {
  let best = 0;
  let greatest = -1;
  const hash = shards === 1 ? 0 : hashOf(visitorId);
  for (let shard = 0; shard < shards; shard++) {
    const weight = mixed(hash ^ Math.imul(shard + 1, 0x9e3779b1));
    if (weight > greatest) [best, greatest] = [shard, weight];
  }
  return best;
}

/** The object that holds a site's versions and credentials. */
export function siteStub(env: Env, site: string): DurableObjectStub<SiteObject> {
  note("siteRequests");
  return breakable(env, "site", env.SITE.getByName(site));
}

function visitorName(site: string, first: FirstId): string {
  // A site's key holds no slash, so no id can reach into another site.
  if ("formerId" in first) return `${site}/r/${first.formerId}`;
  return "anonymousId" in first ? `${site}/a/${first.anonymousId}` : `${site}/u/${first.userId}`;
}

function shardOf(text: string, shards: number): number {
  return hashOf(text) % shards;
}

/** FNV-1a, 32 bits: spreads evenly, and gives the same answer for ever. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}

/** The last step of MurmurHash3: every bit of the answer depends on every bit of the number. */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A stub whose every call fails, where local development asked for that; else the stub itself. */
function breakable<T extends object>(env: Env, part: Breakable, stub: T): T {
  if (!isBroken(env, part)) return stub;
  return new Proxy(stub, {
    get: (_, name) => {
      if (name === "then") return undefined;
      return (...asked: unknown[]) => Promise.reject(new Broken(part, `${String(name)} ${JSON.stringify(asked)}`));
    },
  });
}
