import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { identityStub, siteStub } from "../../worker/objects/stubs.ts";
import { countedIn } from "../support/ageing.ts";
import { aKey, backupOf, restoreTo } from "../support/copies.ts";
import { erasuresAt, SECRET, tick } from "../support/erasures.ts";
import { aToken, identitySecretOf } from "../support/identityTokens.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, publishConfig, ROOT, type TestSite } from "../support/site.ts";

const START = Date.now() + 86_400_000;
const hero = { key: "hero", snippets: [{ key: "bought", rule: { fact: "orders", gte: 1 }, content: "<p>Hi</p>" }] };

let site: TestSite;
const { objectOf, status, settle } = peopleOf(() => site);
const { erase, aPerson, dumpOfSite } = erasuresAt(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
  await publishConfig(site, { slots: [hero] });
});
afterEach(() => vi.useRealTimers());

interface Person {
  readonly one: string;
  readonly two: string;
  readonly userId: string;
  /** An instant of before the erasure. */
  readonly old: string;
}

/** What is kept of before an erasure by somebody who does not know of it, and what they do with it then. */
type Carrier = (person: Person) => Promise<(() => Promise<unknown>)[]>;

const inCookie = (cookie: string, path: string, init: RequestInit = {}) =>
  ask(path, { ...init, headers: { cookie, ...init.headers } });
const asServer = (kind: string, body: object) => askAs(site.serverKey, "POST", `/v1/${kind}`, body);
const said = ({ one, two, userId, old }: Person) => [
  { type: "page", ...aPage(one, { timestamp: old }) },
  { type: "identify", anonymousId: two, userId, traits: { name: "Ada" }, timestamp: old },
  { type: "track", ...anOrder(one, "o-1", 40, { userId }) },
  { type: "group", anonymousId: one, groupId: "g", traits: { name: "Ada" }, timestamp: old },
  { type: "alias", userId, previousId: two, timestamp: old },
];

