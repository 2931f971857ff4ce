import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { identityStub } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf, standingOf } from "../support/people.ts";
import { askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const START = Date.now() + 86_400_000;

let site: TestSite;
const { idOf, objectOf, read, eventsOf, linksOf, link, unlink } = peopleOf(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const aBuyer = async (orderId: string, revenue: number) => {
  const anonymousId = anAnonymousId();
  await send(site, "track", anOrder(anonymousId, orderId, revenue));
  return anonymousId;
};
const aUser = async (orderId: string, revenue: number) => {
  const userId = `u-${anAnonymousId()}`;
  await send(site, "track", { ...anOrder("", orderId, revenue), anonymousId: undefined, userId });
  return userId;
};

describe("identify", () => {
  it("settles the same way whichever device claims first, and at once", async () => {
    const outcomes = [];
    for (const order of [
      [0, 1, 2],
      [2, 0, 1],
      [1, 2, 0],
    ]) {
      const devices = [await aBuyer("o-1", 1), await aBuyer("o-2", 2), await aBuyer("o-3", 4)];
      const userId = `u-${devices[0]}`;
      await Promise.all(order.map((index) => send(site, "identify", { anonymousId: devices[index], userId })));
      const visitors = await Promise.all([userId, ...devices].map(read));
      expect(new Set(visitors.map(({ id }) => id)).size).toBe(1);
      expect(visitors[0]).toMatchObject({ userId, anonymousIds: devices.toSorted() });
      outcomes.push(visitors.map(standingOf));
    }
    expect(outcomes[1]).toEqual(outcomes[0]);
    expect(outcomes[2]).toEqual(outcomes[0]);
    expect(outcomes[0]?.[0]?.totals.revenue).toBe(7);
  });

  it("melts no two users on one device, at once or one after the other", async () => {
    const device = await aBuyer("o-1", 1);
    const users = [`a-${device}`, `b-${device}`];
    await Promise.all(users.map((userId) => send(site, "identify", { anonymousId: device, userId })));
    for (const userId of users) await send(site, "track", anOrder(device, `o-${userId}`, 10, { userId }));
    const [one, two] = await Promise.all(users.map(read));
    expect(one?.id).not.toBe(two?.id);
    expect([one?.totals.revenue, two?.totals.revenue].toSorted()).toEqual([10, 11]);
    expect([one?.userId, two?.userId]).toEqual(users);
  });

  it("gives nothing of a person to whoever only presents their user id on a device that was parted", async () => {
    await publishConfig(site, {
      slots: [{ key: "hero", snippets: [{ key: "vip", rule: { fact: "orders", gte: 1 }, content: "Ada's" }] }],
    });
    const [owner, stranger] = [await aBuyer("o-1", 400), anAnonymousId()];
    await send(site, "identify", { anonymousId: owner, userId: "ada", traits: { name: "Ada" } });
    await send(site, "identify", { anonymousId: stranger, userId: "ada" });
    await unlink("ada", stranger);
    const answer = await send(site, "page", aPage(stranger, { userId: "ada", decide: true }));
    expect(await answer.json()).toMatchObject({
      segment: "anonymous-prospect",
      decisions: { hero: { snippet: null } },
    });
    expect(await read(stranger)).toMatchObject({ userId: null, traits: {}, totals: { orders: 0 } });
  });
});

describe("alias", () => {
  it("joins an anonymous id to a user, whoever was there first", async () => {
    for (const known of ["both", "device", "user", "neither"]) {
      const device = known === "both" || known === "device" ? await aBuyer(`d-${known}`, 1) : anAnonymousId();
      const userId = known === "both" || known === "user" ? await aUser(`u-${known}`, 2) : `u-${device}`;
      expect((await send(site, "alias", { previousId: device, userId })).status).toBe(200);
      await send(site, "track", anOrder(device, `after-${known}`, 4));
      const visitor = await read(userId);
      expect(await read(device)).toEqual(visitor);
      const revenue = { both: 7, device: 5, user: 6, neither: 4 }[known];
      expect(visitor).toMatchObject({ userId, totals: { revenue } });
    }
  });

  it("joins previousId and the device it was said on, which may be two", async () => {
    const [device, previousId] = [await aBuyer("o-1", 1), await aBuyer("o-2", 2)];
    const userId = await aUser("o-3", 4);
    await send(site, "alias", { anonymousId: device, previousId, userId });
    for (const id of [device, previousId, userId])
      expect(await read(id)).toMatchObject({ userId, totals: { revenue: 7 } });
    expect((await linksOf(userId)).links.map(({ by }) => by)).toEqual(["alias", "alias"]);
    await unlink(userId, previousId);
    expect((await read(previousId)).totals.revenue).toBe(2);
    await send(site, "alias", { anonymousId: device, previousId, userId });
    expect((await read(previousId)).totals.revenue).toBe(2);
  });

  it("gives a user another user id; both name the person, and it can be taken back", async () => {
    const [old, fresh] = [await aUser("o-1", 1), `new-${anAnonymousId()}`];
    const { id } = await read(old);
    await send(site, "alias", { previousId: old, userId: fresh });
    for (const userId of [old, fresh])
      await send(site, "track", { ...anOrder("", `o-${userId}`, 10), anonymousId: undefined, userId });
    for (const userId of [old, fresh])
      expect(await read(userId)).toMatchObject({ id, userId: fresh, totals: { revenue: 21 } });
    const device = anAnonymousId();
    await send(site, "identify", { anonymousId: device, userId: old });
    expect((await read(device)).id).toBe(id);
    await send(site, "alias", { previousId: fresh, userId: old });
    expect(await read(fresh)).toMatchObject({ id, userId: old });
  });

  it("melts no two users, and says so in a finding", async () => {
    const [one, two] = [await aUser("o-1", 1), await aUser("o-2", 2)];
    await send(site, "alias", { previousId: one, userId: two });
    expect([(await read(one)).totals.revenue, (await read(two)).totals.revenue]).toEqual([1, 2]);
    await vi.waitFor(async () => {
      const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/findings`);
      expect(await answer.json()).toMatchObject({ findings: [{ kind: "two-users", id: two }] });
    });
    expect((await eventsOf(two)).map(({ type }) => type)).toContain("alias");
  });
});

describe("a judge who is wrong", () => {
  it("is set right where the holder it names has become another user", async () => {
    const device = await aBuyer("o-1", 1);
    await identityStub(env, site.key, "ada").claim("ada", idOf(device));
    await send(site, "identify", { anonymousId: device, userId: "bea" });
    const other = await aBuyer("o-2", 2);
    expect((await send(site, "identify", { anonymousId: other, userId: "ada" })).status).toBe(200);
    expect(
      (await send(site, "track", { ...anOrder("", "o-3", 4), anonymousId: undefined, userId: "ada" })).status,
    ).toBe(200);
    expect(await read("bea")).toMatchObject({ id: idOf(device), totals: { revenue: 1 } });
    expect(await read("ada")).toMatchObject({ userId: "ada", totals: { revenue: 4 } });
  });
});

describe("the bucket of holdouts", () => {
  const reasonOf = async (anonymousId: string) => {
    const answer = await send(site, "decide", { anonymousId, slots: ["hero"] });
    return (await answer.json<{ decisions: { hero: { reason: string } } }>()).decisions.hero.reason;
  };
  const aView = async () => {
    const anonymousId = anAnonymousId();
    const before = await reasonOf(anonymousId);
    await send(site, "page", aPage(anonymousId));
    // Whoever is not yet known is in the bucket that will be theirs.
    expect(await reasonOf(anonymousId)).toBe(before);
    return { anonymousId, reason: before };
  };

  it("is that of whoever existed first, through every link, and each one's own after it", async () => {
    const snippet = { key: "all", rule: { all: [] }, content: "Hi" };
    await publishConfig(site, { slots: [{ key: "hero", holdoutPercent: 50, snippets: [snippet] }] });
    const elder = await aView();
    let younger = elder;
    for (let tries = 1; younger.reason === elder.reason; tries++) {
      vi.setSystemTime(START + tries);
      younger = await aView();
    }
    const reasons = () => Promise.all([elder, younger].map(({ anonymousId }) => reasonOf(anonymousId)));
    const apart = [elder.reason, younger.reason];
    expect(apart.toSorted()).toEqual(["holdout", "match"]);
    for (const by of ["marketer", "identify"]) {
      // The younger one holds the user id, and so the person: the bucket stays the elder's all the same.
      if (by === "marketer") await link(younger.anonymousId, elder.anonymousId);
      else {
        await send(site, "identify", { anonymousId: younger.anonymousId, userId: "ada" });
        await link(younger.anonymousId, elder.anonymousId);
        expect((await read("ada")).id).toBe(idOf(younger.anonymousId));
      }
      await evictDurableObject(objectOf(elder.anonymousId));
      await evictDurableObject(objectOf(younger.anonymousId));
      expect(await reasons()).toEqual([elder.reason, elder.reason]);
      await unlink(elder.anonymousId, younger.anonymousId);
      expect(await reasons()).toEqual(apart);
    }
  });
});

describe("the bucket of a user who is not yet known", () => {
  it("is each one's own, and stays theirs once they are", async () => {
    const snippet = { key: "all", rule: { all: [] }, content: "Hi" };
    await publishConfig(site, { slots: [{ key: "hero", holdoutPercent: 50, snippets: [snippet] }] });
    const reasonOf = async (userId: string) => {
      const answer = await askAs(site.serverKey, "POST", "/v1/decide", { userId, slots: ["hero"] });
      return (await answer.json<{ decisions: { hero: { reason: string } } }>()).decisions.hero.reason;
    };
    const userIds = Array.from({ length: 24 }, (_, n) => `user-${n}`);
    const before = await Promise.all(userIds.map(reasonOf));
    expect([...new Set(before)].toSorted()).toEqual(["holdout", "match"]);
    for (const userId of userIds)
      await send(site, "track", { ...anOrder("", `o-${userId}`, 1), anonymousId: undefined, userId });
    expect(await Promise.all(userIds.map(reasonOf))).toEqual(before);
  });
});

describe("a page view of a linked device", () => {
  it("is one row with the holder, none with the device, and two object requests", async () => {
    const one = await aBuyer("o-1", 1);
    vi.setSystemTime(START + 1);
    const other = await aBuyer("o-2", 2);
    await link(one, other);
    await send(site, "page", aPage(other));
    const rows = await Promise.all(
      [one, other].map((id) => runInDurableObject(objectOf(id), (_, { storage }) => countRows(storage))),
    );
    const requests = [vi.spyOn(env.VISITOR, "getByName"), vi.spyOn(env.VISITOR, "get")];
    for (let view = 0; view < 40; view++) await send(site, "page", aPage(other, { decide: true }));
    expect(rows).toEqual([
      { sql: 40, alarms: 0 },
      { sql: 0, alarms: 0 },
    ]);
    expect(requests.map(({ mock }) => mock.calls.length)).toEqual([40, 40]);
    await evictDurableObject(objectOf(one));
    expect((await read(other)).totals).toMatchObject({ pageViews: 41, revenue: 3 });
    await unlink(one, other);
    expect((await read(other)).totals).toMatchObject({ pageViews: 41, revenue: 2 });
    console.log("Counted per page view of a linked device: 1 row, 2 object requests");
  });
});
