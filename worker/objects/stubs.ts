import { isBroken } from "../fault.ts";
import type { DirectoryObject } from "./directory/DirectoryObject.ts";
import type { ValuesPage } from "./directory/scanStore.ts";
import type { IdentityObject } from "./identity/IdentityObject.ts";
import type { SiteObject } from "./site/SiteObject.ts";
import type { VisitorObject } from "./visitor/VisitorObject.ts";

export type { ValuesPage };

/** How a visitor was first met. A browser's visitor has an anonymous id; a server may know a user id alone. */
export type FirstId = { readonly anonymousId: string } | { readonly userId: string };

/** How many objects share a site's rows, and its user ids. The count is part of the names: raising it needs a move. */
const DIRECTORY_SHARDS = 1;
const IDENTITY_SHARDS = 4;

/** A visitor's object as it is called: its own methods, whose answers the platform's types give up on where they hold a visitor's traits. */
export type VisitorStub = Pick<
  VisitorObject,
  | "record"
  | "known"
  | "read"
  | "history"
  | "events"
  | "orders"
  | "membership"
  | "linkTo"
  | "absorb"
  | "unlink"
  | "giveUp"
  | "delivered"
  | "rescore"
  | "simulate"
  | "fetch"
>;

/** The object of whoever was first met under an id. */
export function visitorStub(env: Env, site: string, first: FirstId): VisitorStub {
  return breakable(env, "visitor", env.VISITOR.getByName(visitorName(site, first)));
}

/** The object of a visitor id; null where the text cannot be one. */
export function visitorById(env: Env, id: string): VisitorStub | null {
  if (!/^[0-9a-f]{64}$/.test(id)) return null;
  try {
    return breakable(env, "visitor", env.VISITOR.get(env.VISITOR.idFromString(id)));
  } catch {
    // Sixty-four digits that no name of this namespace gives.
    return null;
  }
}

/** The visitor id, 64 hex digits, that belongs to a first id. */
export function visitorIdOf(env: Env, site: string, first: FirstId): string {
  return env.VISITOR.idFromName(visitorName(site, first)).toString();
}

/** The judge over a user id. */
export function identityStub(env: Env, site: string, userId: string): DurableObjectStub<IdentityObject> {
  return env.IDENTITY.getByName(`${site}/${shardOf(userId, IDENTITY_SHARDS)}`);
}

/** The part of a site's directory that holds a visitor's row. */
export function directoryStub(env: Env, site: string, visitorId: string): DurableObjectStub<DirectoryObject> {
  return directoryShard(env, site, shardOf(visitorId, DIRECTORY_SHARDS));
}

/** All parts of a site's directory. */
export function directoryStubs(env: Env, site: string): DurableObjectStub<DirectoryObject>[] {
  return Array.from({ length: DIRECTORY_SHARDS }, (_, shard) => directoryShard(env, site, shard));
}

/** The object that holds a site's versions and credentials. */
export function siteStub(env: Env, site: string): DurableObjectStub<SiteObject> {
  return env.SITE.getByName(site);
}

function directoryShard(env: Env, site: string, shard: number): DurableObjectStub<DirectoryObject> {
  return breakable(env, "directory", env.DIRECTORY.getByName(`${site}/${shard}`));
}

function visitorName(site: string, first: FirstId): string {
  // A site's key holds no slash, so no id can reach into another site.
  return "anonymousId" in first ? `${site}/a/${first.anonymousId}` : `${site}/u/${first.userId}`;
}

/** FNV-1a, 32 bits: spreads evenly, and gives the same answer for ever. */
function shardOf(text: string, shards: number): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % shards;
}

/** A stub whose every call fails, where local development asked for that; else the stub itself. */
function breakable<T extends object>(env: Env, part: "visitor" | "directory", stub: T): T {
  if (!isBroken(env, part)) return stub;
  return new Proxy(stub, {
    get: (_, name) => (name === "then" ? undefined : () => Promise.reject(new Error(`RFEDGE_FAULT breaks ${part}`))),
  });
}
