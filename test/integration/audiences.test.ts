import { env } from "cloudflare:workers";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { AudiencesSchema } from "#shared/wire/audiences";
import { directoryStub } from "../../worker/objects/stubs.ts";
import { aRow } from "../support/row.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const audiences = async (site: TestSite) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audiences`);
  expect(answer.status).toBe(200);
  return v.parse(AudiencesSchema, await answer.json()).audiences;
};

describe("GET /v1/sites/:site/audiences", () => {
  it("lists every configured audience with how many are in it, whoever is in several counted in each", async () => {
    const site = await makeSite();
    expect(await audiences(site)).toEqual([]);
    const rule = { fact: "orders", gte: 1 };
    await publishConfig(site, {
      audiences: [
        { key: "buyers", name: { en: "Buyers" }, rule },
        { key: "big-spenders", name: {}, rule },
      ],
    });
    for (const held of [["buyers", "big-spenders"], ["buyers"], ["gone"], []]) {
      const row = aRow({ audiences: held });
      await directoryStub(env, site.key, row.id).deliver(site.key, [row]);
    }
    expect(await audiences(site)).toEqual([
      { key: "buyers", name: { en: "Buyers" }, visitors: 2, share: 0.5 },
      { key: "big-spenders", name: {}, visitors: 1, share: 0.25 },
    ]);
  });

  it("says what time it is, for who reads it on a machine whose clock is off", async () => {
    const site = await makeSite();
    const { headers } = await askAs(site.token, "GET", `/v1/sites/${site.key}/audiences`);
    expect(Math.abs(Date.parse(headers.get("date") ?? "") - Date.now())).toBeLessThan(60_000);
  });
});
