import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { ask, askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  env.RFEDGE_FAULT = "";
});

const named = (name: string) => ({ site: { name } });

async function draftOf(site: TestSite): Promise<unknown> {
  return await (await askAs(site.token, "GET", `/v1/sites/${site.key}/config/draft`)).json();
}

async function auditOf(site: TestSite): Promise<{ action: string; target: string; detail: unknown }[]> {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
  return (await answer.json<{ entries: { action: string; target: string; detail: unknown }[] }>()).entries;
}

async function read(site: TestSite): Promise<{ version: number; config: { site: { name: string } } }> {
  return await (await askAs(site.token, "GET", `/v1/sites/${site.key}/config`)).json();
}

describe("PUT /v1/sites/:site/config/draft", () => {
  it("replaces the draft as a whole, and publishes nothing", async () => {
    const site = await makeSite("Before");
    const path = `/v1/sites/${site.key}/config/draft`;
    await askAs(site.token, "PUT", path, { site: { name: "First", currency: "GBP" } });
    const second = await askAs(site.token, "PUT", path, named("Second"));
    expect(await second.json()).toMatchObject({
      baseVersion: 1,
      config: { site: { name: "Second", currency: "EUR" } },
    });
    const draft = await (await askAs(site.token, "GET", path)).json();
    expect(draft).toMatchObject({ baseVersion: 1, config: { site: { name: "Second", currency: "EUR" } } });
    expect(await read(site)).toMatchObject({ version: 1, config: { site: { name: "Before" } } });
  });

  it("says what is wrong with a configuration, each fault with its path", async () => {
    const site = await makeSite();
    const wrong = { sight: {}, segments: [{ key: "a", name: { en: "A" }, rule: { fact: "shoeSize", gt: 1 } }] };
    const answer = await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, wrong);
    expect(answer.status).toBe(422);
    expect(answer.headers.get("content-type")).toBe("application/problem+json");
    const { errors } = await answer.json<{ errors: { path: string }[] }>();
    expect(errors.map(({ path }) => path)).toContain("/sight");
  });

  it("is for editors", async () => {
    const site = await makeSite();
    const viewer = await makeToken(site, "viewer");
    expect((await askAs(viewer, "PUT", `/v1/sites/${site.key}/config/draft`, {})).status).toBe(403);
    expect((await askAs(viewer, "GET", `/v1/sites/${site.key}/config`)).status).toBe(200);
  });
});

