import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, ROOT, type TestSite } from "../support/site.ts";

/** Until then an isolate trusts what it published itself more than what KV says. */
const SETTLED_MS = 180_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});
afterEach(() => {
  vi.useRealTimers();
});

const showing = (content: string) => ({
  slots: [{ key: "hero", snippets: [{ key: "all", rule: { all: [] }, content }] }],
});
const decide = (site: TestSite, anonymousId: string) =>
  ask("/v1/decide", { method: "POST", body: JSON.stringify({ writeKey: site.writeKey, anonymousId }) });
const contentFor = async (site: TestSite, anonymousId: string) => {
  const { decisions } = await (await decide(site, anonymousId)).json<{
    decisions: { hero?: { content: string | null } };
  }>();
  return decisions.hero?.content;
};
const openAgain = ({ key }: TestSite) => askAs(ROOT, "POST", "/v1/sites", { key, name: "Again" });
const later = () => vi.setSystemTime(Date.now() + SETTLED_MS);

describe("what KV has of a site", () => {
  it("is not believed for a while where it is behind or empty: pages show what was published", async () => {
    const site = await makeSite();
    await publishConfig(site, showing("<p>1</p>"));
    const old = await env.PUBLISHED.get(`site:${site.key}`);
    await publishConfig(site, showing("<p>2</p>"));
    for (const text of [old, null]) {
      await (text === null ? env.PUBLISHED.delete(`site:${site.key}`) : env.PUBLISHED.put(`site:${site.key}`, text));
      vi.setSystemTime(Date.now() + 31_000);
      expect(await contentFor(site, anAnonymousId())).toBe("<p>2</p>");
    }
  });

  it("comes back from the site's own object when it was lost, with all that was published and everybody's keys", async () => {
    const site = await makeSite();
    await publishConfig(site, showing("<p>1</p>"));
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await env.PUBLISHED.delete(`site:${site.key}`);
    later();
    expect((await decide(site, anonymousId)).status).toBe(401);
    expect((await send(site, "page", aPage(anonymousId))).status).toBe(401);
    expect((await openAgain(site)).status).toBe(409);
    expect(await contentFor(site, anonymousId)).toBe("<p>1</p>");
    const visitor = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`);
    expect(await visitor.json()).toMatchObject({ totals: { pageViews: 1 } });
  });

  it("is brought up to date so where it was put back from an old copy", async () => {
    const site = await makeSite();
    await publishConfig(site, showing("<p>1</p>"));
    const old = (await env.PUBLISHED.get(`site:${site.key}`)) ?? "";
    await publishConfig(site, showing("<p>2</p>"));
    await env.PUBLISHED.put(`site:${site.key}`, old);
    later();
    const anonymousId = anAnonymousId();
    expect(await contentFor(site, anonymousId)).toBe("<p>1</p>");
    await openAgain(site);
    expect(await contentFor(site, anonymousId)).toBe("<p>2</p>");
  });

  it("comes back when any visitor's time comes, who is then counted soon", async () => {
    const site = await makeSite();
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const visitor = env.VISITOR.getByName(`${site.key}/a/${anonymousId}`);
    const alarm = () => runInDurableObject(visitor, (_, { storage }) => storage.getAlarm());
    await env.PUBLISHED.delete(`site:${site.key}`);
    later();
    expect(await runDurableObjectAlarm(visitor)).toBe(true);
    expect(await env.PUBLISHED.get(`site:${site.key}`)).not.toBeNull();
    expect((await alarm()) ?? 0).toBeLessThanOrEqual(Date.now() + 10_000);
    vi.setSystemTime(Date.now() + 10_000);
    expect(await runDurableObjectAlarm(visitor)).toBe(true);
    const segments = await askAs(site.token, "GET", `/v1/sites/${site.key}/segments`);
    expect(await segments.json()).toMatchObject({ visitors: 1 });
  });

  it("is told once a minute, however many find it empty", async () => {
    const site = await makeSite();
    const put = vi.spyOn(env.PUBLISHED, "put");
    const now = Date.now();
    const asked = [now, now + 1, now + 59_999].map((at) => siteStub(env, site.key).republish(at));
    expect(await Promise.all(asked)).toEqual([true, true, true]);
    expect(put).toHaveBeenCalledTimes(1);
    put.mockRestore();
    expect(await siteStub(env, `${site.key}-nobody-opened`).republish(now)).toBe(false);
  });

  it("leaves the visitors of a site that was closed in peace", async () => {
    const site = await makeSite();
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const visitor = env.VISITOR.getByName(`${site.key}/a/${anonymousId}`);
    await askAs(ROOT, "DELETE", `/v1/sites/${site.key}`);
    later();
    expect(await runDurableObjectAlarm(visitor)).toBe(true);
    const at = await runInDurableObject(visitor, (_, { storage }) => storage.getAlarm());
    expect(at).toBeGreaterThan(Date.now() + 86_400_000);
    expect(await env.PUBLISHED.get(`site:${site.key}`)).toBeNull();
  });

  it("stays empty of a site that was closed, whoever opens it again", async () => {
    const site = await makeSite();
    expect((await askAs(ROOT, "DELETE", `/v1/sites/${site.key}`)).status).toBe(200);
    expect((await openAgain(site)).status).toBe(409);
    later();
    expect((await decide(site, anAnonymousId())).status).toBe(401);
    expect(await env.PUBLISHED.get(`site:${site.key}`)).toBeNull();
  });
});
