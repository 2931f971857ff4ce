import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { ask, askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const HOUR_MS = 3_600_000;

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  env.RFEDGE_FAULT = "";
});

const path = (site: TestSite, rest: string) => `/v1/sites/${site.key}/config${rest}`;
const named = (name: string) => ({ site: { name } });
const inAnHour = () => new Date(Date.now() + HOUR_MS).toISOString();

async function draft(site: TestSite, name: string): Promise<void> {
  const answer = await askAs(site.token, "PUT", path(site, "/draft"), named(name));
  expect(answer.status).toBe(200);
}

async function schedule(site: TestSite, name: string, at = inAnHour()): Promise<Response> {
  await draft(site, name);
  return await askAs(site.token, "POST", path(site, "/schedule"), { at, baseVersion: 1, note: "By itself" });
}

async function waiting(site: TestSite): Promise<unknown> {
  const answer = await askAs(site.token, "GET", path(site, "/schedule"));
  return (await answer.json<{ schedule: unknown }>()).schedule;
}

async function inForce(site: TestSite): Promise<[number, string]> {
  const answer = await askAs(site.token, "GET", path(site, ""));
  const { version, config } = await answer.json<{ version: number; config: { site: { name: string } } }>();
  return [version, config.site.name];
}

async function actions(site: TestSite): Promise<{ action: string; target: string; detail: unknown }[]> {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
  return (await answer.json<{ entries: { action: string; target: string; detail: unknown }[] }>()).entries;
}

/** An hour later, with the alarm that was set before. */
async function anHourLater(site: TestSite): Promise<void> {
  vi.setSystemTime(Date.now() + HOUR_MS);
  await runDurableObjectAlarm(siteStub(env, site.key));
}

