import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { ExplainedSlotSchema } from "#shared/wire/explain";
import { aToken, identitySecretOf } from "../support/identityTokens.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const rule = { all: [] };
const HOSTILE = `<img src=x onerror="alert(1)">'{{`;
const ESCAPED = "&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#39;{\u200B{\u200B";
const CONFIG = {
  snippets: [
    {
      key: "welcome",
      content: '<p>Hi {{ traits.firstName | default: "there" }}</p>',
      translations: { fi: '<p>Hei {{ traits.firstName | default: "sinä" }}</p>', "fr-CA": "<p>Allô</p>" },
    },
  ],
  slots: [
    { key: "hero", snippets: [{ key: "hi", rule, library: "welcome" }] },
    { key: "measured", measured: true, snippets: [{ key: "hi", rule, library: "welcome" }] },
    { key: "note", snippets: [{ key: "text", rule, content: "Hi {{ traits.firstName }}", contentType: "text/plain" }] },
    {
      key: "data",
      snippets: [{ key: "json", rule, content: '{"name": "{{ traits.firstName }}"}', contentType: "application/json" }],
    },
    {
      key: "picture",
      snippets: [
        {
          key: "tea",
          rule,
          image: { url: "/tea.png", alt: "Tea for {{ traits.firstName | default: 'you' }}", width: 2, height: 1 },
        },
      ],
    },
    { key: "plain", snippets: [{ key: "same", rule, content: "<p>Same</p>" }] },
  ],
};

let site: TestSite;
let secret: string;

beforeAll(async () => {
  site = await makeSite();
  secret = await identitySecretOf(site);
  await publishConfig(site, CONFIG);
});

const draft = (config: unknown, to = site) => askAs(to.token, "PUT", `/v1/sites/${to.key}/config/draft`, config);
const faultsOf = async (config: unknown, to = site) => {
  const answer = await draft(config, to);
  expect(answer.status).toBe(422);
  return (await answer.json<{ errors: { path: string; message: string }[] }>()).errors;
};
const decide = async (anonymousId: string, more: object = {}) => {
  const answer = await send(site, "decide", { anonymousId, ...more });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  return v.parse(DecisionsSchema, await answer.json());
};
const contentsOf = ({ decisions }: v.InferOutput<typeof DecisionsSchema>) =>
  Object.fromEntries(Object.entries(decisions).map(([slot, { content }]) => [slot, content]));

/** Somebody of this name, who has proved who they are or only says so. */
async function aVisitor(firstName: unknown, isProven: boolean) {
  const [anonymousId, userId] = [anAnonymousId(), `user-${anAnonymousId()}`];
  const identityToken = isProven ? await aToken(site, secret, userId) : undefined;
  await send(site, "identify", { anonymousId, userId, traits: { firstName }, identityToken });
  return anonymousId;
}

const UNPROVEN = {
  hero: "<p>Hi there</p>",
  measured: "<p>Hi there</p>",
  note: "Hi ",
  data: '{"name": ""}',
  picture: '<img src="/tea.png" alt="Tea for you" width="2" height="1">',
  plain: "<p>Same</p>",
};

