import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, describe, expect, it, vi } from "vitest";
import { followChain } from "#shared/privacy/auditChain";
import { auditCalls } from "#shared/wire/audit";
import { AuditStore } from "../../worker/objects/site/auditStore.ts";
import { siteStub } from "../../worker/objects/stubs.ts";
import { alarmAt } from "../support/ageing.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, makeToken, publishConfig } from "../support/site.ts";

type Site = Awaited<ReturnType<typeof makeSite>>;

async function listOf(site: Site, query = "") {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit?${query}`);
  expect(answer.status).toBe(200);
  return v.parse(auditCalls.list.answer, await answer.json());
}

/** Adds so many entries, as an object's own code does. */
async function noteMany(site: Site, count: number): Promise<void> {
  await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
    const log = new AuditStore(storage.sql);
    for (let deed = 0; deed < count; deed++) log.add({ actor: "a test", action: "refused", target: `${deed}` }, deed);
  });
}

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

  it("goes back page by page to the first entry", async () => {
    const site = await makeSite();
    await noteMany(site, 120);
    const actions: string[] = [];
    let query = "";
    for (let page = 0; page < 2; page++) {
      const { entries, cursor } = await listOf(site, query);
      actions.push(...entries.map(({ action }) => action));
      query = `cursor=${cursor}`;
    }
    expect(actions).toHaveLength(121);
    expect(actions.at(-1)).toBe("site.open");
    expect(query).toBe("cursor=null");
  });

  it("goes forth from the first entry as well, and says when it is through", async () => {
    const site = await makeSite();
    await noteMany(site, 150);
    const first = await listOf(site, "after=0");
    expect(first.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    const rest = await listOf(site, `after=${first.cursor}`);
    expect(rest.entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 51 }, (_, index) => index + 101));
    expect(rest.cursor).toBeNull();
    expect((await listOf(site, "after=999")).entries).toEqual([]);
  });

  it("finds by who did it, in any case, and by what was done or its family", async () => {
    const site = await makeSite();
    await makeToken(site, "viewer");
    await publishConfig(site, { site: { currency: "DKK" } });
    const actionsOf = async (query: string) => (await listOf(site, query)).entries.map(({ action }) => action);
    expect(await actionsOf("actor=ROOT")).toEqual(["site.open"]);
    expect(await actionsOf("action=config")).toEqual(["config.publish", "config.draft"]);
    expect(await actionsOf("action=config.draft")).toEqual(["config.draft"]);
    expect(await actionsOf("action=conf")).toEqual([]);
    expect(await actionsOf("actor=first%20admin&action=token&after=0")).toEqual(["token.create"]);
    expect(await actionsOf("actor=%25")).toEqual([]);
  });

  it("searches a long log part by part", async () => {
    const site = await makeSite();
    await noteMany(site, 10_050);
    const [late, early] = [await listOf(site, "action=site.open"), await listOf(site, "action=site.open&cursor=51")];
    expect(late).toEqual({ entries: [], cursor: "52" });
    expect(early).toMatchObject({ entries: [{ seq: 1 }], cursor: null });
    expect(await listOf(site, "action=token&after=0")).toEqual({ entries: [], cursor: "10000" });
    expect(await listOf(site, "action=token&after=10000")).toEqual({ entries: [], cursor: null });
  });

  it.each(["cursor=x", "after=-1", "cursor=1&after=1", "actor=", `action=${"x".repeat(201)}`])(
    "refuses %s",
    async (query) => {
      const site = await makeSite();
      expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/audit?${query}`)).status).toBe(400);
    },
  );

  it("says from which country something was done where the platform says so, and never from which address", async () => {
    const site = await makeSite();
    const makeFrom = async (country: string) => {
      const headers = { authorization: `Bearer ${site.token}`, "content-type": "application/json" };
      const from = { cf: { country }, headers: { ...headers, "cf-connecting-ip": "192.0.2.77" } };
      const path = `/v1/sites/${site.key}/tokens`;
      const body = JSON.stringify({ role: "viewer", name: country });
      expect((await ask(path, { ...from, method: "POST", body })).status).toBe(201);
    };
    for (const country of ["FI", "XX", "T1"]) await makeFrom(country);
    const { entries } = await listOf(site);
    expect(entries.map(({ country }) => country)).toEqual(["T1", null, "FI", null]);
    expect(JSON.stringify(entries)).not.toContain("192.0.2");
    expect(followChain(entries.toReversed()).brokenAt).toBeNull();
  });
});

