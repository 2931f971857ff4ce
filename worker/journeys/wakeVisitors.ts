import type { VisitorRow } from "#shared/figures/row";
import type { BackupFirstId } from "#shared/wire/backup";
import type { Claim } from "../objects/identity/IdentityObject.ts";
import { identityStub, visitorIdOf, visitorStub } from "../objects/stubs.ts";
import type { Woken } from "../objects/visitor/visitorRequests.ts";
import type { PublishedSite } from "../publishedStore.ts";
import { byShard, deliverRows, inBulk } from "./importVisitors.ts";

const AT_ONCE = 64;

/**
 * Lets restored visitors live on: each sets an alarm for what time will bring, the judges hear which user ids are whose (whoever holds one keeps it), and
 * the directory has their rows before this returns. @returns how many there are
 */
export async function wakeVisitors(
  env: Env,
  site: PublishedSite,
  visitors: readonly BackupFirstId[],
  now: number,
): Promise<number> {
  return await inBulk(env, site, async () => {
    const rows: VisitorRow[] = [];
    const claims: Claim[] = [];
    let count = 0;
    const queue = visitors.values();
    const work = async () => {
      for (const first of queue) {
        const request = { site: site.key, version: site.model.version, now };
        const woken: Woken | null = await visitorStub(env, site.key, first).wake(request);
        if (woken === null) continue;
        count += 1;
        if (woken.row !== null) rows.push(woken.row);
        const visitorId = visitorIdOf(env, site.key, first);
        for (const userId of woken.userIds) claims.push({ userId, visitorId });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    for (const { stub, items } of byShard(claims, ({ userId }) => identityStub(env, site.key, userId)))
      await stub.claimMany(items);
    await deliverRows(env, site, rows);
    return count;
  });
}
