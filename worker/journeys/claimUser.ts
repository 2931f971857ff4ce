import type { Message } from "#shared/events/event";
import { isErased } from "#shared/privacy/erasure";
import type { ClaimTerms, Ruling } from "../objects/identity/IdentityObject.ts";
import { identityStub } from "../objects/stubs.ts";
import type { PublishedSite } from "../publishedStore.ts";

interface UserClaim {
  readonly userId: string;
  readonly visitorId: string;
  /** What says that it is theirs. */
  readonly messages: readonly Message[];
}

/** What the judge says of a claim, and the messages that it is made with. */
interface Settled {
  readonly ruling: Ruling;
  readonly messages: readonly Message[];
}

/**
 * Asks the judge whose a user id is, and settles it where nobody had it. Where somebody who had it was erased, what was said before that, or is
 * sent again, claims nothing.
 *
 * @returns null: every message was erased before
 */
export async function claimUser(
  env: Env,
  { key, model }: PublishedSite,
  { userId, visitorId, messages }: UserClaim,
  terms: ClaimTerms,
): Promise<Settled | null> {
  const ruling = await identityStub(env, key, userId).claim(userId, visitorId, terms);
  const { erasures } = ruling;
  if (erasures === undefined) return { ruling, messages };
  const left = messages.filter((message) => !isErased(message, erasures, model.conversions));
  if (left.length === 0) return null;
  const anew = await identityStub(env, key, userId).claim(userId, visitorId, { ...terms, isAnew: true });
  return { ruling: anew, messages: left };
}
