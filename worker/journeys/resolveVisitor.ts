import { identityStub, type VisitorStub, visitorById, visitorStub } from "../objects/stubs.ts";
import type { ReadAnswer } from "../objects/visitor/visitorRequests.ts";
import type { PublishedSite } from "../publishedStore.ts";

/** A visitor who was found, and what was asked of them. */
export interface Resolved<T> {
  readonly stub: VisitorStub;
  readonly found: T;
}

const HOPS = 8;

/**
 * Finds a visitor by visitor id, user id or anonymous id, in this order, and asks something of them; null: nobody is known by it.
 *
 * @param ask a read of the visitor's object
 */
export async function resolveVisitor<T>(
  env: Env,
  site: PublishedSite,
  id: string,
  ask: (stub: VisitorStub) => Promise<ReadAnswer<T>>,
): Promise<Resolved<T> | null> {
  const direct = visitorById(env, id);
  const byId = direct === null ? null : await askFrom(env, direct, ask);
  if (byId !== null) return byId;
  const holder = await identityStub(env, site.key, id).holderOf(id);
  const held = holder === null ? null : visitorById(env, holder);
  const byUserId = held === null ? null : await askFrom(env, held, ask);
  return byUserId ?? (await askFrom(env, visitorStub(env, site.key, { anonymousId: id }), ask));
}

/** Asks a visitor, or whoever they have become part of. */
export async function askFrom<T>(
  env: Env,
  first: VisitorStub,
  ask: (stub: VisitorStub) => Promise<ReadAnswer<T>>,
): Promise<Resolved<T> | null> {
  let stub = first;
  for (let hop = 0; hop < HOPS; hop++) {
    const answer = await ask(stub);
    if (answer.kind === "found") return { stub, found: answer.found };
    const next = answer.kind === "forward" ? visitorById(env, answer.to) : null;
    if (next === null) return null;
    stub = next;
  }
  return null;
}
