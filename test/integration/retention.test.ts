import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { MigrationsSchema } from "#shared/wire/figures";
import { findingCalls } from "#shared/wire/findings";
import { VisitorListSchema } from "#shared/wire/visitors";
import { DirectoryObject } from "../../worker/objects/directory/DirectoryObject.ts";
import { IdentityObject } from "../../worker/objects/identity/IdentityObject.ts";
import { SiteObject } from "../../worker/objects/site/SiteObject.ts";
import { directoryStub, identityStub } from "../../worker/objects/stubs.ts";
import { alarmAt, countedIn, dumpOf, passTime } from "../support/ageing.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const KEPT_MS = 395 * DAY_MS;
const CUSTOMER_KEPT_MS = 1095 * DAY_MS;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + DAY_MS;
const SECRET = "a-page-nobody-shall-remember";

let site: TestSite;
const { objectOf, idOf, read, historyOf, eventsOf, status } = peopleOf(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const get = async (path: string): Promise<unknown> => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/${path}`);
  expect(answer.status).toBe(200);
  return answer.json();
};

const figures = () => countedIn(site);
const listed = async () => v.parse(VisitorListSchema, await get("visitors")).visitors;
const later = (until: number, ...ids: string[]) => passTime(until, ...ids.map(objectOf));

const secretPage = (id: string) =>
  aPage(id, { context: { page: { url: `https://shop.example/${SECRET}` }, campaign: { source: SECRET } } });

describe("behaviour", () => {
  it("counts no more from its instant on, before any alarm has run", async () => {
    const id = anAnonymousId();
    await publishConfig(site, {
      segments: [{ key: "reader", name: { en: "Reader" }, rule: { fact: "pageViews", gte: 2 } }],
    });
    await send(site, "track", anOrder(id, "o-1", 40));
    await send(site, "page", secretPage(id));
    vi.setSystemTime(START + DAY_MS);
    await send(site, "page", aPage(id));
    const going = START + KEPT_MS + 1;
    expect((await read(id)).nextTransition).toEqual({ at: new Date(going).toISOString(), segment: "other" });
    vi.setSystemTime(going - 1);
    expect(await read(id)).toMatchObject({ segment: { key: "reader" }, totals: { pageViews: 2, orders: 1 } });
    vi.setSystemTime(going);
    expect(await read(id)).toMatchObject({
      segment: { key: "other", cause: "time", since: new Date(going).toISOString() },
      totals: { pageViews: 1, sessions: 2, orders: 1, revenue: 40 },
    });
    expect((await eventsOf(id)).map(({ name, type }) => name ?? type)).toEqual(["page", "Order Completed"]);
  });

  it("is taken out of the log a day later, and the visitor is the same after as before", async () => {
    const id = anAnonymousId();
    await send(site, "track", anOrder(id, "o-1", 40));
    for (let view = 0; view < 60; view++) {
      vi.setSystemTime(START + view * 60_000);
      await send(site, "page", secretPage(id));
    }
    await send(site, "identify", { anonymousId: id, userId: `u-${id}`, traits: { name: "Ada" } });
    vi.setSystemTime(START + 100 * DAY_MS);
    await send(site, "page", aPage(id));
    await later(START + KEPT_MS + DAY_MS, id);
    expect(await dumpOf(objectOf(id))).toContain(SECRET);
    vi.setSystemTime(START + KEPT_MS + DAY_MS + 120 * 60_000);
    const everything = async () => [await read(id), await historyOf(id), await eventsOf(id)];
    const before = await everything();
    await runDurableObjectAlarm(objectOf(id));
    expect(await dumpOf(objectOf(id))).not.toContain(SECRET);
    expect(await everything()).toEqual(before);
    await evictDurableObject(objectOf(id));
    expect(await everything()).toEqual(before);
    // Without the checkpoint, from the log alone.
    await publishConfig(site, { site: { conversions: ["Order Completed"] } });
    await evictDurableObject(objectOf(id));
    expect((await everything()).slice(1)).toEqual(before.slice(1));
    expect(await read(id)).toMatchObject({ totals: { pageViews: 1, orders: 1 }, traits: { name: "Ada" } });
    expect(await listed()).toMatchObject([{ totals: { pageViews: 1, orders: 1, revenue: 40 } }]);
    // The order is still known by its number.
    await send(site, "track", anOrder(id, "o-1", 40));
    expect((await read(id)).totals).toMatchObject({ orders: 1, revenue: 40 });
    // Once a day at most: nothing more goes before the hundredth.
    await later(START + KEPT_MS + 90 * DAY_MS, id);
    expect((await read(id)).totals.pageViews).toBe(1);
  });

  it("that is older when it comes is taken in, dropped and found; orders, memberships and imports are not", async () => {
    const id = anAnonymousId();
    const timestamp = new Date(START - KEPT_MS - 1).toISOString();
    expect((await send(site, "page", aPage(id, { timestamp }))).status).toBe(200);
    const batch = await send(site, "batch", {
      batch: [
        { type: "track", event: "Product Viewed", anonymousId: id, timestamp },
        { type: "page", anonymousId: id, timestamp: new Date(START - KEPT_MS).toISOString() },
        { type: "track", ...anOrder(id, "o-1", 40), timestamp },
        { type: "track", event: "Subscription Started", anonymousId: id, timestamp },
      ],
    });
    expect(await batch.json()).toEqual({ success: true });
    expect(await read(id)).toMatchObject({ totals: { pageViews: 1, orders: 1 } });
    expect((await eventsOf(id)).map(({ name }) => name).toSorted()).toEqual(
      ["Order Completed", "Subscription Started", null].toSorted(),
    );
    const found = await vi.waitFor(async () => {
      const { findings } = v.parse(findingCalls.list.answer, await get("findings"));
      expect(findings).toHaveLength(1);
      return findings;
    });
    expect(found).toMatchObject([
      { kind: "too-old", id, detail: "1 message older than the 395 days that behaviour is kept" },
    ]);
    const other = anAnonymousId();
    const messages = [{ type: "page", timestamp, messageId: "row-1" }];
    await askAs(site.token, "POST", `/v1/sites/${site.key}/import`, { visitors: [{ anonymousId: other, messages }] });
    expect((await read(other)).totals.pageViews).toBe(1);
    // It is kept from the import on.
    vi.setSystemTime(START + KEPT_MS);
    expect((await read(other)).totals.pageViews).toBe(1);
    vi.setSystemTime(START + KEPT_MS + 1);
    expect(await status("GET", other)).toBe(404);
  });
});

describe("an idle prospect", () => {
  it("ends, by an alarm that survives six failures and evictions, and leaves nothing behind", async () => {
    const id = anAnonymousId();
    const userId = `u-${id}`;
    await send(site, "page", secretPage(id));
    await send(site, "identify", { anonymousId: id, userId, traits: { email: "ada@example.org" } });
    const end = START + KEPT_MS + 1;
    await later(end - 1, id);
    expect(await figures()).toEqual({ "known-prospect": 1 });
    expect((await read(id)).nextTransition).toBe(null);
    expect(await alarmAt(objectOf(id))).toBe(end);

    vi.setSystemTime(end);
    expect(await status("GET", id)).toBe(404);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const announce = vi.spyOn(SiteObject.prototype, "announce");
    const deliver = vi.spyOn(DirectoryObject.prototype, "deliver");
    const release = vi.spyOn(IdentityObject.prototype, "release");
    for (let failure = 0; failure < 4; failure++) deliver.mockRejectedValueOnce(new Error("on purpose"));
    for (let failure = 0; failure < 4; failure++) release.mockRejectedValueOnce(new Error("on purpose"));
    for (let failure = 0; failure < 8; failure++) {
      expect(await runDurableObjectAlarm(objectOf(id))).toBe(true);
      expect(await status("GET", id)).toBe(404);
      if (failure % 3 === 1) await evictDurableObject(objectOf(id));
      const alarm = await alarmAt(objectOf(id));
      expect(alarm).toBeLessThanOrEqual(Date.now() + 600_000);
      vi.setSystemTime(Math.max(alarm ?? 0, Date.now()));
    }
    expect(await identityStub(env, site.key, userId).holderOf(userId)).toBe(idOf(id));
    expect(await runDurableObjectAlarm(objectOf(id))).toBe(true);

    expect(await dumpOf(objectOf(id))).toBe("");
    expect(await alarmAt(objectOf(id))).toBe(null);
    expect(await identityStub(env, site.key, userId).holderOf(userId)).toBe(null);
    const directory = await dumpOf(directoryStub(env, site.key, idOf(id)));
    for (const word of [SECRET, userId, "ada@example.org"]) expect(directory).not.toContain(word);
    expect(await figures()).toEqual({});
    expect(await listed()).toEqual([]);
    const { migrations } = v.parse(MigrationsSchema, await get(`migrations?from=${new Date(START - 1).toISOString()}`));
    expect(migrations).toEqual([]);
    expect(announce).not.toHaveBeenCalled();
    expect(await status("GET", userId)).toBe(404);
  });

  it("who is not idle stays, as whoever they are", async () => {
    const id = anAnonymousId();
    await send(site, "identify", { anonymousId: id, traits: { name: "Ada" } });
    await send(site, "page", secretPage(id));
    await later(START + 300 * DAY_MS, id);
    await send(site, "page", aPage(id));
    await later(START + KEPT_MS + 2 * DAY_MS, id);
    expect(await read(id)).toMatchObject({ traits: { name: "Ada" }, totals: { pageViews: 1 } });
    expect(await dumpOf(objectOf(id))).not.toContain(SECRET);
    expect(await figures()).toEqual({ "anonymous-prospect": 1 });
  });
});

describe("a customer", () => {
  it("is kept for so long after the last message of any kind, though it has gone itself", async () => {
    const id = anAnonymousId();
    await send(site, "track", anOrder(id, "o-1", 40));
    vi.setSystemTime(START + 100 * DAY_MS);
    await send(site, "page", secretPage(id));
    const end = START + 100 * DAY_MS + CUSTOMER_KEPT_MS + 1;
    await later(end - 1, id);
    await evictDurableObject(objectOf(id));
    expect(await dumpOf(objectOf(id))).not.toContain(SECRET);
    expect(await read(id)).toMatchObject({ totals: { orders: 1, pageViews: 0 }, segment: { key: "lost" } });
    expect((await historyOf(id)).segments.map(({ segment }) => segment)).toEqual([
      "new",
      "developing-1",
      "at-risk",
      "lost",
    ]);
    expect(await figures()).toEqual({ lost: 1 });
    vi.setSystemTime(end);
    expect(await status("GET", id)).toBe(404);
    await later(end + 60_000, id);
    expect(await dumpOf(objectOf(id))).toBe("");
    expect(await figures()).toEqual({});
  });

  it("of an import long after is kept from the import on", async () => {
    const id = anAnonymousId();
    const timestamp = new Date(START - 5_000 * DAY_MS).toISOString();
    const messages = [
      { type: "track", timestamp, event: "Order Completed", properties: { order_id: "o-1", revenue: 5 } },
    ];
    await askAs(site.token, "POST", `/v1/sites/${site.key}/import`, { visitors: [{ userId: id, messages }] });
    expect(await read(id)).toMatchObject({ segment: { key: "lost" }, totals: { orders: 1 } });
    const holder = (await read(id)).id;
    await later(START + CUSTOMER_KEPT_MS, holder);
    expect((await read(id)).totals.orders).toBe(1);
    await later(START + CUSTOMER_KEPT_MS + 60_000, holder);
    expect(await status("GET", id)).toBe(404);
    expect(await figures()).toEqual({});
  });
});
