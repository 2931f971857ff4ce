import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { auditCalls } from "#shared/wire/audit";
import { DirectoryObject } from "../../worker/objects/directory/DirectoryObject.ts";
import { IdentityObject } from "../../worker/objects/identity/IdentityObject.ts";
import { SiteObject } from "../../worker/objects/site/SiteObject.ts";
import { directoryStub, siteStub } from "../../worker/objects/stubs.ts";
import { alarmAt, countedIn, dumpOf } from "../support/ageing.ts";
import { erasuresAt, SECRET, secretPage, tick } from "../support/erasures.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { askAs, makeSite, makeToken, publishConfig, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const CUSTOMER_KEPT_MS = 1095 * DAY_MS;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + DAY_MS;

let site: TestSite;
const { objectOf, idOf, read, link, status, settle } = peopleOf(() => site);

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

describe("DELETE /v1/sites/:site/visitors/:id", () => {
  it("erases a person with all that is linked to them, by any of their ids, and says what went", async () => {
    for (const by of ["one", "two", "userId", "visitor"] as const) {
      const stranger = anAnonymousId();
      await send(site, "page", aPage(stranger));
      await settle(stranger);
      const person = await aPerson();
      const { one, two, userId } = person;
      const visitor = (await read(one)).id;
      expect(await figures()).toMatchObject({ new: 1 });
      const before = await dumpOfSite(userId, one, two);
      const receipt = await erase(by === "visitor" ? visitor : person[by]);
      expect(receipt).toEqual({
        visitor,
        erasedAt: new Date(Date.now()).toISOString(),
        complete: true,
        removed: { visitors: 2, anonymousIds: 2, userIds: 1, events: 5, orders: 1, exposures: 0, history: 3 },
        replaysRefusedUntil: new Date(Date.now() + CUSTOMER_KEPT_MS).toISOString(),
        backupsFadeBy: new Date(Date.now() + 30 * DAY_MS).toISOString(),
      });
      const after = await dumpOfSite(userId, one, two);
      for (const word of [SECRET, "Ada", "ada@example.org", one, two, userId, "view-1", "o-1"]) {
        expect(before).toContain(word);
        expect(after).not.toContain(word);
      }
      for (const id of [one, two, userId, visitor])
        for (const path of [id, `${id}/events`, `${id}/history`, `${id}/orders`, `${id}/links`])
          expect(await status("GET", path)).toBe(404);
      expect(await status("GET", stranger)).toBe(200);
      expect(await figures()).not.toHaveProperty("new");
      const shard = directoryStub(env, site.key, visitor);
      expect(await shard.recount()).toEqual(await shard.counts());
    }
    expect(await figures()).toEqual({ "anonymous-prospect": 4 });
  });

  it("answers the same receipt again, by whichever id, and after an eviction", async () => {
    const { one, two, userId } = await aPerson();
    const receipt = await erase(two);
    tick(DAY_MS);
    await evictDurableObject(objectOf(one));
    await evictDurableObject(objectOf(two));
    for (const id of [one, two, userId, idOf(one), idOf(two)]) expect(await erase(id)).toEqual(receipt);
    expect(await status("DELETE", anAnonymousId())).toBe(404);
  });

  it("is an admin's alone, of this very site, and noted before it is done without who it was", async () => {
    const { one, two, userId } = await aPerson();
    const other = await makeSite();
    const path = `/v1/sites/${site.key}/visitors/${one}`;
    for (const [credential, expected] of [
      [await makeToken(site, "viewer"), 403],
      [await makeToken(site, "editor"), 403],
      [site.serverKey, 403],
      [site.writeKey, 403],
      [other.token, 404],
      ["", 401],
    ] as const)
      expect((await askAs(credential, "DELETE", path)).status).toBe(expected);
    expect((await askAs(other.token, "DELETE", `/v1/sites/${other.key}/visitors/${idOf(one)}`)).status).toBe(404);
    expect(await read(one)).toMatchObject({ userId, totals: { orders: 1 } });
    const holder = (await read(one)).id;
    await erase(one);
    await erase(two);
    const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
    const { entries } = v.parse(auditCalls.list.answer, await answer.json());
    const erasures = entries.filter(({ action }) => action === "visitor.erase");
    expect(erasures).toMatchObject([
      { target: holder, detail: { again: true } },
      { target: holder, detail: {} },
    ]);
    for (const id of [one, two, userId]) expect(JSON.stringify(erasures)).not.toContain(id);
  });

  it("forgets what was found of their ids, and where they went", async () => {
    const { one, two, userId } = await aPerson();
    const stub = siteStub(env, site.key);
    await stub.noteFinding({ kind: "two-users", id: userId, detail: "alias of x, who is another user" }, Date.now());
    await stub.noteFinding(
      { kind: "too-many-links", id: "other", detail: `alias of ${one}: nothing was linked` },
      Date.now(),
    );
    await stub.noteFinding({ kind: "too-old", id: "other", detail: "1 message" }, Date.now());
    await publishConfig(site, { segments: [{ key: "everybody", name: { en: "Everybody" }, rule: { all: [] } }] });
    await send(site, "page", aPage(one));
    await settle(one);
    const shard = directoryStub(env, site.key, idOf(one));
    await runDurableObjectAlarm(shard as DurableObjectStub);
    expect(await dumpOf(stub as DurableObjectStub)).toContain(`"visitor\\":\\"${idOf(one)}`);
    await erase(one);
    expect(await stub.findings()).toMatchObject([{ kind: "too-old", id: "other" }]);
    expect(await dumpOf(stub as DurableObjectStub)).not.toContain(`"visitor\\":\\"${idOf(one)}`);
    expect(await dumpOf(shard as DurableObjectStub)).not.toContain(`"changes\\":[{\\"visitor\\":\\"${idOf(one)}`);
    for (const id of [one, two, userId]) expect(await dumpOf(shard as DurableObjectStub)).not.toContain(id);
  });
});

