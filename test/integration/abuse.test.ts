import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const hero = {
  key: "hero",
  snippets: [
    {
      key: "named",
      rule: { fact: "segment", eq: "new" },
      content: '<p>Hi {{ traits.firstName | default: "you" }}</p>',
    },
  ],
};

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, { slots: [hero] });
});

// Scores go with the time, which stands still while two readings are compared.
beforeEach(() => {
  vi.setSystemTime(Date.now());
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const { read, eventsOf, objectOf } = peopleOf(() => site);

/** A body as text, as no object literal keeps a prototype's names. */
function sendText(kind: string, text: string): Promise<Response> {
  return ask(`/v1/${kind}`, { method: "POST", headers: { "content-type": "text/plain" }, body: text });
}

describe("names that reach a prototype", () => {
  const POISON = '"polluted":"yes"';
  const places = [
    `"__proto__":{${POISON}}`,
    `"constructor":{"prototype":{${POISON}}}`,
    `"prototype":{${POISON}}`,
    `"a.__proto__.b":{${POISON}}`,
    `"__proto__.x":{${POISON}}`,
    `"list":[{"deep":{"__proto__":{${POISON}}}}]`,
    `"\\u005f_proto__":{${POISON}}`,
  ];
  const bodies = (anonymousId: string, poison: string) => {
    const who = `"writeKey":"${site.writeKey}","anonymousId":"${anonymousId}"`;
    return {
      track: `{${who},"event":"E","properties":{${poison}},${poison}}`,
      page: `{${who},"properties":{${poison}},"context":{"page":{${poison}}}}`,
      identify: `{${who},"traits":{"address":{${poison}},${poison}},"context":{"traits":{${poison}}}}`,
      group: `{${who},"groupId":"g-1","traits":{${poison}}}`,
      batch: `{${who},"context":{${poison}},"batch":[{"type":"track","event":"E","anonymousId":"${anonymousId}","properties":{${poison}}}]}`,
      decide: `{${who},"page":{"url":"/"},${poison}}`,
    };
  };

  it.each(places)("change no object, and nothing of them is kept: %s", async (poison) => {
    const anonymousId = anAnonymousId();
    for (const [kind, text] of Object.entries(bodies(anonymousId, poison)))
      expect([kind, (await sendText(kind, text)).status]).toEqual([kind, 200]);
    expect("polluted" in {}).toBe(false);
    const kept = JSON.stringify([await read(anonymousId), await eventsOf(anonymousId)]);
    expect(kept).not.toMatch(/polluted|__proto__|prototype/);
  });

  it("are no part of a configuration, a rule or a token's name", async () => {
    const headers = { authorization: `Bearer ${site.token}`, "content-type": "application/json" };
    for (const poison of places) {
      for (const [method, path] of [
        ["PUT", "config/draft"],
        ["POST", "count"],
        ["POST", "tokens"],
        ["POST", "previews"],
      ] as const) {
        const answer = await ask(`/v1/sites/${site.key}/${path}`, {
          method,
          headers,
          body: `{${poison},"rule":{${poison}}}`,
        });
        expect(answer.status).toBeLessThan(500);
        expect(await answer.text()).not.toContain('"polluted":"yes"');
      }
    }
    expect("polluted" in {}).toBe(false);
  });

  it("are no ids that find anything", async () => {
    for (const id of ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty"]) {
      expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${id}`)).status).toBe(404);
      expect((await askAs(site.token, "GET", `/v1/sites/${id}/config`)).status).toBe(404);
      expect(
        (await ask(`/v1/snippets/${id}?key=${site.writeKey}`, { headers: { cookie: "rfedge_id=a" } })).status,
      ).toBe(200);
      expect((await send(site, "decide", { anonymousId: anAnonymousId(), slots: [id] })).status).toBe(200);
    }
  });
});

describe("the decision oracle", () => {
  it("says the same of a user id whoever it is, with a write key: known, unknown, or with another device", async () => {
    const [anonymousId, userId] = [anAnonymousId(), `user-${anAnonymousId()}`];
    await send(site, "track", anOrder(anonymousId, `o-${userId}`, 30, { userId }));
    const objects = [
      vi.spyOn(env.VISITOR, "getByName"),
      vi.spyOn(env.VISITOR, "get"),
      vi.spyOn(env.IDENTITY, "getByName"),
    ];
    const said = async (body: object) => {
      for (const spy of objects) spy.mockClear();
      const answer = await send(site, "decide", { ...body });
      const asked = objects.map(({ mock }) => mock.calls.length);
      return [answer.status, await answer.json(), answer.headers.get("server-timing"), asked];
    };
    // Neither what is answered nor what is done for it tells the two apart, so neither does the time that it takes.
    expect(await said({ userId })).toEqual(await said({ userId: "nobody-at-all" }));
    const stranger = anAnonymousId();
    expect(await said({ anonymousId: stranger, userId })).toEqual(
      await said({ anonymousId: stranger, userId: "nobody-at-all" }),
    );
    expect((await said({ anonymousId }))[1]).toMatchObject({ segment: "new" });
  });

  it("knows no visitor id", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, `o-${anonymousId}`, 30));
    const { id } = await read(anonymousId);
    const asked = async (named: string) => {
      const answer = await send(site, "decide", { anonymousId: named });
      return [await answer.json(), answer.headers.get("server-timing")];
    };
    expect(await asked(id)).toEqual(await asked("f".repeat(64)));
  });
});

describe("somebody else's ids", () => {
  it("in a link's parameters name nobody: ajs_aid and ajs_uid are words of the page's address", async () => {
    const [victim, own] = [anAnonymousId(), anAnonymousId()];
    await send(site, "track", anOrder(victim, `o-${victim}`, 30, { userId: `user-${victim}` }));
    const before = await read(victim);
    const url = `https://shop.example/?ajs_aid=${victim}&ajs_uid=user-${victim}&ajs_event=Order%20Completed&ajs_prop_revenue=1`;
    const page = { url, path: "/", search: new URL(url).search };
    const answer = await send(site, "page", { ...aPage(own, { context: { page } }), decide: true });
    expect(await answer.json()).toMatchObject({ segment: "anonymous-prospect" });
    expect(await read(victim)).toEqual(before);
    expect((await read(own)).userId).toBeNull();
    const fragment = await ask(`/v1/snippets/hero?key=${site.writeKey}&ajs_aid=${victim}`, {
      headers: { referer: url },
    });
    expect(await fragment.text()).toBe("");
  });

  it("give whoever claims them with a write key none of their traits, and the claim can be undone", async () => {
    const { linksOf, unlink } = peopleOf(() => site);
    const [victim, attacker] = [anAnonymousId(), anAnonymousId()];
    const userId = `user-${victim}`;
    const traits = { firstName: "Victoria", email: "victoria@shop.example" };
    const told = { anonymousId: victim, userId, traits };
    expect((await askAs(site.serverKey, "POST", "/v1/identify", told)).status).toBe(200);
    await send(site, "track", anOrder(victim, `o-${victim}`, 30));
    const seenBy = async (anonymousId: string) =>
      await (await send(site, "page", { ...aPage(anonymousId), decide: true })).text();
    expect(await seenBy(victim)).toContain("Hi Victoria");
    for (const kind of ["identify", "alias", "group"])
      await send(site, kind, { anonymousId: attacker, userId, previousId: attacker, groupId: "g", traits: {} });
    expect(await seenBy(attacker)).not.toMatch(/Victoria|victoria@|score|tier/);
    expect((await linksOf(victim)).links.length).toBeGreaterThan(0);
    await unlink(victim, attacker);
    expect((await read(attacker)).userId).not.toBe(userId);
    expect(await read(victim)).toMatchObject({ userId, traits });
  });
});

describe("a batch of before", () => {
  it("sent again, as it was or in another order, changes nothing", async () => {
    const anonymousId = anAnonymousId();
    const batch = [
      { type: "page", messageId: crypto.randomUUID(), ...aPage(anonymousId) },
      { type: "track", messageId: crypto.randomUUID(), ...anOrder(anonymousId, `o-${anonymousId}`, 30) },
      { type: "identify", messageId: crypto.randomUUID(), anonymousId, userId: `u-${anonymousId}`, traits: { a: 1 } },
    ];
    expect((await send(site, "batch", { batch })).status).toBe(200);
    const [before, events] = [await read(anonymousId), await eventsOf(anonymousId)];
    for (const again of [batch, batch.toReversed(), batch.slice(1), [...batch, ...batch]])
      expect((await send(site, "batch", { batch: again })).status).toBe(200);
    expect(await read(anonymousId)).toEqual(before);
    expect(await eventsOf(anonymousId)).toEqual(events);
  });

  it("counts nothing again 23 hours and 59 minutes later, in an object that has been evicted", async () => {
    const anonymousId = anAnonymousId();
    const view = { type: "page", messageId: crypto.randomUUID(), ...aPage(anonymousId) };
    const added = {
      type: "track",
      messageId: crypto.randomUUID(),
      anonymousId,
      event: "Product Added",
      properties: {},
    };
    const order = { type: "track", messageId: crypto.randomUUID(), ...anOrder(anonymousId, `o-${anonymousId}`, 30) };
    const batch = [view, added, order];
    expect((await send(site, "batch", { batch })).status).toBe(200);
    const [{ totals }, events] = [await read(anonymousId), await eventsOf(anonymousId)];
    vi.setSystemTime(Date.now() + 86_340_000);
    await evictDurableObject(objectOf(anonymousId));
    expect((await send(site, "batch", { batch })).status).toBe(200);
    expect((await read(anonymousId)).totals).toEqual(totals);
    expect(await eventsOf(anonymousId)).toEqual(events);
    // The order under another message's id: its own id is what it is known by, for ever.
    expect((await send(site, "batch", { batch: [{ ...order, messageId: crypto.randomUUID() }] })).status).toBe(200);
    const { orders, revenue, products } = (await read(anonymousId)).totals;
    expect({ orders, revenue, products }).toEqual({ orders: 1, revenue: 30, products: 2 });
  });
});
