import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { refresh } from "../../worker/publishedStore.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const HOUR_MS = 3_600_000;
const START = Math.ceil(Date.now() / HOUR_MS + 24) * HOUR_MS;

let site: TestSite;

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

interface Rotated {
  readonly kind: string;
  readonly key: string;
  readonly previousEndsAt: string;
}
const rotate = async (body: object, credential = site.token) =>
  await askAs(credential, "POST", `/v1/sites/${site.key}/keys/rotate`, body);
const rotated = async (body: object) => {
  const answer = await rotate(body);
  expect(answer.status).toBe(200);
  return await answer.json<Rotated>();
};
const works = async (key: string) =>
  (await ask("/v1/decide", { method: "POST", body: JSON.stringify({ writeKey: key, anonymousId: "a" }) })).status;

describe("POST /keys/rotate", () => {
  it.each(["write", "server"] as const)(
    "gives a new %s key; the one before works for a day, then not at all",
    async (kind) => {
      const before = kind === "write" ? site.writeKey : site.serverKey;
      const { key, previousEndsAt, ...rest } = await rotated({ kind });
      expect(rest).toEqual({ kind });
      expect(key).toMatch(kind === "write" ? /^wk_/ : /^sk_/);
      expect(previousEndsAt).toBe(new Date(START + 24 * HOUR_MS).toISOString());
      vi.setSystemTime(START + 24 * HOUR_MS - 1);
      expect([await works(before), await works(key)]).toEqual([200, 200]);
      vi.setSystemTime(START + 24 * HOUR_MS);
      expect([await works(before), await works(key)]).toEqual([401, 200]);
    },
  );

  it("ends the one before elsewhere too, within a minute: an isolate's copy is read again after 30 s, and KV's own after 30 more", async () => {
    const name = `site:${site.key}`;
    const earlier = await env.PUBLISHED.get(name);
    const { key } = await rotated({ kind: "write", overlapHours: 0 });
    expect([await works(site.writeKey), await works(key)]).toEqual([401, 200]);
    await vi.waitFor(async () => expect(await env.PUBLISHED.get(name)).not.toBe(earlier));
    const read = vi.spyOn(env.PUBLISHED, "get");
    // An isolate that has heard nothing.
    refresh(site.key, earlier);
    vi.setSystemTime(START + 30_000 - 1);
    expect([await works(site.writeKey), await works(key)]).toEqual([200, 401]);
    vi.setSystemTime(START + 30_000);
    expect([await works(site.writeKey), await works(key)]).toEqual([401, 200]);
    expect(read.mock.calls).toEqual([[name, { cacheTtl: 30 }]]);
  });

  it("lets the one before work for as long as it is told, or not at all", async () => {
    const first = await rotated({ kind: "write", overlapHours: 1 });
    vi.setSystemTime(START + HOUR_MS / 2);
    const second = await rotated({ kind: "write", overlapHours: 720 });
    // A later overlap makes none live longer than it was to.
    vi.setSystemTime(START + HOUR_MS);
    expect([await works(site.writeKey), await works(first.key), await works(second.key)]).toEqual([401, 200, 200]);
    const third = await rotated({ kind: "write", overlapHours: 0 });
    expect([await works(first.key), await works(second.key), await works(third.key)]).toEqual([401, 401, 200]);
  });

  it("replaces the key of decision tokens: those that are out stay good, those of a key that has ended are none", async () => {
    await publishConfig(site, { slots: [{ key: "hero", snippets: [] }] });
    const anonymousId = anAnonymousId();
    const fresh = async () => {
      const answer = await send(site, "page", aPage(anonymousId, { decide: true, token: true }));
      return (await answer.json<{ token: string }>()).token;
    };
    const by = async (token: string) =>
      (await send(site, "decide", { anonymousId, token })).headers.get("server-timing");
    const first = await fresh();
    expect(await rotated({ kind: "decision" })).toMatchObject({ kind: "decision", key: null });
    const second = await fresh();
    expect(second.split(".")[0]).not.toBe(first.split(".")[0]);
    expect([await by(first), await by(second)]).toEqual(["token", "token"]);
    await rotated({ kind: "decision", overlapHours: 0 });
    const third = await fresh();
    expect([await by(first), await by(second), await by(third)]).toEqual(["visitor", "visitor", "token"]);
  });

  it("is an admin's, for known kinds, and in the audit log without the secret", async () => {
    for (const credential of [site.serverKey, site.writeKey, await makeToken(site, "editor")])
      expect((await rotate({ kind: "write" }, credential)).status).toBe(403);
    const other = await makeSite();
    expect((await rotate({ kind: "write" }, other.token)).status).toBe(404);
    for (const body of [
      {},
      { kind: "root" },
      { kind: "write", overlapHours: -1 },
      { kind: "write", overlapHours: 1e9 },
      { kind: "write", more: 1 },
    ])
      expect((await rotate(body)).status).toBe(422);
    const { key } = await rotated({ kind: "server" });
    const log = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`)).text();
    expect(log).toContain('"action":"key.rotate","target":"server"');
    expect(log).not.toContain(key);
  });

  it("keeps nothing by which a secret could be used", async () => {
    const secrets = [site.serverKey, site.token];
    for (const kind of ["server", "identity"]) secrets.push((await rotated({ kind })).key);
    const stored = await runInDurableObject(siteStub(env, site.key), (_, { storage }) =>
      ["keys", "tokens", "audit", "site", "versions"].flatMap((table) =>
        storage.sql.exec(`SELECT * FROM ${table}`).toArray(),
      ),
    );
    const dump = JSON.stringify([stored, await env.PUBLISHED.get(`site:${site.key}`)]);
    for (const secret of secrets) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(secret.split("_").at(-1));
    }
  });
});