describe("POST /v1/decide", () => {
  it("prints what is personal to those who have proved who they are, escaped for where it stands", async () => {
    const shown = contentsOf(await decide(await aVisitor(HOSTILE, true)));
    expect(shown).toEqual({
      hero: `<p>Hi ${ESCAPED}</p>`,
      measured: `<p>Hi ${ESCAPED}</p>`,
      note: `Hi ${HOSTILE}`,
      data: JSON.stringify({ name: HOSTILE }).replace(":", ": ").replace("<", "\\u003c"),
      picture: `<img src="/tea.png" alt="Tea for ${ESCAPED}" width="2" height="1">`,
      plain: "<p>Same</p>",
    });
    expect(JSON.parse(shown["data"] ?? "")).toEqual({ name: HOSTILE });
  });

  it("prints nothing of it to those who only claim to be somebody, who are nobody, or who present another's user id", async () => {
    const claimed = await aVisitor("Ann", false);
    expect(contentsOf(await decide(claimed))).toEqual(UNPROVEN);
    expect(contentsOf(await decide(anAnonymousId()))).toEqual(UNPROVEN);
    const [own, userId] = [anAnonymousId(), `user-${anAnonymousId()}`];
    await send(site, "identify", {
      anonymousId: own,
      userId,
      traits: { firstName: "Ann" },
      identityToken: await aToken(site, secret, userId),
    });
    const attacker = anAnonymousId();
    await send(site, "identify", { anonymousId: attacker, userId, traits: {} });
    expect(contentsOf(await decide(own))["hero"]).toBe("<p>Hi Ann</p>");
    expect(contentsOf(await decide(attacker))).toEqual(UNPROVEN);
    expect(contentsOf(await decide(anAnonymousId(), { userId }))).toEqual(UNPROVEN);
    const byServer = await askAs(site.serverKey, "POST", "/v1/decide", { userId });
    expect(contentsOf(v.parse(DecisionsSchema, await byServer.json()))["hero"]).toBe("<p>Hi Ann</p>");
    const byToken = await decide(attacker, { identityToken: await aToken(site, secret, userId) });
    expect(byToken.decisions["hero"]?.content).toBe("<p>Hi Ann</p>");
  });

  it("prints nothing of traits that are neither text nor numbers, and cuts long ones", async () => {
    for (const odd of [{ a: "<b>" }, ["<b>"], null])
      expect(contentsOf(await decide(await aVisitor(odd, true)))).toEqual(UNPROVEN);
    const long = contentsOf(await decide(await aVisitor("x".repeat(10_000), true)));
    expect(long["note"]).toBe(`Hi ${"x".repeat(500)}`);
    expect(contentsOf(await decide(await aVisitor(7, true)))["note"]).toBe("Hi 7");
  });

  it("puts nothing personal in a decision token, and decides by none where content is personal", async () => {
    const anonymousId = await aVisitor("Ann", true);
    const { token } = await decide(anonymousId, { token: true });
    expect(token).toBeDefined();
    const by = async (slots: string[] | undefined) => {
      const answer = await send(site, "decide", { anonymousId, token, slots });
      return [answer.headers.get("server-timing"), contentsOf(v.parse(DecisionsSchema, await answer.json()))["hero"]];
    };
    expect(await by(undefined)).toEqual(["visitor", "<p>Hi Ann</p>"]);
    expect(await by(["hero"])).toEqual(["visitor", "<p>Hi Ann</p>"]);
    expect(await by(["plain"])).toEqual(["token", undefined]);
  });

  it.each<[string | null, string | undefined, string, string]>([
    ["fi", undefined, "fi", "<p>Hei sinä</p>"],
    ["fi-FI", undefined, "fi", "<p>Hei sinä</p>"],
    ["FR-ca", undefined, "fr-CA", "<p>Allô</p>"],
    ["fr", undefined, "en", "<p>Hi there</p>"],
    [null, "sv, fi;q=0.8, en;q=0.5", "fi", "<p>Hei sinä</p>"],
    [null, "en-GB, fi;q=0.9", "en", "<p>Hi there</p>"],
    [null, "fi;q=0, da", "en", "<p>Hi there</p>"],
    [null, undefined, "en", "<p>Hi there</p>"],
    ["fi", "fr-CA", "fi", "<p>Hei sinä</p>"],
    ["no language at all", undefined, "en", "<p>Hi there</p>"],
  ])("speaks the language of the page or the browser: %s, %s", async (locale, accepted, language, content) => {
    const headers = {
      "content-type": "application/json",
      ...(accepted !== undefined && { "accept-language": accepted }),
    };
    const body = JSON.stringify({ writeKey: site.writeKey, anonymousId: anAnonymousId(), locale });
    const { decisions } = v.parse(
      DecisionsSchema,
      await (await ask("/v1/decide", { method: "POST", headers, body })).json(),
    );
    for (const slot of ["hero", "measured"]) expect(decisions[slot]).toMatchObject({ language, content });
    expect(decisions["plain"]).not.toHaveProperty("language");
  });
});

describe("POST /v1/page", () => {
  it("answers in the visitor's language and, once proven, by name, recorded slots too", async () => {
    const anonymousId = await aVisitor("Ann", true);
    const view = aPage(anonymousId, { decide: true, context: { locale: "fi-FI" } });
    const { decisions } = v.parse(
      v.looseObject({ decisions: DecisionsSchema.entries.decisions }),
      await (await send(site, "page", view)).json(),
    );
    for (const slot of ["hero", "measured"])
      expect(decisions[slot]).toMatchObject({ content: "<p>Hei Ann</p>", language: "fi", reason: "match" });
    const claimed = aPage(await aVisitor("Ann", false), { decide: ["measured"] });
    const answer = await (await send(site, "page", claimed)).json<v.InferOutput<typeof DecisionsSchema>>();
    expect(answer.decisions["measured"]?.content).toBe("<p>Hi there</p>");
  });
});

