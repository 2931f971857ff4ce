import * as v from "valibot";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ExportSchema } from "#shared/wire/privacy";
import { aToken, identitySecretOf } from "../support/identityTokens.ts";
import { anAnonymousId, anOrder } from "../support/messages.ts";
import { ownPageOf } from "../support/ownPage.ts";
import { askAs, makeSite, ROOT, type TestSite } from "../support/site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await makeSite();
});

const page = ownPageOf(() => site);
const asked = async (action: string, identityToken: string) => {
  const answer = await page.asked(action, null, { identityToken });
  expect(answer.status).toBe(200);
  return await answer.text();
};

describe("what a visitor is given of what is held about them", () => {
  it("names nobody who looked or did something: it says what kind of somebody that was, and when", async () => {
    const [id, userId] = [anAnonymousId(), `u-${crypto.randomUUID()}`];
    await askAs(site.serverKey, "POST", "/v1/identify", { userId, anonymousId: id });
    await askAs(site.serverKey, "POST", "/v1/track", { userId, ...anOrder(id, "o-1", 77) });
    const names = ["Grace Hopper", "grace@shop.example"];
    for (const name of names) {
      const body = { role: "admin", name };
      const made = await askAs(site.token, "POST", `/v1/sites/${site.key}/tokens`, body);
      const { token } = await made.json<{ token: string }>();
      for (const path of ["", "/export", "/history"])
        expect((await askAs(token, "GET", `/v1/sites/${site.key}/visitors/${id}${path}`)).status).toBe(200);
    }
    for (const path of ["", "/export"]) await askAs(ROOT, "GET", `/v1/sites/${site.key}/visitors/${id}${path}`);
    await askAs(site.serverKey, "GET", `/v1/sites/${site.key}/visitors/${id}`);
    const exported = () => askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${id}/export`);
    await vi.waitFor(async () => {
      expect(v.parse(ExportSchema, await (await exported()).json()).sightings).toHaveLength(4);
    });
    const admins = await (await exported()).text();
    for (const name of names) expect(admins).toContain(name);
    const identityToken = await aToken(site, await identitySecretOf(site), userId);
    const text = await asked("download", identityToken);
    for (const name of [...names, "First admin", "mt_"]) expect(text).not.toContain(name);
    const file = v.parse(ExportSchema, JSON.parse(text));
    // However many of them looked.
    expect(file.sightings.map(({ actor, how }) => `${actor} ${how}`).sort()).toEqual([
      "marketer opened",
      "operator opened",
      "server opened",
    ]);
    for (const { visitor, first, last } of file.sightings) {
      expect(visitor).toBe(file.visitor.id);
      expect(first <= last).toBe(true);
    }
    expect([...new Set(file.deeds.map(({ actor }) => actor))].sort()).toEqual(["marketer", "operator", "visitor"]);
    const shown = await asked("show", identityToken);
    for (const name of [...names, "First admin"]) expect(shown).not.toContain(name);
  });
});
