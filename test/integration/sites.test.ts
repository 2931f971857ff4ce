import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { ask, askAs, makeSite, ROOT } from "../support/site.ts";

describe("POST /v1/sites", () => {
  it("opens a site with keys of its own, a first admin token and the default configuration", async () => {
    const site = await makeSite("Gifts");
    expect(site).toMatchObject({ key: site.key, name: "Gifts", version: 1 });
    expect(site.writeKey).toMatch(new RegExp(`^wk_${site.key}_[A-Za-z0-9]{32}$`));
    expect(site.serverKey).toMatch(new RegExp(`^sk_${site.key}_[A-Za-z0-9]{32}$`));
    expect(site.token).toMatch(new RegExp(`^mt_${site.key}_[A-Za-z0-9]{32}$`));
    const config = await askAs(site.token, "GET", `/v1/sites/${site.key}/config`);
    expect(await config.json()).toMatchObject({ version: 1, config: { site: { name: "Gifts", currency: "EUR" } } });
  });

  it("refuses a key that is taken", async () => {
    const { key } = await makeSite();
    const again = await askAs(ROOT, "POST", "/v1/sites", { key, name: "Another" });
    expect(again.status).toBe(409);
  });

  it.each(["", "Ümlaut", "with/slash", "a".repeat(41), 5, null])("refuses the key %j, and says where", async (key) => {
    const answer = await askAs(ROOT, "POST", "/v1/sites", { key, name: "x" });
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ status: 422, errors: [{ path: "/key" }] });
  });

  it("publishes no secret but the public write key", async () => {
    const site = await makeSite();
    const text = (await env.PUBLISHED.get(`site:${site.key}`)) ?? "";
    expect(text).toContain(site.writeKey);
    expect(text).not.toContain(site.serverKey);
    expect(text).not.toContain(site.token);
    expect(JSON.parse(text)).toMatchObject({ key: site.key, version: 1, writeKeys: [site.writeKey] });
  });

  it("takes nobody but the operator", async () => {
    const { token } = await makeSite();
    expect((await askAs(token, "POST", "/v1/sites", { key: "x", name: "x" })).status).toBe(403);
    expect((await ask("/v1/sites", { method: "POST" })).status).toBe(401);
  });
});

describe("GET /v1/sites", () => {
  it("lists the sites with their names and versions", async () => {
    const { key } = await makeSite("Listed");
    const { sites } = await (await askAs(ROOT, "GET", "/v1/sites")).json<{ sites: { key: string }[] }>();
    expect(sites.find((site) => site.key === key)).toEqual({ key, name: "Listed", version: 1 });
  });
});

describe("DELETE /v1/sites/:site", () => {
  it("ends every credential of the site and what is published for it", async () => {
    const site = await makeSite();
    expect((await askAs(ROOT, "DELETE", `/v1/sites/${site.key}`)).status).toBe(200);
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/config`)).status).toBe(401);
    expect((await askAs(ROOT, "GET", `/v1/sites/${site.key}/config`)).status).toBe(404);
    expect(await env.PUBLISHED.get(`site:${site.key}`)).toBeNull();
    expect((await askAs(ROOT, "DELETE", `/v1/sites/${site.key}`)).status).toBe(404);
  });

  it("keeps the key of a closed site taken, as its visitors bear it", async () => {
    const { key } = await makeSite();
    await askAs(ROOT, "DELETE", `/v1/sites/${key}`);
    expect((await askAs(ROOT, "POST", "/v1/sites", { key, name: "x" })).status).toBe(409);
  });
});
