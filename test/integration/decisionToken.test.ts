import { env } from "cloudflare:workers";
import { test } from "@fast-check/vitest";
import fc from "fast-check";
import * as v from "valibot";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { lawRuns } from "../support/lawRuns.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const START = Date.UTC(2027, 1, 3, 9, 30);

const hero = {
  key: "hero",
  snippets: [
    { key: "fresh", rule: { fact: "daysSince.order", lt: (30 / DAY_MS) * 1_000 }, content: "<p>Thank you</p>" },
    {
      key: "sale",
      rule: {
        all: [
          { fact: "page.path", eq: "/sale" },
          { fact: "orders", eq: 0 },
        ],
      },
      content: "<p>Sale</p>",
    },
    { key: "new", rule: { fact: "segment", eq: "new" }, content: "<p>New</p>" },
    { key: "keen", rule: { fact: "value.rfe.engagement", gte: 3 }, content: "<p>Keen</p>" },
  ],
};
const banner = {
  key: "banner",
  snippets: [{ key: "seen", rule: { fact: "pageViews", gte: 2 }, content: "<p>Seen</p>" }],
};
const held = { key: "held", holdoutPercent: 50, snippets: [{ key: "any", rule: { all: [] }, content: "<p>Any</p>" }] };
const personal = {
  key: "personal",
  snippets: [{ key: "ada", rule: { fact: "traits.name", eq: "Ada" }, content: "<p>Ada</p>" }],
};

let site: TestSite;
let mixed: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: [hero, banner] });
  mixed = await makeSite();
  await publishConfig(mixed, { slots: [hero, held, personal] });
});

