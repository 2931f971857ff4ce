import { askKnown, siteStub, visitorById, visitorIdOf, visitorStub } from "../objects/stubs.ts";
import type { Erased, Membership } from "../objects/visitor/visitorRequests.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { eraseVisitor } from "./eraseVisitor.ts";
import { askFrom } from "./resolveVisitor.ts";

/** Whom somebody says to be, and what proves it. */
export interface Asker {
  /** The id of their device. */
  readonly anonymousId: string;
  /** The user id that is proven with it; null: none. */
  readonly provenId: string | null;
  /** The site itself says so, by its server key. */
  readonly isTrusted: boolean;
  readonly now: number;
}

/**
 * Erases whoever takes their consent back: the whole person, orders included, as the site's books are elsewhere. Where the person has a user id that
 * nobody has proved to be this device's, it takes what came from the device: what others sent of that user stays, or anybody who claims a user id could
 * have its owner erased.
 *
 * @param action what the audit log calls it
 * @returns null: nothing was held
 * @throws Problem `unavailable` while they are being linked, or have just been: nothing was erased, ask again
 */
export async function withdrawConsent(
  env: Env,
  site: PublishedSite,
  { anonymousId, provenId, isTrusted, now }: Asker,
  action: "visitor.withdraw" | "visitor.erase" = "visitor.withdraw",
): Promise<Erased | null> {
  const request = { site: site.key, version: site.model.version, now };
  const first = visitorStub(env, site.key, { anonymousId });
  const whole = (await askFrom(env, first, (stub) => stub.membership(request)))?.found;
  if (whole === undefined) return null;
  const known = { ...request, facts: [], anonymousId, provenId };
  const isTheirs =
    isTrusted ||
    whole.userIds.length === 0 ||
    (await askFrom(env, first, (stub) => askKnown(stub, known)))?.found.proven === true;
  const device = visitorIdOf(env, site.key, { anonymousId });
  if (!isTheirs) for (const id of leavingWith(whole, device)) await visitorById(env, id)?.unlink(request);
  const leaving = isTheirs ? whole.id : device;
  const deed = { actor: "visitor", action, target: leaving, detail: { whole: isTheirs } };
  // Noted before it is done: what cannot be undone never goes unseen.
  await siteStub(env, site.key).notePublicDeed(deed, now);
  // Who says meanwhile to be somebody else takes nobody along.
  const only = !isTheirs ? "apart" : isTrusted ? undefined : whole.userIds.length === 0 ? "anonymous" : "holder";
  return await eraseVisitor(env, site, leaving, now, only);
}

/** Whose links have to be undone so that a device is by itself: its own, or where the others are parts of it theirs. */
function leavingWith({ id, parts }: Membership, device: string): string[] {
  return id === device ? parts.filter(({ under }) => under === id).map((part) => part.id) : [device];
}