describe("GET /v1/snippets/:slot", () => {
  it("says the language of what it gives, and escapes text once", async () => {
    const cookie = `rfedge_id=${await aVisitor("<b>", true)}`;
    const fragment = (slot: string) =>
      ask(`/v1/snippets/${slot}?key=${site.writeKey}`, { headers: { cookie, "accept-language": "fi" } });
    const hero = await fragment("hero");
    expect(hero.headers.get("content-language")).toBe("fi");
    expect(hero.headers.get("cache-control")).toBe("private, no-store");
    expect(await hero.text()).toBe("<p>Hei &#60;b&#62;</p>");
    expect(await (await fragment("note")).text()).toBe("Hi &#60;b&#62;");
    expect((await fragment("plain")).headers.has("content-language")).toBe(false);
  });
});

describe("POST /ofrep/v1/evaluate/flags/:slot", () => {
  it("gives the same words", async () => {
    const context = { targetingKey: await aVisitor("Ann", true), locale: "fi" };
    const answer = await askAs(site.writeKey, "POST", "/ofrep/v1/evaluate/flags/hero", { context });
    expect(await answer.json()).toMatchObject({ value: "<p>Hei Ann</p>", variant: "hi" });
  });
});

describe("GET /v1/sites/:site/visitors/:id/explain", () => {
  it("says which languages and fields a snippet has, and what the fields are", async () => {
    const anonymousId = await aVisitor("Ann", true);
    const path = `/v1/sites/${site.key}/visitors/${anonymousId}/explain?slot=`;
    const explained = async (slot: string) =>
      v.parse(ExplainedSlotSchema, await (await askAs(site.token, "GET", path + slot)).json());
    const { decision, snippets } = await explained("hero");
    expect(decision).toMatchObject({ snippet: "hi", content: "<p>Hi there</p>", language: "en" });
    expect(snippets[0]).toMatchObject({
      languages: ["fi", "fr-CA"],
      fields: [{ fact: "traits.firstName", actual: "Ann" }],
    });
    expect((await explained("plain")).snippets[0]).toEqual({ snippet: "same", outcome: "shown", comparisons: [] });
  });
});

describe("GET /v1/sites/:site/config", () => {
  it("keeps what was written: the reference, the languages, the picture", async () => {
    const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/config`);
    const { config } = await answer.json<{ config: typeof CONFIG }>();
    expect(config.snippets[0]).toMatchObject(CONFIG.snippets[0] ?? {});
    expect(config.slots[0]?.snippets[0]).toMatchObject({ key: "hi", library: "welcome" });
    expect(config.slots[0]?.snippets[0]).not.toHaveProperty("content");
    expect(config.slots[4]?.snippets[0]).toMatchObject(CONFIG.slots[4]?.snippets[0] ?? {});
  });
});

describe("PUT /v1/sites/:site/config/draft", () => {
  it("refuses merge fields that are none, or stand where they must not, each at its place", async () => {
    const shown = (content: string, more: object = {}) => ({ key: `s-${crypto.randomUUID()}`, rule, content, ...more });
    const errors = await faultsOf({
      snippets: [{ key: "tea", content: '<p class="{{ traits.x }}">' }],
      slots: [
        {
          key: "hero",
          snippets: [
            shown("{{ traits.x"),
            shown("<p>Fine {{ traits.x }}</p>", { translations: { fi: '<a href="{{ traits.x }}">x</a>' } }),
            shown("{{ segment }}"),
            { key: "tea", rule, library: "tea" },
            shown('{"{{ traits.x }}": 1}', { contentType: "application/json" }),
          ],
        },
      ],
    });
    expect(errors.map(({ path }) => path)).toEqual([
      "/snippets/0/content",
      "/slots/0/snippets/0/content",
      "/slots/0/snippets/1/translations/fi",
      "/slots/0/snippets/2/content",
      "/slots/0/snippets/4/content",
    ]);
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringContaining("{{ traits.x }} must not stand in class"),
      expect.stringContaining("is no template: output"),
      expect.stringContaining("{{ traits.x }} must not stand in href"),
      "knows traits and group alone, not segment",
      expect.stringContaining("must not name a key"),
    ]);
  });

  it("refuses to take a piece out of the library that snippets show, and names them", async () => {
    const other = await makeSite();
    await publishConfig(other, CONFIG);
    expect(await faultsOf({ ...CONFIG, snippets: [] }, other)).toEqual([
      { path: "/slots/0/snippets/0/library", message: "names what is not in the library: welcome" },
      { path: "/slots/1/snippets/0/library", message: "names what is not in the library: welcome" },
    ]);
    const [, , ...rest] = CONFIG.slots;
    expect((await draft({ ...CONFIG, snippets: [], slots: rest }, other)).status).toBe(200);
  });
});