beforeEach(() => {
  vi.setSystemTime(START);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const answerOf = async (response: Response) => {
  expect(response.status).toBe(200);
  const body = v.parse(DecisionsSchema, await response.json());
  return { by: response.headers.get("server-timing"), ...body };
};
const decide = async (body: Record<string, unknown>, to = site) => answerOf(await send(to, "decide", body));
const view = async (anonymousId: string, more: object = {}, to = site) =>
  answerOf(await send(to, "page", aPage(anonymousId, { decide: true, token: true, ...more })));

/** Someone who has been on a page, and the token that they were given for it. */
const someone = async (to = site) => {
  const anonymousId = anAnonymousId();
  const { token = "", tokenExpiresAt = "" } = await view(anonymousId, {}, to);
  return { anonymousId, token, expiresAt: Date.parse(tokenExpiresAt) };
};

/** What a call asks of objects and KV. */
async function costOf<T>(call: () => Promise<T>) {
  const spies = [
    vi.spyOn(env.VISITOR, "getByName"),
    vi.spyOn(env.VISITOR, "get"),
    vi.spyOn(env.IDENTITY, "getByName"),
    vi.spyOn(env.SITE, "getByName"),
    vi.spyOn(env.PUBLISHED, "get"),
  ];
  const answer = await call();
  const asked = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  for (const spy of spies) spy.mockRestore();
  return { answer, asked };
}

describe("a decision token", () => {
  it("comes with the decisions of whoever asks for one, and of nobody else", async () => {
    const { anonymousId, token, expiresAt } = await someone();
    expect(token).toMatch(/^[\w-]+\.\d+\.[\w-]{40,}$/);
    expect(expiresAt).toBe(START + 60_000);
    expect(await decide({ anonymousId })).not.toHaveProperty("token");
    expect((await decide({ anonymousId, token: true })).token).toBeDefined();
    expect(await decide({ anonymousId: anAnonymousId(), token: true })).not.toHaveProperty("token");
    const trusted = await askAs(site.serverKey, "POST", "/v1/decide", { userId: "u", anonymousId, token: true });
    expect(await trusted.json()).not.toHaveProperty("token");
  });

  it("decides what the object decides, asks no object and reads no KV", async () => {
    const { anonymousId, token } = await someone();
    for (const page of ["/", "/sale"]) {
      const asking = { anonymousId, page: { url: `https://shop.example${page}` } };
      const { answer, asked } = await costOf(() => decide({ ...asking, token }));
      expect([answer.by, asked]).toEqual(["token", 0]);
      expect({ ...answer, by: "visitor" }).toEqual(await decide(asking));
    }
  });

  it("says nothing to whoever reads it, and its length little", async () => {
    const { token } = await someone();
    const bytes = Uint8Array.fromBase64(token.split(".")[2] ?? "", { alphabet: "base64url" });
    expect(new TextDecoder().decode(bytes)).not.toMatch(/prospect|segment|engagement/);
    expect(bytes.byteLength % 48).toBe(30);
  });

  it("ends when a minute is over, or as soon as a decision could differ", async () => {
    const { anonymousId, token, expiresAt } = await someone();
    vi.setSystemTime(expiresAt - 1);
    expect((await decide({ anonymousId, token })).by).toBe("token");
    vi.setSystemTime(expiresAt);
    const replaced = await decide({ anonymousId, token });
    expect(replaced.by).toBe("visitor");
    expect(replaced.token).not.toBe(token);

    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    const bought = Date.now();
    vi.setSystemTime(bought + 10_000);
    const { decisions, token: short = "", tokenExpiresAt = "" } = await decide({ anonymousId, token: true });
    expect(decisions["hero"]?.snippet).toBe("fresh");
    const ends = Date.parse(tokenExpiresAt);
    expect(Math.abs(ends - (bought + 30_000))).toBeLessThanOrEqual(2);
    for (const at of [ends - 1, ends, bought + 29_998, bought + 30_000, bought + 30_001]) {
      vi.setSystemTime(at);
      const byToken = await decide({ anonymousId, token: short, slots: ["hero"] });
      expect(byToken.by).toBe(at < ends ? "token" : "visitor");
      expect(byToken.decisions).toEqual((await decide({ anonymousId, slots: ["hero"] })).decisions);
    }
  });

  it("is good for its anonymous id, site, configuration and model alone", async () => {
    const { anonymousId, token } = await someone();
    const by = async (body: Record<string, unknown>, to = site) => (await decide({ token, ...body }, to)).by;
    expect(await by({ anonymousId })).toBe("token");
    expect(await by({ anonymousId: anAnonymousId() })).toMatch(/^visitor/);
    expect(await by({ anonymousId: `${anonymousId} ` })).toMatch(/^visitor/);
    expect(await by({})).toBe('default;desc="unknown"');
    const spaced = { anonymousId: `${anAnonymousId()} b`, token: "" };
    spaced.token = (await view(spaced.anonymousId)).token ?? "";
    expect((await decide(spaced)).by).toBe("token");
    const [first] = spaced.anonymousId.split(" ");
    expect((await decide({ anonymousId: "b", token: `${spaced.token} ${first}` })).by).toMatch(/^visitor/);
    const other = await makeSite();
    await publishConfig(other, { slots: [hero, banner] });
    expect(await by({ anonymousId }, other)).toMatch(/^visitor/);
    const own = await makeSite();
    await publishConfig(own, { slots: [hero, banner] });
    const before = await someone(own);
    expect((await decide(before, own)).by).toBe("token");
    await publishConfig(own, { slots: [hero, banner] });
    expect((await decide(before, own)).by).toBe("visitor");
  });

  it("is as good as none where it is altered, cut or something else, and never a fault", async () => {
    const { anonymousId, token } = await someone();
    const [salt = "", day = "", locked = ""] = token.split(".");
    const wrong = [
      "",
      "x",
      "..",
      `${token}.`,
      `${token}A`,
      ` ${token}`,
      token.replaceAll("-", "+").replaceAll("_", "/").concat("="),
      token.slice(0, -1),
      token.slice(0, -4),
      locked,
      `${salt}.${day}.`,
      `1.${day}.${locked}`,
      `${salt}.${Number(day) - 1}.${locked}`,
      `${salt}.${Number(day) + 1}.${locked}`,
      `${salt}.NaN.${locked}`,
      `${salt}.${day}.${locked} `,
      `${salt}.${day}.${locked.toLowerCase()}`,
      `${salt}.${day}.${"A".repeat(40)}`,
      "A".repeat(20_000),
      "\u{1f6d2}".repeat(60),
    ];
    for (const text of wrong)
      expect([text, (await decide({ anonymousId, token: text })).by]).toEqual([text, "visitor"]);
    for (const odd of [null, true, false]) expect((await decide({ anonymousId, token: odd })).by).toBe("visitor");
    expect((await send(site, "decide", { anonymousId, token: { a: 1 } })).status).toBe(400);
  });

  test.prop([fc.nat(), fc.integer({ min: 1, max: 63 })], { numRuns: lawRuns() })(
    "is as good as none with any one letter changed",
    async (place, shift) => {
      vi.setSystemTime(START);
      const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
      const { anonymousId, token } = await altered();
      const start = token.lastIndexOf(".") + 1;
      const at = start + (place % (token.length - start));
      const letter = letters[(letters.indexOf(token[at] ?? "") + shift) % 64] ?? "";
      expect((await decide({ anonymousId, token: token.slice(0, at) + letter + token.slice(at + 1) })).by).toBe(
        "visitor",
      );
    },
  );
  let made: ReturnType<typeof someone> | undefined;
  const altered = () => {
    made ??= someone();
    return made;
  };

  it("is left aside where a slot is held out from some, or asks for personal traits", async () => {
    const { anonymousId, token } = await someone(mixed);
    expect((await decide({ anonymousId, token, slots: ["hero", "nowhere"] }, mixed)).by).toBe("token");
    for (const slots of [undefined, ["held"], ["hero", "held"], ["personal"]])
      expect((await decide({ anonymousId, token, slots }, mixed)).by).toBe("visitor");
    const capped = { key: "capped", snippets: [{ ...hero.snippets[2], cap: { per: "day", times: 1 } }] };
    const dealt = ["a", "b"].map((key) => ({ key, rule: { all: [] }, content: key, experiment: "spring" }));
    const none = await makeSite();
    await publishConfig(none, { slots: [held, personal, capped, { key: "dealt", snippets: dealt }] });
    const whole = await makeSite();
    await publishConfig(whole, { site: { holdoutPercent: 5 }, slots: [hero] });
    expect(await view(anAnonymousId(), {}, whole)).not.toHaveProperty("token");
    expect(await view(anAnonymousId(), {}, none)).not.toHaveProperty("token");
    expect(token).not.toBe("");
  });

  it("is none that a page view’s answer gives for another user than the device’s", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "identify", { anonymousId, userId: `one-${anonymousId}` });
    expect((await view(anonymousId)).token).toBeDefined();
    expect(await view(anonymousId, { userId: `two-${anonymousId}` })).not.toHaveProperty("token");
  });

  test.prop(
    [
      fc.array(fc.constantFrom("view", "order", "engaged", "sign-up", "link"), { maxLength: 6 }),
      fc.integer({ min: 0, max: 59_999 }),
      fc.constantFrom("/", "/sale", "/other"),
    ],
    { numRuns: Math.min(lawRuns(), 60) },
  )("decides as the object does, whatever somebody has done, until it ends", async (deeds, wait, path) => {
    vi.setSystemTime(START);
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    for (const [index, deed] of deeds.entries()) {
      vi.setSystemTime(START + (index + 1) * 1_000);
      if (deed === "view") await send(site, "page", aPage(anonymousId));
      if (deed === "order") await send(site, "track", anOrder(anonymousId, `o-${index}`, 40));
      if (deed === "engaged") await send(site, "track", { anonymousId, event: "Engaged", properties: { seconds: 20 } });
      if (deed === "sign-up") await send(site, "track", { anonymousId, event: "Signed Up" });
      if (deed === "link") await send(site, "identify", { anonymousId, userId: `u-${anonymousId}` });
    }
    const given = await decide({ anonymousId, token: true });
    const expiresAt = Date.parse(given.tokenExpiresAt ?? "");
    const at = Date.now() + wait;
    vi.setSystemTime(at);
    const asking = { anonymousId, page: { url: `https://shop.example${path}` } };
    const answer = await decide({ ...asking, token: given.token });
    expect(answer.by).toBe(at < expiresAt ? "token" : "visitor");
    const { by: _, segment, decisions, configVersion } = answer;
    expect({ segment, decisions, configVersion }).toMatchObject(
      await decide(asking).then(({ by, ...others }) => others),
    );
  });
});
