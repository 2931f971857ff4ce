import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { countsUnder } from "#shared/figures/counters";
import { news } from "../support/news.ts";
import { aRow } from "../support/row.ts";

describe("a shard's ledger", () => {
  it("loses no count and no announcement when it begins anew, through evictions anywhere", async () => {
    const site = `t-${crypto.randomUUID().slice(0, 12)}`;
    const shard = env.DIRECTORY.getByName(`${site}/0`);
    const crowd = Array.from({ length: 150 }, () => aRow({ segment: "new", audiences: ["a"] }));
    for (const [index, row] of crowd.entries()) {
      await shard.deliver(site, [row]);
      await shard.deliver(site, [{ ...row, revision: 2, segment: index % 2 === 0 ? "vip" : "lost", orders: 1 }]);
      if (index % 31 === 0 || index === 63) await evictDurableObject(shard);
      if (index === 100) await runDurableObjectAlarm(shard);
    }
    await evictDurableObject(shard);
    expect(await shard.counts()).toEqual(await shard.recount());
    expect([...countsUnder(await shard.counts(), "segment/")]).toEqual(
      ["vip", "lost"].map((key) => [key, { visitors: 75, orders: 75, productsMilli: 0, revenueMinor: 0 }]),
    );
    while (await runDurableObjectAlarm(shard));
    const told = await news(site);
    expect(told.map(({ visitor }) => visitor).toSorted()).toEqual(crowd.map(({ id }) => id).toSorted());
    const waiting = await runInDurableObject(shard, (_, { storage }) =>
      storage.sql.exec("SELECT * FROM pending").toArray(),
    );
    expect(waiting).toEqual([]);
  });
});
