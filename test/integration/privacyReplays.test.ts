import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IdentityObject } from "../../worker/objects/identity/IdentityObject.ts";
import { askToRecord, directoryStub, identityStub, visitorById } from "../../worker/objects/stubs.ts";
import { alarmAt, countedIn, dumpOf } from "../support/ageing.ts";
import { runCron } from "../support/cron.ts";
import { erasuresAt, SECRET, secretPage, tick } from "../support/erasures.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + DAY_MS;

let site: TestSite;
const { objectOf, idOf, read, historyOf, linksOf, status, settle } = peopleOf(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const { erase, aPerson, dumpOfSite } = erasuresAt(() => site);
const figures = () => countedIn(site);
const stamped = () => new Date(Date.now()).toISOString();

describe("what is sent again after an erasure", () => {
  it("brings nobody back: by its instant, its message, its order or its user id", async () => {
    const { one, two, userId } = await aPerson();
    const old = stamped();
    tick();
    await erase(one);
    tick(60_000);
    const replays: [string, Record<string, unknown>][] = [
      ["page", secretPage(one, { messageId: "view-1" })],
      ["page", secretPage(one, { timestamp: old })],
      ["page", secretPage(two, { timestamp: old })],
      ["track", anOrder(one, "o-1", 40)],
      ["track", { ...anOrder(one, "o-1", 40), event: "Order Refunded" }],
      ["identify", { anonymousId: one, userId, traits: { name: "Ada" }, timestamp: old }],
      ["identify", { anonymousId: anAnonymousId(), userId, traits: { name: "Ada" }, timestamp: old }],
      ["identify", { userId, traits: { name: "Ada" }, timestamp: old }],
      ["alias", { userId, previousId: one, timestamp: old }],
      ["alias", { userId, previousId: one, anonymousId: two, timestamp: old }],
      ["track", { userId, event: "Order Completed", properties: { order_id: "o-1", revenue: 40 } }],
    ];
    for (const [kind, body] of replays) expect((await send(site, kind, body)).status).toBe(200);
    const batch = { batch: replays.map(([type, body]) => ({ type, messageId: crypto.randomUUID(), ...body })) };
    expect(await (await send(site, "batch", batch)).json()).toEqual({ success: true });
    const visitors = [
      {
        userId,
        messages: [
          { type: "track", event: "Order Completed", timestamp: old, properties: { order_id: "o-9", revenue: 5 } },
        ],
      },
      { anonymousId: two, messages: [{ type: "page", timestamp: old, messageId: "row-1" }] },
    ];
    const imported = await askAs(site.token, "POST", `/v1/sites/${site.key}/import`, { visitors });
    expect(await imported.json()).toMatchObject({ accepted: 0 });
    await settle(one, two);
    for (const id of [one, two, userId]) expect(await status("GET", id)).toBe(404);
    expect(await identityStub(env, site.key, userId).holderOf(userId)).toBe(null);
    expect(await figures()).toEqual({});
    const dump = await dumpOfSite(userId, one, two);
    for (const word of [SECRET, "Ada", one, two, userId]) expect(dump).not.toContain(word);
  });

  it("is answered as nobody's, where a decision is asked for with it", async () => {
    await publishConfig(site, {
      slots: [{ key: "hero", snippets: [{ key: "hi", rule: { fact: "orders", gte: 1 }, content: "<p>Hi</p>" }] }],
    });
    const { one } = await aPerson();
    const old = stamped();
    tick();
    await erase(one);
    tick();
    const answer = await send(site, "page", secretPage(one, { timestamp: old, decide: true }));
    expect(await answer.json()).toMatchObject({
      success: true,
      decisions: { hero: { snippet: null, reason: "default" } },
    });
    expect(await status("GET", one)).toBe(404);
  });

  it("is kept apart from what is new: whoever comes back is somebody new, without a past", async () => {
    const { one, two, userId } = await aPerson();
    const old = stamped();
    tick();
    const receipt = await erase(one);
    tick(60_000);
    const back = new Date(Date.now()).toISOString();
    const batch = [
      { type: "page", ...secretPage(one, { messageId: "view-1" }) },
      { type: "page", ...aPage(one), messageId: "view-2" },
      { type: "track", ...anOrder(one, "o-1", 40), messageId: "again" },
      { type: "identify", userId, traits: { city: "Turku" }, messageId: "who" },
    ];
    expect((await send(site, "batch", { batch })).status).toBe(200);
    const anew = { firstSeenAt: back, traits: {}, kind: "prospect", totals: { orders: 0, pageViews: 1, sessions: 1 } };
    expect(await read(one)).toMatchObject({ ...anew, userId: null });
    expect(await read(userId)).toMatchObject({ traits: { city: "Turku" }, userId, anonymousIds: [] });
    tick();
    await send(site, "identify", { anonymousId: one, userId });
    await send(site, "page", secretPage(one, { timestamp: old }));
    await send(site, "identify", { userId, traits: { name: "Ada" }, timestamp: old });
    await settle(one, (await read(userId)).id);
    await evictDurableObject(objectOf(one));
    await evictDurableObject(objectOf((await read(userId)).id));
    await send(site, "page", secretPage(one, { messageId: "view-1" }));
    expect(await read(userId)).toMatchObject({ ...anew, traits: { city: "Turku" } });
    expect((await historyOf(userId)).segments[0]).toMatchObject({ from: back });
    expect(await status("GET", two)).toBe(404);
    expect(await figures()).toEqual({ "known-prospect": 1 });
    // Whoever is new can be erased in turn, and has a receipt of their own.
    const again = await erase(userId);
    expect(again).toMatchObject({ complete: true, removed: { visitors: 2, events: 3, orders: 0 } });
    expect(again.erasedAt).not.toBe(receipt.erasedAt);
    tick();
    for (const message of [secretPage(one, { messageId: "view-1" }), aPage(one, { messageId: "view-2" })])
      await send(site, "page", message);
    expect(await status("GET", one)).toBe(404);
    expect(await figures()).toEqual({});
  });

  it("is counted though it comes back at once, and however much there was before", async () => {
    const id = anAnonymousId();
    for (let view = 0; view < 30; view++) await send(site, "page", aPage(id));
    await settle(id);
    await erase(id);
    tick(1);
    await send(site, "page", aPage(id));
    await settle(id);
    expect(await figures()).toEqual({ "anonymous-prospect": 1 });
    expect((await read(id)).totals.pageViews).toBe(1);
    tick(1);
    await evictDurableObject(objectOf(id));
    await erase(id);
    await evictDurableObject(objectOf(id));
    tick(1);
    await send(site, "page", aPage(id));
    await settle(id);
    expect(await figures()).toEqual({ "anonymous-prospect": 1 });
  });

  it("goes back to the device that sent it on, where it was on its way", async () => {
    const { one, two, userId } = await aPerson();
    const [holder, part] = [idOf(one), idOf(two)];
    const { links } = await linksOf(one);
    const via = [{ id: part, link: 1, by: "identify" as const, at: Date.parse(links[0]?.since ?? ""), bornAt: 1 }];
    tick();
    await erase(one);
    const request = { site: site.key, version: 1, now: Date.now(), anonymousId: two, userId, messages: [], via };
    const stub = visitorById(env, holder);
    if (stub === null) throw new Error("no visitor");
    expect(await askToRecord(stub, request)).toEqual({ kind: "forward", to: part, absorbed: true });
    expect(await status("GET", holder)).toBe(404);
  });

  it("is refused by a user id that somebody new said while it was being given up", async () => {
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { one, userId } = await aPerson();
    const old = stamped();
    tick();
    vi.spyOn(IdentityObject.prototype, "release").mockRejectedValueOnce(new Error("on purpose"));
    expect(await erase(one)).toMatchObject({ complete: false });
    tick();
    await send(site, "identify", { anonymousId: one, userId, traits: { city: "Turku" } });
    vi.setSystemTime(Math.max((await alarmAt(objectOf(one))) ?? 0, Date.now()));
    await settle(one, (await read(userId)).id);
    await send(site, "identify", { userId, traits: { name: "Ada" }, timestamp: old });
    await send(site, "track", { userId, event: "Order Completed", properties: { order_id: "o-1", revenue: 40 } });
    expect(await read(userId)).toMatchObject({ traits: { city: "Turku" }, totals: { orders: 0 }, userId });
    expect(await figures()).toEqual({ "known-prospect": 1 });
  });

  it("is known for as long as the site keeps a customer; then the marks go, too, without an alarm that would bear a name", async () => {
    const { one, two, userId } = await aPerson();
    const until = Date.parse((await erase(one)).replaysRefusedUntil);
    await settle(one, two);
    const back = anAnonymousId();
    await send(site, "page", aPage(back));
    await erase(back);
    tick();
    await send(site, "page", aPage(back));
    for (const id of [one, two]) expect(await alarmAt(objectOf(id))).toBe(null);
    vi.setSystemTime(until);
    const sweep = () => runCron("17 4 * * *", [site]);
    await sweep();
    expect(await erase(userId)).toMatchObject({ complete: true });
    vi.setSystemTime(until + 60_000);
    await sweep();
    for (const id of [one, two]) expect(await dumpOf(objectOf(id))).toBe("");
    for (const id of [one, two, userId]) expect(await status("DELETE", id)).toBe(404);
    const shard = await dumpOf(directoryStub(env, site.key, idOf(one)) as DurableObjectStub);
    for (const id of [one, two]) expect(shard).not.toContain(idOf(id));
    expect(await dumpOf(identityStub(env, site.key, userId) as DurableObjectStub)).toContain("erased: []");
    // Whoever has come back meanwhile stays, of the marks nothing does.
    expect(await dumpOf(objectOf(back))).toContain('\\"erasures\\":[]');
  });
});