describe("POST /v1/sites/:site/config/publish", () => {
  it("puts the draft in force at once, as the next version", async () => {
    const site = await makeSite("Before");
    await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, named("After"));
    const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/config/publish`, {
      baseVersion: 1,
      note: "why",
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      version: 2,
      note: "why",
      previous: 1,
      author: expect.stringContaining("First admin"),
    });
    expect(await read(site)).toMatchObject({ version: 2, config: { site: { name: "After" } } });
  });

  it("refuses a publication over a version that its author has not seen", async () => {
    const site = await makeSite();
    await publishConfig(site, named("Mine"));
    await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, named("Theirs"));
    const late = await askAs(site.token, "POST", `/v1/sites/${site.key}/config/publish`, { baseVersion: 1 });
    expect(late.status).toBe(409);
    expect(await read(site)).toMatchObject({ version: 2, config: { site: { name: "Mine" } } });
  });

  it("lets one of two simultaneous publications win", async () => {
    const site = await makeSite();
    await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, named("Once"));
    const path = `/v1/sites/${site.key}/config/publish`;
    const answers = await Promise.all([1, 2, 3].map(() => askAs(site.token, "POST", path, { baseVersion: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it("refuses when nothing was drafted", async () => {
    const site = await makeSite();
    expect((await askAs(site.token, "POST", `/v1/sites/${site.key}/config/publish`, { baseVersion: 1 })).status).toBe(
      409,
    );
  });

  it("is in force here while KV fails, and in KV once it answers again", async () => {
    const site = await makeSite();
    const stub = siteStub(env, site.key);
    const published = async () => JSON.parse((await env.PUBLISHED.get(`site:${site.key}`)) ?? "{}");
    await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, named("Late"));
    vi.stubGlobal("console", { ...console, error: () => undefined });
    env.RFEDGE_FAULT = "kv";
    const { publication } = await stub.publish({ baseVersion: 1, by: { actor: "a test" }, note: "" }, Date.now());
    env.RFEDGE_FAULT = "";
    expect(publication).toMatchObject({ made: { version: 2 } });
    expect(await published()).toMatchObject({ version: 1 });
    expect(await read(site)).toMatchObject({ version: 2, config: { site: { name: "Late" } } });
    await evictDurableObject(stub);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await published()).toMatchObject({ version: 2, config: { site: { name: "Late" } } });
    expect(await runDurableObjectAlarm(stub)).toBe(false);
  });
});

describe("two editors of one draft", () => {
  const path = (site: TestSite) => `/v1/sites/${site.key}/config/draft`;
  const put = (site: TestSite, name: string, ifMatch: string) =>
    ask(path(site), {
      method: "PUT",
      headers: { authorization: `Bearer ${site.token}`, "content-type": "application/json", "if-match": ifMatch },
      body: JSON.stringify(named(name)),
    });

  it("may name it in any list of tags, with empty places in it, and only in a list", async () => {
    const site = await makeSite();
    for (const list of ['"0", "1"', ',, "1" ,', '"a,b" , "1"', "*", ' "1" ']) {
      expect((await put(site, "Mine", list)).status, list).toBe(200);
      await askAs(site.token, "DELETE", path(site));
    }
    for (const list of ['W/"1"', '"1 "', '"a,b"']) expect((await put(site, "Mine", list)).status, list).toBe(412);
    for (const list of ["1", '"1', '"1" "1"', ",", "*, *", 'w/"1"'])
      expect((await put(site, "Mine", list)).status, list).toBe(400);
  });

  it("are told when the draft is not the one they have seen", async () => {
    const site = await makeSite();
    const seen = (await askAs(site.token, "GET", path(site))).headers.get("etag") ?? "";
    expect(seen).toBe('"1"');
    const first = await put(site, "First", seen);
    expect(first.status).toBe(200);
    const second = await put(site, "Second", seen);
    expect(second.status).toBe(412);
    expect(second.headers.get("content-type")).toBe("application/problem+json");
    expect(await draftOf(site)).toMatchObject({ config: { site: { name: "First" } } });
    const tag = first.headers.get("etag") ?? "";
    expect((await put(site, "Third", `"other", ${tag}`)).status).toBe(200);
    expect((await put(site, "Fourth", "*")).status).toBe(200);
    expect((await put(site, "Fifth", `W/${tag}`)).status).toBe(412);
    expect((await put(site, "Sixth", "no tag")).status).toBe(400);
  });

  it("that save at one instant do not both win", async () => {
    const site = await makeSite();
    const answers = await Promise.all(["One", "Two", "Three"].map((name) => put(site, name, '"1"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
  });

  it("do not publish or discard what the other has drafted meanwhile", async () => {
    const site = await makeSite();
    const { revision } = await (await put(site, "Mine", "*")).json<{ revision: string }>();
    await put(site, "Theirs", "*");
    const headers = {
      authorization: `Bearer ${site.token}`,
      "content-type": "application/json",
      "if-match": `"${revision}"`,
    };
    const body = JSON.stringify({ baseVersion: 1 });
    const publish = `/v1/sites/${site.key}/config/publish`;
    expect((await ask(publish, { method: "POST", headers, body })).status).toBe(412);
    expect((await ask(path(site), { method: "DELETE", headers })).status).toBe(412);
    expect(await draftOf(site)).toMatchObject({ config: { site: { name: "Theirs" } } });
  });
});

describe("DELETE /v1/sites/:site/config/draft", () => {
  it("discards the draft, audited, and answers what is published; without one it changes nothing", async () => {
    const site = await makeSite("Kept");
    const path = `/v1/sites/${site.key}/config/draft`;
    await askAs(site.token, "PUT", path, named("Thrown away"));
    for (let time = 0; time < 2; time++) {
      const answer = await askAs(site.token, "DELETE", path);
      expect(await answer.json()).toMatchObject({ author: null, at: null, config: { site: { name: "Kept" } } });
    }
    const entries = await auditOf(site);
    expect(entries.filter(({ action }) => action === "config.discard")).toHaveLength(1);
    const publish = await askAs(site.token, "POST", `/v1/sites/${site.key}/config/publish`, { baseVersion: 1 });
    expect(publish.status).toBe(409);
  });
});

describe("GET /v1/sites/:site/config/draft/diff", () => {
  it("says where the draft differs from what is published", async () => {
    const site = await makeSite("Before");
    const diff = async () =>
      await (await askAs(site.token, "GET", `/v1/sites/${site.key}/config/draft/diff`)).json<object>();
    expect(await diff()).toEqual({ baseVersion: 1, revision: "1", differences: [] });
    await askAs(site.token, "PUT", `/v1/sites/${site.key}/config/draft`, {
      site: { name: "After", currency: "GBP" },
    });
    expect(await diff()).toMatchObject({
      baseVersion: 1,
      differences: [
        { path: "/site/name", before: "Before", after: "After" },
        { path: "/site/currency", before: "EUR", after: "GBP" },
      ],
    });
  });
});

describe("GET /v1/sites/:site/config/versions/:version", () => {
  it("reads any version as it was published, and what it changed", async () => {
    const site = await makeSite("One");
    await publishConfig(site, named("Two"));
    await publishConfig(site, named("Three"));
    const path = `/v1/sites/${site.key}/config/versions`;
    const viewer = await makeToken(site, "viewer");
    expect(await (await askAs(viewer, "GET", `${path}/2`)).json()).toMatchObject({
      version: 2,
      previous: 1,
      config: { site: { name: "Two" } },
      differences: [{ path: "/site/name", before: "One", after: "Two" }],
    });
    expect(await (await askAs(viewer, "GET", `${path}/1`)).json()).toMatchObject({ previous: null, differences: [] });
    for (const unknown of ["4", "0", "-1", "x", "1e3", "99999999999999999999"])
      expect((await askAs(viewer, "GET", `${path}/${unknown}`)).status).toBe(404);
  });
});

describe("GET /v1/sites/:site/config/versions", () => {
  it("lists who published what, newest first, and survives the object's eviction", async () => {
    const site = await makeSite();
    await publishConfig(site, named("Two"));
    await evictDurableObject(siteStub(env, site.key));
    const { versions } = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/config/versions`)).json<{
      versions: { version: number; digest: string; previous: number | null }[];
    }>();
    expect(versions.map(({ version, previous }) => [version, previous])).toEqual([
      [2, 1],
      [1, null],
    ]);
    expect(versions[0]?.digest).toMatch(/^[0-9a-f]{64}$/);
    expect(versions[0]?.digest).not.toBe(versions[1]?.digest);
  });
});