describe("GET /v1/sites/:site/audit/chain", () => {
  const chainOf = async (site: Site, token = site.token) => {
    const answer = await askAs(token, "GET", `/v1/sites/${site.key}/audit/chain`);
    expect(answer.status).toBe(200);
    return v.parse(auditCalls.chain.answer, await answer.json());
  };
  const entriesOf = async (site: Site) => (await listOf(site)).entries.toReversed();

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

  it("is followed through a log longer than what is followed at once", async () => {
    const site = await makeSite();
    await noteMany(site, 2_500);
    expect(await chainOf(site)).toMatchObject({ entries: 2_501, brokenAt: null });
    await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
      storage.sql.exec("DROP TRIGGER auditStays");
      storage.sql.exec("UPDATE audit SET country = 'FI' WHERE seq = 2100");
    });
    expect(await chainOf(site)).toMatchObject({ entries: 2_099, brokenAt: 2_100 });
  });

  it.each([
    "UPDATE audit SET actor = 'nobody'",
    "UPDATE audit SET country = 'FI'",
    "UPDATE audit SET hash = NULL",
    "DELETE FROM audit",
  ])("has no way for %s", async (statement) => {
    const site = await makeSite();
    await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
      expect(() => storage.sql.exec(statement)).toThrow(/an audit entry is never/);
    });
    expect(await chainOf(site)).toMatchObject({ entries: 1, brokenAt: null });
  });

  it("is for admins alone, and another site's token finds no such site", async () => {
    const [site, other] = [await makeSite(), await makeSite()];
    const path = `/v1/sites/${site.key}/audit/chain`;
    expect((await askAs(await makeToken(site, "editor"), "GET", path)).status).toBe(403);
    expect((await askAs(other.token, "GET", path)).status).toBe(404);
  });
});

describe("what visitors do to themselves", () => {
  const START = Date.now() + 86_400_000;
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  const nextDay = (at: number) => (Math.floor(at / 86_400_000) + 1) * 86_400_000;
  afterEach(() => vi.useRealTimers());

  it("is an entry each, two hundred a day of an action; what comes beyond is counted, and the count entered when the day is over", async () => {
    vi.setSystemTime(START);
    const site = await makeSite();
    const stub = siteStub(env, site.key);
    const before = (await stub.auditChain()).end.seq;
    const note = (action: string, target: string) =>
      stub.notePublicDeed({ actor: "visitor", action, target, detail: {} }, Date.now());
    expect(await alarmAt(stub)).toBeNull();
    for (let visitor = 0; visitor < 230; visitor++) await note("visitor.withdraw", `v-${visitor}`);
    for (let again = 0; again < 3; again++) await note("visitor.export", "v-1");
    expect((await stub.auditChain()).end.seq - before).toBe(201);
    expect(await alarmAt(stub)).toBe(nextDay(START));
    vi.setSystemTime(nextDay(START));
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await alarmAt(stub)).toBeNull();
    const { entries } = await listOf(site);
    expect(entries.slice(0, 2).map(({ actor, action, detail }) => ({ actor, action, detail }))).toEqual(
      [
        { action: "visitor.withdraw", count: 30 },
        { action: "visitor.export", count: 2 },
      ].map((counted) => ({
        ...{ actor: "visitor", action: "visitor.counted" },
        detail: { ...counted, day: dayOf(START) },
      })),
    );
    // The next day is as good as the first, with an alarm or without.
    await note("visitor.withdraw", "v-229");
    await note("visitor.withdraw", "v-229");
    vi.setSystemTime(nextDay(Date.now()));
    await note("visitor.withdraw", "v-229");
    const { entries: after } = await listOf(site);
    expect(after.slice(0, 3).map(({ action, detail }) => [action, detail?.["count"]])).toEqual([
      ["visitor.withdraw", undefined],
      ["visitor.counted", 1],
      ["visitor.withdraw", undefined],
    ]);
    expect(await (await askAs(site.token, "GET", `/v1/sites/${site.key}/audit/chain`)).json()).toMatchObject({
      brokenAt: null,
    });
  });

  it("is so for whoever asks by the public key: their own page and consent taken back", async () => {
    const site = await makeSite();
    const id = anAnonymousId();
    await send(site, "page", aPage(id));
    const before = (await siteStub(env, site.key).auditChain()).end.seq;
    const own = (action: string) =>
      ask(`/v1/own-data?key=${site.writeKey}`, {
        method: "POST",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          ...{ origin: "https://edge.test", "sec-fetch-site": "same-origin", cookie: `rfedge_id=${id}` },
        },
        body: `action=${action}`,
      });
    for (let again = 0; again < 3; again++) expect((await own("download")).status).toBe(200);
    for (let again = 0; again < 3; again++) {
      await send(site, "page", aPage(id));
      expect((await own("erase")).status).toBe(200);
      await send(site, "page", aPage(id));
      expect((await send(site, "track", { anonymousId: id, event: "Consent Withdrawn" })).status).toBe(200);
    }
    const { entries } = await listOf(site);
    expect(entries.slice(0, -before).map(({ action }) => action)).toEqual([
      "visitor.withdraw",
      "visitor.erase",
      "visitor.export",
    ]);
  });
});
