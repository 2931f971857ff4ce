import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { findingCalls } from "#shared/wire/findings";
import { openDecision } from "../../worker/journeys/decisionToken.ts";
import { askKnown, visitorById, visitorStub } from "../../worker/objects/stubs.ts";
import { aToken, identitySecretOf, nowSeconds, published } from "../support/identityTokens.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const HOUR_MS = 3_600_000;
const START = Math.ceil(Date.now() / HOUR_MS + 24) * HOUR_MS;
const slots = [
  {
    key: "hero",
    snippets: [
      { key: "new", rule: { fact: "segment", eq: "new" }, content: "<p>New</p>" },
      { key: "known", rule: { fact: "identified", eq: true }, content: "<p>Known</p>" },
    ],
  },
];

let site: TestSite;
let strict: TestSite;
let secret: string;
let strictSecret: string;

beforeAll(async () => {
  site = await makeSite();
  secret = await identitySecretOf(site);
  await publishConfig(site, { slots });
  strict = await makeSite();
  strictSecret = await identitySecretOf(strict);
  await publishConfig(strict, { slots, identity: { requireProof: true } });
});

beforeEach(() => {
  vi.setSystemTime(START);
});

afterEach(() => vi.useRealTimers());

const { read, idOf } = peopleOf(() => site);
const strictly = peopleOf(() => strict);
const aUser = () => `user-${anAnonymousId()}`;

const decide = async (body: Record<string, unknown>, to = site) => {
  const answer = await send(to, "decide", body);
  expect(answer.status).toBe(200);
  return v.parse(DecisionsSchema, await answer.json());
};
/** What an answer by the visitor's object says of who asks. */
const isProven = async (anonymousId: string, of = site) => {
  const { model, key } = await published(of);
  const request = { site: key, version: model.version, now: Date.now(), facts: [], anonymousId };
  let stub = visitorStub(env, key, { anonymousId });
  for (;;) {
    const answer = await askKnown(stub, request);
    if (answer.kind === "found") return answer.found.proven;
    const next = answer.kind === "forward" ? visitorById(env, answer.to) : null;
    if (next === null) return null;
    stub = next;
  }
};
const findingsOf = async (of: TestSite) => {
  const answer = await askAs(of.token, "GET", `/v1/sites/${of.key}/findings`);
  return v.parse(findingCalls.list.answer, await answer.json()).findings;
};

describe("a decision with an identity token", () => {
  it("is for the user whom it proves, and for the device alone where it proves nobody", async () => {
    const [userId, anonymousId] = [aUser(), anAnonymousId()];
    await send(site, "track", { ...anOrder("", "o-1", 40), anonymousId: undefined, userId });
    await send(site, "page", aPage(anonymousId));
    const identityToken = await aToken(site, secret, userId);
    expect((await decide({ anonymousId, identityToken })).segment).toBe("new");
    expect((await decide({ identityToken })).decisions["hero"]?.snippet).toBe("new");
    const wrong = await aToken(site, `${secret}x`, userId);
    for (const token of [wrong, "x", null, ""])
      expect((await decide({ anonymousId, identityToken: token })).segment).toBe("anonymous-prospect");
    expect((await decide({ identityToken: wrong })).decisions["hero"]?.reason).toBe("default");
    expect(await decide({ anonymousId, identityToken, token: true })).not.toHaveProperty("token");
  });
});

