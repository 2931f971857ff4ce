import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { followChain } from "#shared/privacy/auditChain";
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

describe("GET /v1/sites/:site/audit/chain", () => {
  const chainOf = async (site: Awaited<ReturnType<typeof makeSite>>, token = site.token) => {
    const answer = await askAs(token, "GET", `/v1/sites/${site.key}/audit/chain`);
    expect(answer.status).toBe(200);
    return v.parse(auditCalls.chain.answer, await answer.json());
  };
  const entriesOf = async (site: Awaited<ReturnType<typeof makeSite>>) => {
    const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
    return v.parse(auditCalls.list.answer, await answer.json()).entries.toReversed();
  };

  it("is whole after deeds that came at once, and whoever reads the list finds it so", async () => {
    const site = await makeSite();
    const stub = siteStub(env, site.key);
    await Promise.all([
      ...Array.from({ length: 20 }, (_, deed) =>
        stub.noteDeed(
          { actor: "a test", action: "visitor.link", target: `${deed}`, detail: { z: 1, a: [deed] } },
          Date.now(),
        ),
      ),
      publishConfig(site, {}),
    ]);
    const entries = await entriesOf(site);
    const { end, brokenAt } = followChain(entries);
    expect(brokenAt).toBeNull();
    expect(await chainOf(site)).toEqual({ entries: entries.length, hash: end.hash, brokenAt: null });
  });

  it("covers what a publication changed", async () => {
    const site = await makeSite();
    await publishConfig(site, { site: { currency: "DKK" } });
    const entry = (await entriesOf(site)).find(({ action }) => action === "config.publish");
    expect(JSON.stringify(entry?.detail)).toContain("/site/currency");
  });

  it("begins with the entries of an earlier release, which stay as they were", async () => {
    const site = await makeSite();
    const earlier =
      "INSERT INTO audit (at, actor, action, target, detail) VALUES (1, 'root', 'earlier', ?, '{\"b\":1,\"a\":2}')";
    await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
      for (const target of ["x", "y"]) storage.sql.exec(earlier, target);
    });
    await makeToken(site, "viewer");
    const entries = await entriesOf(site);
    expect(entries.map(({ action }) => action)).toEqual(["site.open", "earlier", "earlier", "token.create"]);
    expect(followChain(entries).brokenAt).toBeNull();
    expect((await chainOf(site)).brokenAt).toBeNull();
  });

  it("says where somebody who got at the storage has changed an entry", async () => {
    const site = await makeSite();
    await makeToken(site, "viewer");
    await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
      storage.sql.exec("DROP TRIGGER auditStays");
      storage.sql.exec("UPDATE audit SET actor = 'nobody' WHERE seq = 2");
    });
    expect(await chainOf(site)).toMatchObject({ entries: 1, brokenAt: 2 });
  });

  it.each(["UPDATE audit SET actor = 'nobody'", "UPDATE audit SET hash = NULL", "DELETE FROM audit"])(
    "has no way for %s",
    async (statement) => {
      const site = await makeSite();
      await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
        expect(() => storage.sql.exec(statement)).toThrow(/an audit entry is never/);
      });
      expect(await chainOf(site)).toMatchObject({ entries: 1, brokenAt: null });
    },
  );

  it("is for admins alone, and another site's token finds no such site", async () => {
    const [site, other] = [await makeSite(), await makeSite()];
    const path = `/v1/sites/${site.key}/audit/chain`;
    expect((await askAs(await makeToken(site, "editor"), "GET", path)).status).toBe(403);
    expect((await askAs(other.token, "GET", path)).status).toBe(404);
  });
});
