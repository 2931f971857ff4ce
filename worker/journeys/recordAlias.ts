import { identityStub, visitorById, visitorIdOf } from "../objects/stubs.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { claimUser } from "./claimUser.ts";
import { linkVisitors, membershipOf } from "./linkVisitors.ts";
import { noteFinding } from "./noteFinding.ts";
import { type Recorded, type RecordOptions, type Run, recordFrom, recordVisitor } from "./recordVisitor.ts";

/**
 * Stores alias messages and makes one visitor of whom they name. An anonymous `previousId`, seen or not, joins the user. A `previousId` that
 * is a user id gets the new one in its place and goes on naming its visitor, unless the new one is somebody else's already: two users never melt together.
 */
export async function recordAlias(env: Env, site: PublishedSite, run: Run, options: RecordOptions): Promise<Recorded> {
  const { previousId, userId } = run;
  if (previousId === null || userId === null || previousId === userId)
    return await recordVisitor(env, site, run, options);
  const user = await identityStub(env, site.key, previousId).holderOf(previousId);
  if (user === null) {
    const recorded = await recordVisitor(env, site, run, options);
    const alias = { previousId, userId, now: options.now, messages: run.messages };
    if (run.anonymousId !== previousId && !recorded.isErased) await joinDevice(env, site, alias);
    return recorded;
  }
  await rename(env, site, { user, previousId, userId, now: options.now, messages: run.messages });
  // A lone previousId was read as an anonymous id, which it is not.
  const anonymousId = run.anonymousId === previousId ? null : run.anonymousId;
  return await recordVisitor(env, site, { ...run, anonymousId }, options);
}

interface Alias {
  readonly previousId: string;
  readonly userId: string;
  readonly now: number;
  readonly messages: Run["messages"];
}

async function joinDevice(env: Env, site: PublishedSite, alias: Alias): Promise<void> {
  const { previousId, userId, now, messages } = alias;
  const one = visitorIdOf(env, site.key, { anonymousId: previousId });
  const perHour = site.config.identity.maxLinksPerHour;
  const claimed = await claimUser(env, site, { userId, visitorId: one, messages }, { now, perHour });
  if (claimed === null) return;
  const { holder, refused } = claimed.ruling;
  const linked = refused
    ? "limit"
    : await linkVisitors(env, site, { one, other: holder, by: "alias", now, userId, anonymousId: previousId });
  if (linked === "limit")
    noteFinding(
      site.key,
      { kind: "too-many-links", id: userId, detail: `alias of ${previousId}: nothing was linked` },
      now,
    );
  if (linked === "another") noteTwoUsers(site, alias);
}

async function rename(
  env: Env,
  site: PublishedSite,
  { user, ...alias }: Alias & { readonly user: string },
): Promise<void> {
  const { previousId, userId, now, messages } = alias;
  const claimed = await claimUser(env, site, { userId, visitorId: user, messages }, { now });
  if (claimed === null) return;
  const { holder } = claimed.ruling;
  const linked = await linkVisitors(env, site, { one: user, other: holder, by: "alias", now });
  const whole = await membershipOf(env, site, user, now);
  const stub = visitorById(env, user);
  if (linked === "another" || !whole?.userIds.includes(previousId) || stub === null) return noteTwoUsers(site, alias);
  const request = { site: site.key, version: site.model.version, now, anonymousId: null, userId, messages: [] };
  await recordFrom(env, stub, { ...request, isHolder: true, renames: true });
}

function noteTwoUsers(site: PublishedSite, { previousId, userId, now }: Alias): void {
  noteFinding(site.key, { kind: "two-users", id: userId, detail: `alias of ${previousId}, who is another user` }, now);
}