describe("an erasure that something fails on", () => {
  it("is decided at once and ends complete, whatever refuses and however often objects are evicted", async () => {
    const { one, two, userId } = await aPerson();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const refusing = [
      vi.spyOn(DirectoryObject.prototype, "deliver"),
      vi.spyOn(DirectoryObject.prototype, "forget"),
      vi.spyOn(IdentityObject.prototype, "release"),
      vi.spyOn(SiteObject.prototype, "forget"),
    ];
    for (const method of refusing)
      for (let failure = 0; failure < 2; failure++) method.mockRejectedValueOnce(new Error("on purpose"));
    const receipt = await erase(two);
    expect(receipt.complete).toBe(false);
    for (let failure = 0; failure < 7; failure++) {
      for (const id of [one, two]) expect(await status("GET", id)).toBe(404);
      const again = await erase(failure % 2 === 0 ? one : userId).catch(() => null);
      if (again !== null) expect(again).toEqual({ ...receipt, complete: again.complete });
      if (failure % 3 === 1) await evictDurableObject(objectOf(one));
      await send(site, "page", secretPage(one, { messageId: "view-1" }));
      const alarm = (await alarmAt(objectOf(one))) ?? 0;
      // Once all is done the next is what forgets the marks.
      if (alarm < Date.now() + DAY_MS) vi.setSystemTime(Math.max(alarm, Date.now()));
      await runDurableObjectAlarm(objectOf(one));
    }
    expect(await erase(one)).toEqual({ ...receipt, complete: true });
    expect(await figures()).toEqual({});
    const dump = await dumpOfSite(userId, one, two);
    for (const word of [SECRET, "Ada", "ada@example.org", one, two, userId]) expect(dump).not.toContain(word);
  });

  it("takes a device with it that was being linked when it was decided", async () => {
    const [one, two] = [anAnonymousId(), anAnonymousId()];
    await send(site, "page", aPage(one));
    tick();
    await send(site, "page", secretPage(two));
    await settle(one, two);
    tick();
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { VisitorObject } = await import("../../worker/objects/visitor/VisitorObject.ts");
    const absorb = vi.spyOn(VisitorObject.prototype, "absorb").mockRejectedValueOnce(new Error("on purpose"));
    await link(two, one);
    expect(absorb).toHaveBeenCalledTimes(1);
    absorb.mockRejectedValueOnce(new Error("on purpose"));
    // What is still on its way is not erased in halves.
    expect(await status("DELETE", two)).toBe(503);
    tick();
    await erase(one);
    tick(60_000);
    await settle(two, one, two);
    for (const id of [one, two]) expect(await status("GET", id)).toBe(404);
    expect(await dumpOf(objectOf(two))).not.toContain(SECRET);
    expect(await figures()).toEqual({});
  });
});
