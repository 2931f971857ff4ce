import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { siteStub } from "../../worker/objects/stubs.ts";
import { askAs, makeSite, makeToken } from "../support/site.ts";

afterEach(() => {
  vi.useRealTimers();
});

describe("POST /v1/sites/:site/tokens", () => {
  it("gives the secret once, and lists it by its prefix only", async () => {
    const site = await makeSite();
    const path = `/v1/sites/${site.key}/tokens`;
    const made = await askAs(site.token, "POST", path, { role: "viewer", name: "Ada" });
    expect(made.status).toBe(201);
    const { id, token, prefix } = await made.json<{ id: string; token: string; prefix: string }>();
    expect(token.endsWith("_") || token.includes(`_${prefix}`)).toBe(true);
    expect(prefix).toHaveLength(8);
    const listed = await (await askAs(site.token, "GET", path)).text();
    expect(JSON.parse(listed).tokens).toContainEqual(
      expect.objectContaining({ id, role: "viewer", name: "Ada", prefix }),
    );
    expect(listed).not.toContain(token);
  });

  it("stores no usable secret", async () => {
    const site = await makeSite();
    const viewer = await makeToken(site, "viewer");
    const dump = await runInDurableObject(siteStub(env, site.key), (_, { storage }) => {
      const tables = storage.sql
        .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'")
        .toArray();
      const mine = tables.filter(({ name }) => !name.startsWith("_cf") && !name.startsWith("sqlite"));
      return JSON.stringify(mine.map(({ name }) => storage.sql.exec(`SELECT * FROM ${name}`).toArray()));
    });
    for (const secret of [site.token, site.serverKey, viewer]) {
      expect(dump).not.toContain(secret);
      expect(dump).not.toContain(secret.slice(-24));
    }
    expect(dump).toContain(site.writeKey);
  });

  it.each([
    [{ role: "owner", name: "x" }, "/role"],
    [{ role: "viewer" }, "/name"],
    [{ role: "viewer", name: " " }, "/name"],
    [{ role: "viewer", name: "x", expiresAt: "2001-01-01T00:00:00Z" }, "/expiresAt"],
    [{ role: "viewer", name: "x", expiresAt: "soon" }, "/expiresAt"],
    [{ role: "viewer", name: "x", admin: true }, "/admin"],
  ])("refuses %j at %s", async (body, path) => {
    const site = await makeSite();
    const answer = await askAs(site.token, "POST", `/v1/sites/${site.key}/tokens`, body);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ path }] });
  });

  it("is for admins", async () => {
    const site = await makeSite();
    const editor = await makeToken(site, "editor");
    expect((await askAs(editor, "POST", `/v1/sites/${site.key}/tokens`, { role: "admin", name: "x" })).status).toBe(
      403,
    );
    expect((await askAs(editor, "GET", `/v1/sites/${site.key}/tokens`)).status).toBe(403);
  });

  it("makes tokens that end when they expire", async () => {
    const site = await makeSite();
    const soon = await makeToken(site, "viewer", new Date(Date.now() + 60_000).toISOString());
    expect((await askAs(soon, "GET", `/v1/sites/${site.key}/config`)).status).toBe(200);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_001 });
    expect((await askAs(soon, "GET", `/v1/sites/${site.key}/config`)).status).toBe(401);
  });
});

describe("DELETE /v1/sites/:site/tokens/:id", () => {
  it("revokes at once", async () => {
    const site = await makeSite();
    const viewer = await makeToken(site, "viewer");
    const path = `/v1/sites/${site.key}/tokens`;
    const { tokens } = await (await askAs(site.token, "GET", path)).json<{ tokens: { id: string; role: string }[] }>();
    const id = tokens.find(({ role }) => role === "viewer")?.id;
    expect((await askAs(site.token, "DELETE", `${path}/${id}`)).status).toBe(200);
    expect((await askAs(viewer, "GET", `/v1/sites/${site.key}/config`)).status).toBe(401);
    expect((await askAs(site.token, "DELETE", `${path}/${id}`)).status).toBe(404);
  });
});
