import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { runCron } from "../support/cron.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { askAs, makeSite } from "../support/site.ts";

describe("scheduled", () => {
  it("lets every site measure its population each hour", async () => {
    const sites = [await makeSite(), await makeSite()];
    await runCron("7 * * * *", sites);
    for (const { key } of sites) {
      expect((await siteStub(env, key).models()).measuringAt).not.toBeNull();
      await runDurableObjectAlarm(siteStub(env, key));
      expect((await siteStub(env, key).models()).measuringAt).toBeNull();
    }
  });

  it("lets every site prove its counters each night", async () => {
    const site = await makeSite();
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await runDurableObjectAlarm(env.VISITOR.getByName(`${site.key}/a/${anonymousId}`));
    await runCron("37 3 * * *", [site]);
    const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/reconciliation`);
    expect(await answer.json()).toMatchObject({ drift: [], visitors: 1, differing: 0 });
  });

  it("refuses a line that starts nothing", async () => {
    await expect(runCron("0 0 1 1 *", [])).rejects.toThrow("scheduled requires a job");
  });
});
