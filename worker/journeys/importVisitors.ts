import type { VisitorRow } from "#shared/figures/row";
import type { ImportAnswer, ImportBody } from "#shared/wire/import";
import { log } from "../log.ts";
import { directoryStub, identityStub, siteStub, visitorById, visitorIdOf } from "../objects/stubs.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { recordBatch } from "./recordBatch.ts";

/** Visitors written at once: more only queue up in front of the objects. */
const AT_ONCE = 64;

/**
 * Stores imported visitors, one object call each, and brings the directory up to date in bulk before it answers;
 * an object whose delivery fails still has its alarm.
 */
export async function importVisitors(
  env: Env,
  site: PublishedSite,
  { visitors }: ImportBody,
  now: number,
): Promise<ImportAnswer> {
  return await inBulk(env, site, () => storeVisitors(env, site, visitors, now));
}

/** Does what brings many visitors at once, so that it counts as one change of the population. */
export async function inBulk<T>(env: Env, site: PublishedSite, work: () => Promise<T>): Promise<T> {
  const id = crypto.randomUUID();
  await noteImport(env, site, id, true);
  try {
    return await work();
  } finally {
    await noteImport(env, site, id, false);
  }
}

/** The population is measured when an import is over, not in its middle. Should that not be heard, it is measured once too often. */
async function noteImport(env: Env, site: PublishedSite, id: string, isUnderWay: boolean): Promise<void> {
  await siteStub(env, site.key)
    .importing(id, isUnderWay)
    .catch((error: unknown) => log("import-unannounced", { site: site.key }, error));
}

async function storeVisitors(
  env: Env,
  site: PublishedSite,
  visitors: ImportBody["visitors"],
  now: number,
): Promise<ImportAnswer> {
  let accepted = 0;
  let duplicates = 0;
  const rejected: ImportAnswer["rejected"] = [];
  const rows: VisitorRow[] = [];
  const holders = await settle(
    env,
    site,
    visitors.flatMap(({ userId }) => userId ?? []),
  );
  const queue = visitors.entries();
  const work = async () => {
    for (const [visitor, { userId, anonymousId, messages }] of queue) {
      const named = messages.map((message) =>
        typeof message === "object" && message !== null
          ? { ...message, ...(userId === undefined ? { anonymousId } : { userId }) }
          : message,
      );
      const answer = await recordBatch(env, site, named, { now, imported: true, isTrusted: true, holders });
      accepted += answer.accepted;
      duplicates += answer.duplicates;
      rejected.push(...answer.rejected.map(({ index, errors }) => ({ visitor, index, errors: [...errors] })));
      for (const { row } of answer.recorded) if (row !== null) rows.push(row);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await deliverRows(env, site, rows);
  return { success: true, accepted, duplicates, rejected };
}

/** The holders of all these user ids, one call a shard of judges. */
async function settle(env: Env, site: PublishedSite, userIds: readonly string[]): Promise<Map<string, string>> {
  const holders = new Map<string, string>();
  for (const { stub, items } of byShard([...new Set(userIds)], (userId) => identityStub(env, site.key, userId))) {
    const claims = items.map((userId) => ({ userId, visitorId: visitorIdOf(env, site.key, { userId }) }));
    const settled = await stub.claimMany(claims);
    // Of whom somebody was erased each message is judged by itself.
    for (const [index, { holder, erasures }] of settled.entries())
      if (erasures === undefined) holders.set(items[index] ?? "", holder);
  }
  return holders;
}

/** Brings the directory up to date in bulk; a visitor whose row does not arrive has an alarm for it. */
export async function deliverRows(env: Env, site: PublishedSite, rows: readonly VisitorRow[]): Promise<void> {
  const delivered = await Promise.allSettled(
    byShard(rows, ({ id }) => directoryStub(env, site.key, id)).map(async ({ stub, items }) => {
      await stub.deliver(site.key, items);
      return items;
    }),
  );
  const told = delivered.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
  await Promise.allSettled(told.map(({ id, revision }) => visitorById(env, id)?.delivered(revision)));
}

/** The items that one object answers for, together: an object costs one call however many they are. */
export function byShard<T, S extends Pick<DurableObjectStub, "id">>(items: readonly T[], stubOf: (item: T) => S) {
  const shards = new Map<string, { stub: S; items: T[] }>();
  for (const item of items) {
    const stub = stubOf(item);
    const shard = shards.get(stub.id.toString()) ?? { stub, items: [] };
    shard.items.push(item);
    shards.set(stub.id.toString(), shard);
  }
  return [...shards.values()];
}
