import type { Erasure } from "#shared/privacy/erasure";
import { identityStub, visitorById } from "../objects/stubs.ts";
import type { Erased, EraseRequest, ReadAnswer, Standing } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { resolveVisitor } from "./resolveVisitor.ts";

/**
 * Erases a person everywhere: their log and those of all who are linked to them, the directory's rows and with them every count, user ids,
 * findings, and what waits to be told. It is decided by an entry in their own log, before which nothing is gone; after it everything goes, however
 * often a part fails meanwhile. What stays is a receipt and marks that no id can be read from.
 *
 * @param id a visitor id, a user id or an anonymous id
 * @param only a visitor id was judged to be so, and nobody else is to be erased in their place
 * @returns null: nobody is known by it, and nobody was erased under it as far as is remembered
 * @throws Problem `unavailable` while they are being linked, or are no more what they were judged to be: nothing was erased
 */
export async function eraseVisitor(
  env: Env,
  site: PublishedSite,
  id: string,
  now: number,
  only?: Standing,
): Promise<Erased | null> {
  const asked = { site: site.key, version: site.model.version, now, salt: crypto.randomUUID() };
  const request: EraseRequest = { ...asked, ...(only && { only }) };
  const resolved = await resolveVisitor(env, site, id, async (stub): Promise<ReadAnswer<Erased>> => {
    const answer = await stub.erase(request);
    if (answer.kind !== "busy") return answer;
    throw new Problem("unavailable", "This visitor is on the move: try again", { retryAfter: 2 });
  });
  const erasure = resolved?.found.erasure ?? (await identityStub(env, site.key, id).lastErasure(id, now));
  if (erasure === null) return null;
  const isComplete = resolved?.found.isComplete !== false && (await isDone(env, request, erasure));
  return { erasure, isComplete };
}

/** Whoever has been told of an erasure knows not how far the others are. */
async function isDone(env: Env, request: EraseRequest, { visitor }: Erasure): Promise<boolean> {
  const answer = await visitorById(env, visitor)?.erase({ ...request, salt: null });
  return answer?.kind !== "found" || answer.found.isComplete;
}
