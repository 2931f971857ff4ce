import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ExportSchema } from "#shared/wire/privacy";
import { IdentityObject } from "../../worker/objects/identity/IdentityObject.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { aToken, identitySecretOf } from "../support/identityTokens.ts";
import { anAnonymousId, send } from "../support/messages.ts";
import { type Headers, OWN, ownPageOf, textOf } from "../support/ownPage.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

let site: TestSite;
let other: TestSite;
let secret: string;
const { address, asking, asked, aBuyer, aUser } = ownPageOf(() => site);

beforeAll(async () => {
  [site, other] = await Promise.all([makeSite("Pantry & Post"), makeSite()]);
  secret = await identitySecretOf(site);
  await publishConfig(site, { site: { name: "Pantry & Post", origins: ["https://shop.example"] } });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const watched = () => {
  const visitors = (["record", "known", "read", "membership", "events"] as const).map((name) =>
    vi.spyOn(VisitorObject.prototype, name),
  );
  const judge = vi.spyOn(IdentityObject.prototype, "holderOf");
  return () => [...visitors, judge].reduce((sum, { mock }) => sum + mock.calls.length, 0);
};

describe("GET /v1/own-data", () => {
  it("says what may be done, asks no object, and belongs to nobody else's page", async () => {
    const calls = watched();
    const answer = await ask(address(), { headers: { cookie: `rfedge_id=${anAnonymousId()}` } });
    expect(answer.status).toBe(200);
    expect(calls()).toBe(0);
    const { headers } = answer;
    expect(headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect([headers.get("access-control-allow-origin"), headers.get("set-cookie")]).toEqual([null, null]);
    const text = await textOf(answer);
    expect(text).toContain("Your data at Pantry & Post");
    expect(text).toContain("This browser is known here by a random number.");
    expect(text).not.toContain("<script");
  });

  it.each([
    ["en", "Your data"],
    ["da", "Dine data"],
    ["de-AT", "Ihre Daten"],
    ["fi-FI", "Omat tietosi"],
    ["nl", "Uw gegevens"],
    ["zh-TW", "您的資料"],
    ["sv", "Your data"],
  ])("speaks the reader's language: %s", async (language, title) => {
    const answer = await ask(`/v1/own-data?key=${site.writeKey}`, { headers: { "accept-language": language } });
    expect(await textOf(answer)).toContain(`<title>${title} · Pantry & Post</title>`);
  });

  it("is for a write key in its address alone", async () => {
    expect((await ask("/v1/own-data")).status).toBe(401);
    expect((await ask(`/v1/own-data?key=${site.serverKey}`)).status).toBe(403);
    expect((await ask("/v1/own-data?key=wk_nobody_x")).status).toBe(401);
  });

  it.each([
    [{}, "You have chosen nothing in this browser."],
    [{ "sec-gpc": "1" }, "Your browser sends Global Privacy Control."],
    [{ cookie: "rfedge_consent=analytics:1" }, "You have agreed to be recorded."],
    [{ cookie: "rfedge_consent=analytics:0.ads:1" }, "You have refused: nothing is recorded."],
  ])("says what was chosen: %j", async (headers, sentence) => {
    expect(await textOf(await ask(address(), { headers }))).toContain(sentence);
  });
});

describe("what is held", () => {
  it("is shown to the browser whose own cookie names somebody anonymous: pages, orders, group, scores, choices", async () => {
    const id = await aBuyer();
    const text = await textOf(await asked("show", id));
    const told = ["€42.50", "/lamps", "“New”", "how much spent", "analytics yes, ads no"];
    for (const part of [id, `o-${id.slice(0, 8)}`, ...told]) expect(text).toContain(part);
  });

  it("is told in the reader's language: group, amounts and what happened", async () => {
    const id = await aBuyer();
    const answer = await asking({ action: "show" }, { ...OWN, cookie: `rfedge_id=${id}` }, address("fi"));
    const text = (await textOf(answer)).replaceAll(/\s+/g, " ");
    for (const part of ["”Uusi”", "<td>42,50 €</td>", "<td>0 s</td>", ": Sivu <span>/lamps</span>"])
      expect(text).toContain(part);
  });

  it("is downloaded whole, as an admin exports it, and noted", async () => {
    const id = await aBuyer();
    await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${id}/export`);
    const answer = await asked("download", id);
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="t-[\w-]+-own-data\.json"$/);
    const file = v.parse(ExportSchema, await answer.json());
    expect(file.visitor.anonymousIds).toEqual([id]);
    expect(file.events).toHaveLength(2);
    expect(file.deeds.map(({ actor, action }) => [actor, action])).toEqual([
      ["visitor", "visitor.export"],
      ["marketer", "visitor.export"],
    ]);
  });

  it("is nothing for whoever has no cookie of ours: Segment's may be set by any link", async () => {
    const id = await aBuyer();
    for (const cookie of ["", `ajs_anonymous_id=${id}`, "rfedge_id=short", `rfedge_id=${anAnonymousId()}`]) {
      const text = await textOf(await asked("show", null, {}, { cookie }));
      expect(text).toContain("Nothing is held about you here.");
      expect(text).not.toContain("42.50");
    }
  });

  it.each<[string, Headers]>([
    ["another site", { origin: "https://evil.example", "sec-fetch-site": "cross-site" }],
    ["another host of the same site", { origin: "https://blog.edge.test", "sec-fetch-site": "same-site" }],
    ["nowhere", { origin: "null", "sec-fetch-site": "cross-site" }],
    ["an old browser's other origin", { origin: "https://evil.example" }],
    ["somewhere unsaid", {}],
  ])("is given to no form of %s, and nothing is done for it", async (_, headers) => {
    const id = await aBuyer();
    const calls = watched();
    for (const action of ["show", "download", "erase", "refuse", "allow"]) {
      const answer = await asking({ action }, { ...headers, cookie: `rfedge_id=${id}` });
      expect([answer.status, answer.headers.get("set-cookie")]).toEqual([403, null]);
      expect(await textOf(answer)).toContain("This must be asked for from this page itself.");
    }
    expect(calls()).toBe(0);
  });

  it("of a user is shown by the site's proof alone: neither a proven device's cookie nor a claim is enough", async () => {
    const { id, claiming, userId } = await aUser();
    for (const device of [id, claiming]) {
      const shown = await textOf(await asked("show", device));
      const file = await textOf(await asked("download", device));
      for (const text of [shown, file]) {
        expect(text).toContain("This browser belongs to somebody who has signed in.");
        for (const part of ["Ada-of-the-secret", "secret-order", "€77.00", "Purchases"])
          expect(text).not.toContain(part);
      }
    }
    const token = await aToken(site, secret, userId);
    const proven = await textOf(await asked("show", claiming, { identityToken: token }));
    for (const part of ["Ada-of-the-secret", "secret-order", "€77.00", userId]) expect(proven).toContain(part);
    expect(proven).toContain(`name="identityToken" value="${token}"`);
  });

  it("of a user comes to the site's own pages with its proof, and to no other's", async () => {
    const { userId } = await aUser();
    const identityToken = await aToken(site, secret, userId);
    const fields = { action: "show", identityToken };
    const own = await asking(fields, { origin: "https://shop.example", "sec-fetch-site": "cross-site" });
    expect([own.status, (await textOf(own)).includes("Ada-of-the-secret")]).toEqual([200, true]);
    const foreign = await asking(fields, { origin: "https://evil.example", "sec-fetch-site": "cross-site" });
    expect([foreign.status, (await textOf(foreign)).includes("Ada-of-the-secret")]).toEqual([403, false]);
  });

  it.each(["expired", "of another site", "of another user", "made up"])(
    "is not shown by a token that is %s",
    async (which) => {
      const { claiming, userId } = await aUser();
      const tokens: Readonly<Record<string, string>> = {
        expired: await aToken(site, secret, userId, { iat: 1_700_000_000, exp: 1_700_000_600 }),
        "of another site": await aToken(site, secret, userId, { aud: other.key }),
        "of another user": await aToken(site, secret, `u-${crypto.randomUUID()}`),
        "made up": await aToken(site, "x".repeat(32), userId),
      };
      const text = await textOf(await asked("show", claiming, { identityToken: tokens[which] ?? "" }));
      expect(text).not.toContain("Ada-of-the-secret");
    },
  );

  it("stays inert, whatever a page or a person said", async () => {
    const id = anAnonymousId();
    const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>`;
    await send(site, "track", { anonymousId: id, event: hostile, context: { page: { path: hostile } } });
    const html = await (await asked("show", id)).text();
    expect(html).not.toMatch(/<script|<img/);
    expect(html).toContain("alert(1)");
  });
});
