import { identityStub, visitorById, visitorIdOf } from "../objects/stubs.ts";
import type { Membership } from "../objects/visitor/visitorRequests.ts";
import type { PublishedSite } from "../publishedStore.ts";

/**
 * Undoes the link between two ids of one visitor: whichever of them was linked to the other leaves, with all that was linked to it.
 *
 * @param whole who the visitor is made of
 * @returns the visitor id of who left; null: there was nothing to undo
 */
export async function unlinkVisitors(
  env: Env,
  site: PublishedSite,
  whole: Membership,
  { id, other, now }: { readonly id: string; readonly other: string; readonly now: number },
): Promise<string | null> {
  const [one, two] = await Promise.all([memberOf(env, site, whole, id), memberOf(env, site, whole, other)]);
  if (one === null || two === null || one === two) return null;
  const leaving = pathOf(whole, one).includes(two) ? one : two;
  const hasLeft = await visitorById(env, leaving)?.unlink({ site: site.key, version: site.model.version, now });
  return hasLeft === true ? leaving : null;
}

/** Which of the visitor ids that make up a visitor an id names: a visitor id, a user id or an anonymous id; null: none of them. */
async function memberOf(env: Env, site: PublishedSite, whole: Membership, id: string): Promise<string | null> {
  const members = [whole.id, ...whole.parts.map((part) => part.id)];
  if (members.includes(id)) return id;
  const owner = whole.parts.find(({ userId, formerUserIds = [] }) => userId === id || formerUserIds.includes(id));
  if (owner !== undefined) return owner.id;
  const holder = await identityStub(env, site.key, id).holderOf(id);
  if (holder !== null && members.includes(holder)) return holder;
  const device = visitorIdOf(env, site.key, { anonymousId: id });
  return members.includes(device) ? device : null;
}

/** The visitor ids from a part up to the holder, the part itself included. */
function pathOf(whole: Membership, id: string): string[] {
  const part = whole.parts.find((one) => one.id === id);
  return part === undefined ? [id] : [id, ...pathOf(whole, part.under)];
}
