import { env } from "cloudflare:workers";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { auditCalls } from "#shared/wire/audit";
import { siteStub } from "../../worker/objects/stubs.ts";
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

  it("says who did what, newest first", async () => {
    const site = await makeSite();
    await makeToken(site, "viewer");
    const { entries, cursor } = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`)).json<{
      entries: { action: string; actor: string }[];
      cursor: string | null;
    }>();
    expect(entries.map(({ action }) => action)).toEqual(["token.create", "site.open"]);
    expect(entries[0]?.actor).toMatch(/^First admin \(.+\)$/);
    expect(entries[1]?.actor).toBe("root");
    expect(cursor).toBeNull();
  });

  it("refuses a cursor that it did not give", async () => {
    const site = await makeSite();
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/audit?cursor=x`)).status).toBe(400);
  });

  it("goes back page by page to the first entry", async () => {
    const site = await makeSite();
    const deeds = Array.from({ length: 120 }, (_, deed) => ({ actor: "a test", action: "refused", target: `${deed}` }));
    for (const deed of deeds) await siteStub(env, site.key).noteRefusal(deed, Date.now());
    const actions: string[] = [];
    let query = "";
    for (let page = 0; page < 2; page++) {
      const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit${query}`);
      const { entries, cursor } = v.parse(auditCalls.list.answer, await answer.json());
      actions.push(...entries.map(({ action }) => action));
      query = `?cursor=${cursor}`;
    }
    expect(actions).toHaveLength(121);
    expect(actions.at(-1)).toBe("site.open");
    expect(query).toBe("?cursor=null");
  });
});
