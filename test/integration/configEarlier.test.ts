import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { askAs, makeSite, publishConfig } from "../support/site.ts";

describe("a configuration that an earlier release published, and of which today a slot is refused", () => {
  it("is served without that slot, told of, and can be drafted, simulated and published upon", async () => {
    const site = await makeSite();
    const path = (rest: string) => `/v1/sites/${site.key}/config${rest}`;
    const slot = (key: string, selector: string) => ({
      ...{ key, selector },
      snippets: [{ key: "a", rule: { all: [] }, content: "<p>a</p>" }],
    });
    await publishConfig(site, { slots: [slot("aside", "h1 p"), slot("hero", ".hero")] });
    await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
      storage.sql.exec("UPDATE versions SET body = replace(body, 'h1 p', 'h1 + p') WHERE version = 2");
    });
    expect((await askAs(site.token, "POST", path("/rollback"), { version: 2 })).status).toBe(200);
    const { version, config } = await (await askAs(site.token, "GET", path(""))).json<{
      version: number;
      config: unknown;
    }>();
    expect([version, config]).toMatchObject([3, { slots: [{ key: "hero" }] }]);
    const body = { writeKey: site.writeKey, anonymousId: "somebody" };
    const decided = await (await askAs(site.writeKey, "POST", "/v1/decide", body)).json<{ decisions: object }>();
    expect(decided.decisions).toEqual({ hero: expect.objectContaining({ content: "<p>a</p>" }) });
    const draft = await askAs(site.token, "GET", path("/draft"));
    const notes = [expect.stringMatching(/^The slot aside is left out: /)];
    expect(await draft.json()).toMatchObject({ author: null, notes, config: { slots: [{ key: "hero" }] } });
    await askAs(site.token, "PUT", path("/draft"), { site: { name: "Goes on" } });
    expect((await askAs(site.token, "POST", path("/simulate"))).status).toBe(200);
    expect((await askAs(site.token, "GET", path("/draft/diff"))).status).toBe(200);
    expect((await askAs(site.token, "POST", path("/publish"), { baseVersion: 3 })).status).toBe(200);
  });
});
