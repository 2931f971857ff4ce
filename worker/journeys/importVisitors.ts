import type { VisitorRow } from "#shared/figures/row";
import type { ImportAnswer, ImportBody } from "#shared/wire/import";
import { directoryStub, identityStub, visitorById, visitorIdOf } from "../objects/stubs.ts";
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
      const answer = await recordBatch(env, site, named, { now, imported: true, holders });
      accepted += answer.accepted;
      duplicates += answer.duplicates;
      rejected.push(...answer.rejected.map(({ index, errors }) => ({ visitor, index, errors: [...errors] })));
      for (const { row } of answer.recorded) if (row !== null) rows.push(row);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await deliver(env, site, rows);
  return { success: true, accepted, duplicates, rejected };
}

/** The holders of all these user ids, one call a shard of judges. */
async function settle(env: Env, site: PublishedSite, userIds: readonly string[]): Promise<Map<string, string>> {
  const shards = new Map<string, { stub: ReturnType<typeof identityStub>; userIds: string[] }>();
  for (const userId of new Set(userIds)) {
    const stub = identityStub(env, site.key, userId);
    const shard = shards.get(stub.id.toString()) ?? { stub, userIds: [] };
    shard.userIds.push(userId);
    shards.set(stub.id.toString(), shard);
  }
  const holders = new Map<string, string>();
  for (const shard of shards.values()) {
    const claims = shard.userIds.map((userId) => ({ userId, visitorId: visitorIdOf(env, site.key, { userId }) }));
    const settled = await shard.stub.claimMany(claims);
    for (const [index, { holder }] of settled.entries()) holders.set(shard.userIds[index] ?? "", holder);
  }
  return holders;
}

async function deliver(env: Env, site: PublishedSite, rows: readonly VisitorRow[]): Promise<void> {
  const shards = new Map<string, { stub: ReturnType<typeof directoryStub>; rows: VisitorRow[] }>();
  for (const row of rows) {
    const stub = directoryStub(env, site.key, row.id);
    const shard = shards.get(stub.id.toString()) ?? { stub, rows: [] };
    shard.rows.push(row);
    shards.set(stub.id.toString(), shard);
  }
  const delivered = await Promise.allSettled(
    [...shards.values()].map(async (shard) => {
      await shard.stub.deliver(site.key, shard.rows);
      return shard.rows;
    }),
  );
  const told = delivered.flatMap((outcome) => (outcome.status === "fulfilled" ? outcome.value : []));
  await Promise.allSettled(told.map(({ id, revision }) => visitorById(env, id)?.delivered(revision)));
}