describe("POST /v1/sites/:site/config/rollback", () => {
  it("publishes the earlier document again, byte for byte, as a new version", async () => {
    const site = await makeSite("One");
    const before = (await read(site)).config;
    await publishConfig(site, named("Two"));
    const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/config/rollback`, { version: 1 });
    expect(await answer.json()).toMatchObject({ version: 3, previous: 2 });
    expect(await read(site)).toEqual({ version: 3, config: before });
    const { versions } = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/config/versions`)).json<{
      versions: { digest: string }[];
    }>();
    expect(versions[0]?.digest).toBe(versions[2]?.digest);
  });

  it("is in the audit log with the difference, as drafts and publications are", async () => {
    const site = await makeSite("One");
    await publishConfig(site, named("Two"));
    await askAs(site.token, "POST", `/v1/sites/${site.key}/config/rollback`, { version: 1 });
    const there = { differences: [{ path: "/site/name", before: "One", after: "Two" }] };
    const back = { to: 1, differences: [{ path: "/site/name", before: "Two", after: "One" }] };
    expect((await auditOf(site)).slice(0, 3)).toMatchObject([
      { action: "config.rollback", target: "3", detail: back },
      { action: "config.publish", target: "2", detail: there },
      { action: "config.draft", target: "draft", detail: there },
    ]);
  });

  it("knows no version that never was", async () => {
    const site = await makeSite();
    expect((await askAs(site.token, "POST", `/v1/sites/${site.key}/config/rollback`, { version: 9 })).status).toBe(404);
  });
});
