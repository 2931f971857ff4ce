import { beforeAll, describe, expect, it } from "vitest";
import { aToken, identitySecretOf } from "../support/identityTokens.ts";
import { anAnonymousId, aPage } from "../support/messages.ts";
import { type Headers, OWN, ownPageOf, textOf } from "../support/ownPage.ts";
import { ask, askAs, makeSite, type TestSite } from "../support/site.ts";

let site: TestSite;
let secret: string;
const { people, address, asked, isKnown, aBuyer, aUser } = ownPageOf(() => site);

beforeAll(async () => {
  site = await makeSite("Pantry & Post");
  secret = await identitySecretOf(site);
});

describe("an erasure", () => {
  it("takes all that is held of somebody anonymous, and the browser forgets; it is noted", async () => {
    const id = await aBuyer();
    const answer = await asked("erase", id, {}, { cookie: `rfedge_id=${id}; rfedge_decision=x` });
    expect(answer.headers.getSetCookie().map((cookie) => cookie.split(";")[0])).toEqual([
      "rfedge_id=",
      "rfedge_decision=",
    ]);
    const text = await textOf(answer);
    expect(text).toContain("Gone for good. Events: 2. Orders: 1. Profiles: 1.");
    expect(text).toContain('<script defer src="/v1/own-data.js"></script>');
    expect(text).toContain("This browser has no number here");
    expect(await isKnown(id)).toBe(false);
    const audit = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
    const { entries } = await audit.json<{ entries: { actor: string; action: string; target: string }[] }>();
    expect(entries.find(({ target }) => target === people.idOf(id))).toMatchObject({
      actor: "visitor",
      action: "visitor.erase",
    });
    expect(await textOf(await asked("erase", id))).toContain("Nothing is held about you here.");
  });

  it("of a user who is not proven takes what came from the browser; with the site's proof all of it", async () => {
    const { id, claiming, userId } = await aUser();
    expect(await textOf(await asked("erase", claiming))).toContain("Gone for good. Events: 2.");
    expect((await people.read(userId)).anonymousIds).toEqual([id]);
    const identityToken = await aToken(site, secret, userId);
    expect(await textOf(await asked("erase", null, { identityToken }))).toContain("Orders: 1. Profiles: 1.");
    expect(await isKnown(userId)).toBe(false);
  });
});

describe("a choice", () => {
  it("to refuse erases, and is heeded from then on; to allow undoes it", async () => {
    const id = await aBuyer();
    const refused = await asked("refuse", id, {}, { cookie: `rfedge_id=${id}; rfedge_consent=analytics:1.ads:1` });
    const cookies = refused.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
    expect(cookies).toEqual(["rfedge_consent=analytics:0.ads:1", "rfedge_id=", "rfedge_decision="]);
    expect(await textOf(refused)).toContain("You have refused: nothing is recorded.");
    expect(await isKnown(id)).toBe(false);
    const next = anAnonymousId();
    const view = (cookie: string) =>
      ask("/v1/page", {
        method: "POST",
        headers: { cookie },
        body: JSON.stringify({ writeKey: site.writeKey, ...aPage(next) }),
      });
    await view(cookies[0] ?? "");
    expect(await isKnown(next)).toBe(false);
    const allowed = await asked("allow", next, {}, { cookie: `rfedge_id=${next}; ${cookies[0]}`, "sec-gpc": "1" });
    expect(allowed.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^rfedge_consent=analytics:1\.ads:1; Path=\/; Max-Age=34128000; SameSite=Lax; Secure$/),
    ]);
    await view("rfedge_consent=analytics:1.ads:1");
    expect(await isKnown(next)).toBe(true);
  });
});

describe("a form that is none", () => {
  it.each<[BodyInit, Headers, number]>([
    ["action=show", { "content-type": "application/json" }, 415],
    ["action=show", { "content-type": "text/plain" }, 415],
    ["action=grab", {}, 400],
    [`action=show&identityToken=${"x".repeat(20_000)}`, {}, 413],
    ["action=%FF%00&identityToken=%", {}, 400],
    ["", {}, 200],
  ])("is refused: %j with %j", async (body, headers, status) => {
    const form = { "content-type": "application/x-www-form-urlencoded", ...OWN, ...headers };
    expect((await ask(address(), { method: "POST", headers: form, body })).status).toBe(status);
  });
});