describe("POST /v1/sites/:site/config/schedule", () => {
  it("publishes the draft as it was, at its instant, by its author, and not before", async () => {
    const site = await makeSite("Before");
    const answer = await schedule(site, "After");
    expect(answer.status).toBe(201);
    expect(await answer.json()).toMatchObject({
      note: "By itself",
      lapsedAt: null,
      config: { site: { name: "After" } },
    });
    await runDurableObjectAlarm(siteStub(env, site.key));
    expect(await inForce(site)).toEqual([1, "Before"]);
    await evictDurableObject(siteStub(env, site.key));
    await anHourLater(site);
    expect(await inForce(site)).toEqual([2, "After"]);
    expect(await waiting(site)).toBeNull();
    const published = await askAs(site.token, "GET", path(site, "/versions/2"));
    expect(await published.json()).toMatchObject({ note: "By itself", author: expect.stringContaining("First admin") });
    // Nothing is left to publish: the draft was what has been published.
    expect((await askAs(site.token, "POST", path(site, "/publish"), { baseVersion: 2 })).status).toBe(409);
    expect((await actions(site)).map(({ action }) => action).slice(0, 3)).toEqual([
      "config.publish",
      "config.schedule",
      "config.draft",
    ]);
  });

  it("leaves alone what was drafted since", async () => {
    const site = await makeSite();
    await schedule(site, "Scheduled");
    await draft(site, "Still at work");
    await anHourLater(site);
    expect(await inForce(site)).toEqual([2, "Scheduled"]);
    const answer = await askAs(site.token, "GET", path(site, "/draft"));
    expect(await answer.json()).toMatchObject({ baseVersion: 2, config: { site: { name: "Still at work" } } });
  });

  it("is not published over what somebody else has published or rolled back to meanwhile: it lapses at once, and the log says so", async () => {
    const site = await makeSite();
    const at = inAnHour();
    await schedule(site, "Late", at);
    await publishConfig(site, named("First"));
    expect(await waiting(site)).toMatchObject({ lapsedAt: expect.any(String), config: { site: { name: "Late" } } });
    expect(await actions(site)).toContainEqual(
      expect.objectContaining({
        action: "config.schedule.lapse",
        target: at,
        detail: expect.objectContaining({ by: 2 }),
      }),
    );
    await anHourLater(site);
    expect(await inForce(site)).toEqual([2, "First"]);
    // What has lapsed is no hindrance to the next.
    await draft(site, "Next");
    const next = { at: inAnHour(), baseVersion: 2 };
    expect((await askAs(site.token, "POST", path(site, "/schedule"), next)).status).toBe(201);
    await askAs(site.token, "POST", path(site, "/rollback"), { version: 1 });
    expect(await waiting(site)).toMatchObject({ lapsedAt: expect.any(String) });
  });

  it("is published though KV fails and alarms fail, once they no longer do", async () => {
    const site = await makeSite();
    await schedule(site, "In the end");
    vi.stubGlobal("console", { ...console, error: () => undefined });
    env.RFEDGE_FAULT = "kv,directory";
    await anHourLater(site).catch(() => undefined);
    env.RFEDGE_FAULT = "";
    await evictDurableObject(siteStub(env, site.key));
    await runDurableObjectAlarm(siteStub(env, site.key));
    expect(await inForce(site)).toEqual([2, "In the end"]);
    expect(JSON.parse((await env.PUBLISHED.get(`site:${site.key}`)) ?? "{}")).toMatchObject({ version: 2 });
  });

  it("takes a time without an offset for the site's own", async () => {
    vi.setSystemTime(Date.UTC(2026, 9, 24, 12));
    const site = await makeSite();
    await publishConfig(site, { site: { timeZone: "Europe/Copenhagen" } });
    await draft(site, "Winter time");
    const order = { at: "2026-10-25T02:30", baseVersion: 2 };
    const answer = await askAs(site.token, "POST", path(site, "/schedule"), order);
    expect(await answer.json()).toMatchObject({ publishAt: "2026-10-25T00:30:00.000Z" });
  });

  it("refuses what is past, far off or no instant, a version that is no longer in force, no draft, and a second one", async () => {
    const site = await makeSite();
    const order = (body: object) => askAs(site.token, "POST", path(site, "/schedule"), { baseVersion: 1, ...body });
    expect((await order({ at: inAnHour() })).status).toBe(409);
    await draft(site, "Drafted");
    for (const at of ["2020-01-01", "2999-01-01", "soon", ""]) {
      const refused = await order({ at });
      expect([refused.status, await refused.json()]).toMatchObject([422, { errors: [{ path: "/at" }] }]);
    }
    expect((await order({ at: inAnHour(), baseVersion: 2 })).status).toBe(409);
    expect((await order({ at: inAnHour() })).status).toBe(201);
    expect((await order({ at: inAnHour() })).status).toBe(409);
    const headers = {
      authorization: `Bearer ${site.token}`,
      "content-type": "application/json",
      "if-match": '"1-other"',
    };
    await askAs(site.token, "DELETE", path(site, "/schedule"));
    const unseen = await ask(path(site, "/schedule"), {
      method: "POST",
      headers,
      body: JSON.stringify({ at: inAnHour(), baseVersion: 1 }),
    });
    expect(unseen.status).toBe(412);
  });

  it("is for editors", async () => {
    const site = await makeSite();
    const viewer = await makeToken(site, "viewer");
    for (const method of ["GET", "POST", "DELETE"])
      expect((await askAs(viewer, method, path(site, "/schedule"), method === "POST" ? {} : undefined)).status).toBe(
        403,
      );
  });
});

describe("DELETE /v1/sites/:site/config/schedule", () => {
  it("takes back what is scheduled, once; the draft stays", async () => {
    const site = await makeSite("Before");
    await schedule(site, "After");
    expect((await askAs(site.token, "DELETE", path(site, "/schedule"))).status).toBe(200);
    expect((await askAs(site.token, "DELETE", path(site, "/schedule"))).status).toBe(404);
    await anHourLater(site);
    expect(await inForce(site)).toEqual([1, "Before"]);
    expect((await askAs(site.token, "POST", path(site, "/publish"), { baseVersion: 1 })).status).toBe(200);
    expect(await actions(site)).toContainEqual(expect.objectContaining({ action: "config.schedule.cancel" }));
  });

  it("ends with the site: nothing is published once it is closed", async () => {
    const site = await makeSite();
    await schedule(site, "Never");
    await siteStub(env, site.key).measure();
    await siteStub(env, site.key).close({ actor: "a test" }, Date.now());
    await anHourLater(site);
    expect(await env.PUBLISHED.get(`site:${site.key}`)).toBeNull();
    // An alarm for what is never done would ring for ever.
    expect(await runInDurableObject(siteStub(env, site.key), (_, { storage }) => storage.getAlarm())).toBeNull();
  });
});
