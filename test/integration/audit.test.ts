import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { auditCalls } from "#shared/wire/audit";
import { askAs, makeSite, makeToken, publishConfig } from "../support/site.ts";

describe("GET /v1/sites/:site/audit", () => {
  it("tells who published what", async () => {
    const site = await makeSite();
    await publishConfig(site, {});
    const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
    expect(answer.status).toBe(200);
    const { entries } = v.parse(auditCalls.list.answer, await answer.json());
    expect(entries.map(({ action }) => action)).toContain("config.publish");
  });

  it("is for admins alone, and another site's token finds no such site", async () => {
    const [site, other] = [await makeSite(), await makeSite()];
    expect((await askAs(await makeToken(site, "editor"), "GET", `/v1/sites/${site.key}/audit`)).status).toBe(403);
    expect((await askAs(other.token, "GET", `/v1/sites/${site.key}/audit`)).status).toBe(404);
  });
});
