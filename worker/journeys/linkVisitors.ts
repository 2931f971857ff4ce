import { visitorById } from "../objects/stubs.ts";
import type { LinkedBy } from "../objects/visitor/visitorLog.ts";
import type { LinkAnswer, Membership } from "../objects/visitor/visitorRequests.ts";
import { Problem } from "../problem.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { askFrom } from "./resolveVisitor.ts";

/** Two visitors who are to be one, by visitor id. */
export interface Link {
  readonly one: string;
  readonly other: string;
  readonly by: LinkedBy;
  readonly now: number;
  /** The user id that makes the link: `other` holds it, or is about to. */
  readonly userId?: string;
  /** An anonymous id of `one` that may never have been seen. */
  readonly anonymousId?: string | null;
}

/** How it ended: as `LinkAnswer` says, but that whatever passes by itself has passed. */
export type Linked = Exclude<LinkAnswer["kind"], "forward" | "busy">;

/** A visitor who moves while two are being linked is asked again. */
const TRIES = 6;

/**
 * Makes one visitor of two: one of them becomes part of the other and forwards to it from then on. Whoever has the user id holds; of two
 * without one the older does, so that it makes no difference in which order they are named. Nothing happens where they are one already.
 */
export async function linkVisitors(env: Env, site: PublishedSite, link: Link): Promise<Linked> {
  const { by, now, userId = null, anonymousId = null } = link;
  for (let tries = 0; tries < TRIES; tries++) {
    const [one, other] = await Promise.all([
      membershipOf(env, site, link.one, now),
      membershipOf(env, site, link.other, now),
    ]);
    if (one === null || other === null) return "unknown";
    if (one.id === other.id) return "same";
    const [part, holder] = userId !== null || holds(other, one) ? [one, other] : [other, one];
    const answer = await visitorById(env, part.id)?.linkTo({
      site: site.key,
      version: site.model.version,
      now,
      to: holder,
      by,
      userId,
      anonymousId: part === one && one.id === link.one ? anonymousId : null,
      maxLinksPerHour: site.config.identity.maxLinksPerHour,
    });
    if (answer === undefined) return "unknown";
    if (answer.kind === "busy") break;
    if (answer.kind !== "forward") return answer.kind;
  }
  throw new Problem("unavailable", "These visitors are on the move: try again", { retryAfter: 2 });
}

/** Who somebody is made of, whoever holds them; null: another site's. */
export async function membershipOf(env: Env, site: PublishedSite, id: string, now: number): Promise<Membership | null> {
  const stub = visitorById(env, id);
  if (stub === null) return null;
  const request = { site: site.key, version: site.model.version, now, unseen: true };
  return (await askFrom(env, stub, (next) => next.membership(request)))?.found ?? null;
}

function holds(one: Membership, other: Membership): boolean {
  if (one.userIds.length > 0 !== other.userIds.length > 0) return one.userIds.length > 0;
  return one.bornAt < other.bornAt || (one.bornAt === other.bornAt && one.id < other.id);
}