const CARRIERS: Readonly<Record<string, Carrier>> = {
  "a beacon from the queue of a page, by whatever clock": async (person) => {
    const beacon = (slowMs: number) => {
      const byItsClock = (at: string) => new Date(Date.parse(at) - slowMs).toISOString();
      const batch = said({ ...person, old: byItsClock(person.old) });
      const sentAt = byItsClock(new Date(Date.now()).toISOString());
      const body = JSON.stringify({ writeKey: site.writeKey, batch, sentAt });
      return ask("/v1/b", { method: "POST", headers: { "content-type": "text/plain" }, body });
    };
    return [() => beacon(0), () => beacon(3_600_000), () => beacon(-3_600_000)];
  },
  "a back end's queue": async (person) => [
    () => asServer("batch", { batch: said(person) }),
    () => asServer("identify", { userId: person.userId, traits: { name: "Ada" }, timestamp: person.old }),
  ],
  "a file that is imported": async (person) => {
    const messages = said(person).filter(({ type }) => type === "page" || type === "track");
    const visitors = [person.one, person.two].map((anonymousId) => ({ anonymousId, messages }));
    const holder = { userId: person.userId, messages };
    return [() => askAs(site.serverKey, "POST", `/v1/sites/${site.key}/import`, { visitors: [...visitors, holder] })];
  },
  "a marketer's link, and its undoing": async ({ one, two, userId }) => {
    const path = (id: string, other = "") => `/v1/sites/${site.key}/visitors/${id}/links${other && `/${other}`}`;
    return [
      () => askAs(site.token, "POST", path(one), { id: two }),
      () => askAs(site.token, "POST", path(two), { id: userId }),
      () => askAs(site.token, "DELETE", path(one, two)),
    ];
  },
  "messages that are set aside, of which a marketer is told": async ({ one, two, userId, old }) => {
    await publishConfig(site, { slots: [hero], identity: { requireProof: true } });
    const ancient = new Date(START - 500 * 86_400_000).toISOString();
    return [
      () => send(site, "page", aPage(one, { timestamp: ancient })),
      () => send(site, "identify", { userId, anonymousId: two, timestamp: old }),
      () => send(site, "identify", { userId, timestamp: old, context: { identityToken: "made.up.token" } }),
      () => asServer("page", { userId, timestamp: ancient }),
      // What is found is told after the answer: of somebody else, who was erased by nobody, last.
      () => send(site, "identify", { userId: "not-erased", timestamp: old }),
      () =>
        vi.waitFor(async () => {
          expect((await siteStub(env, site.key).findings()).map(({ id }) => id)).toContain("not-erased");
        }),
    ];
  },
  "a decision token": async ({ one }) => {
    const answer = await send(site, "page", aPage(one, { decide: true, token: true }));
    const { token } = await answer.json<{ token: string }>();
    expect(token).toMatch(/\./);
    const body = () => JSON.stringify({ writeKey: site.writeKey, anonymousId: one, token });
    return [() => ask("/v1/decide", { method: "POST", body: body() })];
  },
  "a decision cookie, and the visitor's own": async ({ one }) => {
    const path = `/v1/snippets/hero?key=${site.writeKey}`;
    const first = await inCookie(`rfedge_id=${one}`, path);
    const cookie = `rfedge_id=${one}; ${first.headers.get("set-cookie")?.split(";")[0]}`;
    expect(cookie).toContain("rfedge_decision=");
    return [
      () => inCookie(cookie, path),
      () => inCookie(`rfedge_id=${one}`, path),
      () => inCookie(`ajs_anonymous_id=${one}`, path),
    ];
  },
  "an identity token": async ({ one, userId, old }) => {
    const identityToken = await aToken(site, await identitySecretOf(site), userId);
    const form = { "content-type": "application/x-www-form-urlencoded", origin: "https://edge.test" };
    const own = (action: string) =>
      ask(`/v1/own-data?key=${site.writeKey}`, {
        method: "POST",
        headers: { ...form, "sec-fetch-site": "same-origin", cookie: `rfedge_id=${one}` },
        body: new URLSearchParams({ action, identityToken }).toString(),
      });
    return [
      () =>
        send(site, "identify", { anonymousId: one, userId, identityToken, timestamp: old, traits: { name: "Ada" } }),
      () => send(site, "page", aPage(one, { userId, context: { identityToken }, timestamp: old })),
      () => send(site, "decide", { userId, identityToken, anonymousId: one }),
      () => own("show"),
      () => own("download"),
    ];
  },
  "a feature flag's context": async ({ one, userId }) => [
    () => askAs(site.writeKey, "POST", "/ofrep/v1/evaluate/flags", { context: { targetingKey: one } }),
    () => askAs(site.serverKey, "POST", "/ofrep/v1/evaluate/flags", { context: { targetingKey: userId } }),
  ],
  "a tab that watches": async ({ one }) => {
    const path = `/v1/sites/${site.key}/live?visitor=${one}`;
    const upgrade = { headers: { upgrade: "websocket", "sec-websocket-protocol": `rfedge, bearer.${site.token}` } };
    const answer = await ask(path, upgrade);
    expect(answer.status).toBe(101);
    answer.webSocket?.accept();
    return [() => ask(path, upgrade)];
  },
  "consent that is taken back once more": async ({ one, userId, old }) => [
    () => send(site, "track", { anonymousId: one, event: "Consent Withdrawn", timestamp: old }),
    () => askAs(site.token, "DELETE", `/v1/sites/${site.key}/visitors/${userId}`),
  ],
  "a backup of before, restored here and beside": async () => {
    const lines = await backupOf(site);
    expect(lines.join("")).toContain(SECRET);
    return [
      () => restoreTo(site.key, lines),
      async () => {
        const beside = await restoreTo(aKey(), lines);
        const listed = await askAs(ROOT, "GET", `/v1/sites/${beside.key}/visitors`);
        expect(await listed.json()).toMatchObject({ visitors: [], total: 0 });
      },
    ];
  },
};

describe("what was kept of before an erasure", () => {
  it.each(Object.entries(CARRIERS))("brings nobody back: %s", async (_, carrier) => {
    const { one, two, userId } = await aPerson();
    const replays = await carrier({ one, two, userId, old: new Date().toISOString() });
    await settle(one, two);
    tick();
    await erase(two);
    await settle(one, two);
    const gone = async () => {
      for (const id of [one, two, userId]) expect(await status("GET", id), id).toBe(404);
      expect(await identityStub(env, site.key, userId).holderOf(userId)).toBeNull();
      expect(await countedIn(site)).toEqual({});
    };
    await gone();
    tick(60_000);
    for (const replay of replays) {
      const answer = await replay();
      if (answer instanceof Response) {
        expect(answer.status).toBeLessThan(500);
        const text = answer.status === 101 ? "" : await answer.text();
        for (const word of [SECRET, "Ada", "o-1"]) expect(text).not.toContain(word);
      }
      await settle(one, two);
      await gone();
    }
    // Nor does it wait anywhere for an object to begin anew.
    for (const id of [one, two]) await evictDurableObject(objectOf(id));
    await gone();
    const dump = await dumpOfSite(userId, one, two);
    for (const word of [SECRET, "Ada", one, two, userId]) expect(dump).not.toContain(word);
  });

  it("does, where it is said anew: somebody new, with nothing of before", async () => {
    const { one, userId } = await aPerson();
    tick();
    await erase(one);
    tick();
    await send(site, "page", aPage(one));
    await send(site, "identify", { anonymousId: anAnonymousId(), userId });
    expect([await status("GET", one), await status("GET", userId)]).toEqual([200, 200]);
  });
});