describe("a proven identity", () => {
  it("is one said with the server key or an identity token, in a call, its context or a batch; not one that is claimed", async () => {
    const identify = (body: Record<string, unknown>) => send(site, "identify", body);
    const told = async (more: (userId: string) => Promise<Record<string, unknown>>, kind = "identify") => {
      const [anonymousId, userId] = [anAnonymousId(), aUser()];
      expect((await send(site, kind, { ...aPage(anonymousId), userId, ...(await more(userId)) })).status).toBe(200);
      expect((await read(anonymousId)).userId).toBe(userId);
      return await isProven(anonymousId);
    };
    const token = (userId: string) => aToken(site, secret, userId);
    expect(await told(async () => ({}))).toBe(false);
    expect(await told(async (userId) => ({ identityToken: await token(userId) }))).toBe(true);
    expect(await told(async (userId) => ({ context: { identityToken: await token(userId) } }))).toBe(true);
    expect(await told(async (userId) => ({ userId: undefined, identityToken: await token(userId) }), "page")).toBe(
      true,
    );
    expect(await told(async () => ({ identityToken: await token("somebody else") }))).toBe(false);

    const [anonymousId, userId] = [anAnonymousId(), aUser()];
    await identify({ anonymousId, userId });
    expect(await isProven(anonymousId)).toBe(false);
    const message = { type: "identify", anonymousId, userId };
    await send(site, "batch", { batch: [message], context: { identityToken: await token(userId) } });
    expect(await isProven(anonymousId)).toBe(true);

    const trusted = { anonymousId: anAnonymousId(), userId: aUser() };
    await askAs(site.serverKey, "POST", "/v1/identify", trusted);
    expect(await isProven(trusted.anonymousId)).toBe(true);
  });

  it("is the device's own: whoever only claims the same user id has proved nothing", async () => {
    const userId = aUser();
    const [own, claimed, late] = [anAnonymousId(), anAnonymousId(), anAnonymousId()];
    await send(site, "identify", { anonymousId: claimed, userId });
    await send(site, "identify", { anonymousId: own, userId, identityToken: await aToken(site, secret, userId) });
    await send(site, "identify", { anonymousId: late, userId });
    expect((await read(own)).id).toBe((await read(claimed)).id);
    expect([await isProven(own), await isProven(claimed), await isProven(late)]).toEqual([true, false, false]);
  });

  it("is not that of a device which says it of a user other than its own", async () => {
    const [one, two] = [aUser(), aUser()];
    const [attacker, device] = [anAnonymousId(), anAnonymousId()];
    await send(site, "identify", { anonymousId: attacker, userId: two });
    await send(site, "identify", { anonymousId: device, userId: one });
    await send(site, "identify", { anonymousId: device, userId: two, identityToken: await aToken(site, secret, two) });
    expect([await isProven(device), await isProven(attacker)]).toEqual([false, false]);
  });

  it("is lost where somebody else's name is given a new one: each name needs its proof", async () => {
    const [victim, attacker] = [aUser(), aUser()];
    const [theirs, own] = [anAnonymousId(), anAnonymousId()];
    await send(site, "identify", {
      anonymousId: theirs,
      userId: victim,
      identityToken: await aToken(site, secret, victim),
    });
    expect(await isProven(theirs)).toBe(true);
    await send(site, "alias", { previousId: victim, userId: attacker });
    await send(site, "identify", {
      anonymousId: own,
      userId: attacker,
      identityToken: await aToken(site, secret, attacker),
    });
    expect((await read(own)).id).toBe(idOf(theirs));
    expect([await isProven(own), await isProven(theirs)]).toEqual([false, false]);
    await send(site, "identify", {
      anonymousId: theirs,
      userId: attacker,
      identityToken: await aToken(site, secret, attacker),
    });
    expect(await isProven(theirs)).toBe(true);
  });

  it("survives checkpoints and a link, and ends with an unlink", async () => {
    const userId = aUser();
    const [first, second] = [anAnonymousId(), anAnonymousId()];
    await send(site, "page", aPage(first));
    await send(site, "identify", { anonymousId: second, userId, identityToken: await aToken(site, secret, userId) });
    for (let views = 0; views < 30; views++) await send(site, "page", aPage(second));
    const { link, unlink } = peopleOf(() => site);
    await link(first, second);
    expect([await isProven(first), await isProven(second)]).toEqual([false, true]);
    await unlink(second, first);
    expect([await isProven(first), await isProven(second)]).toEqual([false, true]);
  });

  it("leaves no token in what is kept", async () => {
    const [anonymousId, userId] = [anAnonymousId(), aUser()];
    const identityToken = await aToken(site, secret, userId);
    await send(site, "identify", { anonymousId, userId, identityToken, context: { identityToken } });
    await send(site, "page", aPage(anonymousId, { identityToken, decide: true, token: true }));
    const events = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}/events`);
    expect(await events.text()).not.toMatch(/identityToken|"token"|eyJ/);
  });

  it("is nothing that a decision token says: what it carries is no proof", async () => {
    const [anonymousId, userId] = [anAnonymousId(), aUser()];
    await send(site, "identify", { anonymousId, userId, identityToken: await aToken(site, secret, userId) });
    const { token = "" } = await decide({ anonymousId, token: true });
    const now = Date.now();
    expect(await openDecision(env, await published(site), token, { anonymousId, now })).toMatchObject({
      proven: false,
    });
    expect(await isProven(anonymousId)).toBe(true);
  });
});

describe("identity.requireProof", () => {
  it.each([
    ["identify", { userId: "claimed", traits: { name: "Ada" } }],
    ["identify", { traits: { name: "Ada" } }],
    ["alias", { userId: "claimed", previousId: "somebody" }],
    ["group", { groupId: "club", traits: { plan: "gold" } }],
  ])("sets %s from a write key aside without a token: 200, and nothing has changed", async (kind, body) => {
    const anonymousId = anAnonymousId();
    await send(strict, "page", aPage(anonymousId));
    const before = await strictly.read(anonymousId);
    const answer = await send(strict, kind, { anonymousId, ...body });
    expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
    expect(await strictly.read(anonymousId)).toEqual(before);
    expect(await strictly.eventsOf(anonymousId)).toHaveLength(1);
  });

  it("takes them with one, and with the server key", async () => {
    const [anonymousId, userId] = [anAnonymousId(), aUser()];
    const identityToken = await aToken(strict, strictSecret, userId);
    await send(strict, "identify", { anonymousId, userId, traits: { name: "Ada" }, identityToken });
    expect(await strictly.read(anonymousId)).toMatchObject({ userId, traits: { name: "Ada" } });
    const trusted = { anonymousId: anAnonymousId(), userId: aUser() };
    await askAs(strict.serverKey, "POST", "/v1/identify", trusted);
    expect((await strictly.read(trusted.anonymousId)).userId).toBe(trusted.userId);
  });

  it("leaves a claimed user id out of whatever else comes from a device, and sets aside what names a user alone", async () => {
    const [anonymousId, userId] = [anAnonymousId(), aUser()];
    await send(strict, "track", anOrder(anonymousId, "o-1", 40, { userId }));
    expect(await strictly.read(anonymousId)).toMatchObject({ userId: null, totals: { orders: 1 } });
    await send(strict, "track", { event: "Signed Up", userId });
    expect(await strictly.status("GET", userId)).toBe(404);
    const answer = await send(strict, "page", { userId, decide: true });
    expect(answer.headers.get("server-timing")).toBe('default;desc="unknown"');
    expect(v.parse(DecisionsSchema, await answer.json()).decisions["hero"]?.reason).toBe("default");
    const batch = [
      { type: "identify", anonymousId, userId },
      { type: "track", event: "Signed Up", anonymousId },
    ];
    expect(await (await send(strict, "batch", { batch })).json()).toEqual({ success: true });
    const names = (await strictly.eventsOf(anonymousId)).map(({ name }) => name);
    expect(names.toSorted()).toEqual(["Order Completed", "Signed Up"]);
  });

  it("says so in the findings, and why a token proved nothing", async () => {
    const own = await makeSite();
    const ownSecret = await identitySecretOf(own);
    await publishConfig(own, { identity: { requireProof: true } });
    await send(own, "identify", { anonymousId: "a", userId: "u" });
    await send(own, "track", { anonymousId: "a", userId: "u2", event: "X" });
    await send(own, "identify", {
      anonymousId: "a",
      userId: "u3",
      identityToken: await aToken(own, ownSecret, "u3", { exp: nowSeconds() - 3_600, iat: nowSeconds() - 7_000 }),
    });
    await send(own, "identify", { anonymousId: "a", userId: "u4", identityToken: await aToken(own, ownSecret, "u5") });
    await vi.waitFor(async () => expect(await findingsOf(own)).toHaveLength(6));
    const found = (await findingsOf(own)).map(({ kind, id, detail }) => [kind, id, detail]).toSorted();
    expect(found).toEqual([
      ["refused-proof", "u3", '"exp" claim timestamp check failed'],
      ["refused-proof", "u4", "its sub is another user id than the message's"],
      ["unproven", "u", "identify: set aside, as identity.requireProof is on"],
      ["unproven", "u2", "track: the user id was left out, as identity.requireProof is on"],
      ["unproven", "u3", "identify: set aside, as identity.requireProof is on"],
      ["unproven", "u4", "identify: set aside, as identity.requireProof is on"],
    ]);
  });
});
