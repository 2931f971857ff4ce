import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SegmentsSchema } from "#shared/wire/figures";
import { linkVisitors, membershipOf } from "../../worker/journeys/linkVisitors.ts";
import { visitorById } from "../../worker/objects/stubs.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { publishedSite } from "../../worker/publishedStore.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf, whole } from "../support/people.ts";
import { askAs, makeSite, type TestSite } from "../support/site.ts";

const START = Date.now() + 86_400_000;

let site: TestSite;
let now = START;
const { idOf, objectOf, read, historyOf, linksOf, link, unlink, settle } = peopleOf(() => site);

beforeEach(async () => {
  now = START;
  vi.setSystemTime(now);
  site = await makeSite();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const later = () => {
  now += 1_000;
  vi.setSystemTime(now);
};
const buyers = async (...revenues: number[]) => {
  const ids: string[] = [];
  for (const revenue of revenues) {
    later();
    const anonymousId = anAnonymousId();
    ids.push(anonymousId);
    await send(site, "page", aPage(anonymousId));
    await send(site, "track", anOrder(anonymousId, `o-${anonymousId}`, revenue));
  }
  later();
  return ids as [string, string, string];
};
const evict = async (...ids: string[]) => {
  for (const id of ids) await evictDurableObject(objectOf(id));
};
const revenueOf = async (id: string) => (await read(id)).totals.revenue;
const figures = async () => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/segments`);
  const { visitors, segments } = v.parse(SegmentsSchema, await answer.json());
  const sum = (key: "visitors" | "orders" | "revenue") => segments.reduce((total, one) => total + one[key], 0);
  expect(sum("visitors")).toBe(visitors);
  return { visitors, orders: sum("orders"), revenue: sum("revenue") };
};

type What = "answer" | "request";
/** A method whose next calls fail: before anything is done, or after it, so that the answer alone is lost. */
const losing = <A, R>(method: (this: VisitorObject, request: A) => Promise<R>, what: What, times: number) => {
  let left = times;
  return async function (this: VisitorObject, request: A): Promise<R> {
    left -= 1;
    if (left >= 0 && what === "request") throw new Error("on purpose");
    const answer = await method.call(this, request);
    if (left >= 0) throw new Error("on purpose");
    return answer;
  };
};
const { absorb, giveUp } = VisitorObject.prototype;
const loseAbsorb = (what: What, times = 1) =>
  vi.spyOn(VisitorObject.prototype, "absorb").mockImplementation(losing(absorb, what, times));
const loseGiveUp = (what: What) =>
  vi.spyOn(VisitorObject.prototype, "giveUp").mockImplementation(losing(giveUp, what, 1));

describe("a link whose parts fail", () => {
  it.each(["answer", "request"] as const)(
    "is made once where the first %s is lost, by the alarm, after evictions",
    async (what) => {
      const [one, other] = await buyers(40, 25, 0);
      await settle(one, other);
      const lost = loseAbsorb(what);
      await link(one, other);
      expect(lost).toHaveBeenCalledTimes(1);
      await send(site, "track", anOrder(other, "o-between", 7));
      await evict(one, other);
      await settle(other, one);
      expect(await read(other)).toMatchObject({ id: idOf(one), totals: { orders: 3, revenue: 72, pageViews: 2 } });
      expect(await figures()).toEqual({ visitors: 1, orders: 3, revenue: 72 });
      const causes = (await historyOf(one)).segments.map(({ cause }) => cause);
      expect(causes.filter((cause) => cause === "link").length).toBeLessThanOrEqual(1);
      // Nothing is left to do but to forget, once its time is over.
      const alarm = await runInDurableObject(objectOf(other), (_, { storage }) => storage.getAlarm());
      expect(alarm).toBeGreaterThan(Date.now() + 395 * 86_400_000);
    },
  );

  it.each(["answer", "request"] as const)(
    "is undone where the first %s is lost, by the alarm, after evictions",
    async (what) => {
      const [one, other] = await buyers(40, 25, 0);
      await link(one, other);
      await send(site, "track", anOrder(other, "o-linked", 7));
      await settle(one, other);
      expect(await figures()).toEqual({ visitors: 1, orders: 3, revenue: 72 });
      loseGiveUp(what);
      expect((await unlink(one, other)).changed).toBe(true);
      await send(site, "track", anOrder(other, "o-between", 2));
      expect((await read(other)).id).toBe(idOf(other));
      await evict(one, other);
      await settle(other, one);
      expect([await revenueOf(one), await revenueOf(other)]).toEqual([40, 34]);
      expect(await figures()).toEqual({ visitors: 2, orders: 4, revenue: 74 });
      expect((await historyOf(one)).segments.at(-1)?.cause).toBe("unlink");
    },
  );

  it("is finished by a marketer who asks for the next one", async () => {
    const [one, other] = await buyers(40, 25, 0);
    await link(one, other);
    await send(site, "track", anOrder(other, "o-linked", 7));
    loseGiveUp("request");
    await unlink(one, other);
    expect((await unlink(other, one)).changed).toBe(false);
    expect((await link(one, other)).changed).toBe(true);
    expect(await revenueOf(one)).toBe(72);
    await unlink(one, other);
    expect([await revenueOf(one), await revenueOf(other)]).toEqual([40, 32]);
  });

  it("changes nothing when everything is told again and again", async () => {
    const [one, other] = await buyers(40, 25, 0);
    const seen: Parameters<VisitorObject["absorb"]>[0][] = [];
    vi.spyOn(VisitorObject.prototype, "absorb").mockImplementation(function (this: VisitorObject, request) {
      seen.push(request);
      return absorb.call(this, request);
    });
    await link(one, other);
    const requests = [...seen];
    const before = [await read(one), await historyOf(one)];
    for (const request of [...requests, ...requests]) await visitorById(env, idOf(one))?.absorb(request);
    expect([await read(one), await historyOf(one)]).toEqual(before);
    await unlink(one, other);
    const after = [await read(one), await historyOf(one)];
    for (const request of requests)
      expect(await visitorById(env, idOf(one))?.absorb(request)).toEqual({ kind: "apart" });
    const { version } = (await publishedSite(env, site.key)) ?? { version: 0 };
    const first = requests[0]?.joins[0]?.link ?? 0;
    await visitorById(env, idOf(one))?.giveUp({ site: site.key, version, now, id: idOf(other), link: first, after: 0 });
    expect([await read(one), await historyOf(one)]).toEqual(after);
  });
});

describe("links in a circle", () => {
  const towards = async (from: string, to: string) => {
    const published = await publishedSite(env, site.key);
    if (published === null) throw new Error("no site");
    const membership = await membershipOf(env, published, idOf(to), now);
    if (membership === null) throw new Error("nobody");
    const { key, version } = published;
    return () =>
      visitorById(env, idOf(from))?.linkTo({
        site: key,
        version,
        now,
        to: membership,
        by: "marketer",
        userId: null,
        anonymousId: null,
        maxLinksPerHour: 10,
      });
  };

  it("end with one visitor, whoever was first", async () => {
    for (const waits of [true, false]) {
      const [one, other] = await buyers(40, 25, 0);
      const links = [await towards(one, other), await towards(other, one)];
      // Both addresses stand before either log has gone over.
      const lost = waits ? loseAbsorb("request", 2) : null;
      await Promise.all(links.map((make) => make()));
      lost?.mockRestore();
      await settle(one, other, one, other);
      expect((await read(one)).id).toBe((await read(other)).id);
      expect(await revenueOf(other)).toBe(65);
      for (const id of [one, other]) expect((await send(site, "page", aPage(id))).status).toBe(200);
      expect((await read(one)).totals.pageViews).toBe(4);
    }
  });

  it("end so for three, and can be undone", async () => {
    const [one, two, three] = await buyers(1, 2, 4);
    const links = [await towards(one, two), await towards(two, three), await towards(three, one)];
    const lost = loseAbsorb("request", 3);
    await Promise.all(links.map((make) => make()));
    lost.mockRestore();
    for (let round = 0; round < 3; round++) await settle(one, two, three);
    const { links: made } = await linksOf(one);
    expect(await Promise.all([one, two, three].map(revenueOf))).toEqual([7, 7, 7]);
    expect(made).toHaveLength(2);
    for (const joined of made.toReversed()) await unlink(joined.to, joined.id);
    expect(await Promise.all([one, two, three].map(revenueOf))).toEqual([1, 2, 4]);
  });
});

describe("a holder who is linked away", () => {
  it("takes all along, and each link can be undone in any order", async () => {
    const [one, two, three] = await buyers(1, 2, 4);
    const before = await Promise.all([one, two, three].map(read));
    for (const order of ["inner", "outer"]) {
      await link(two, three);
      await link(one, two);
      await send(site, "page", aPage(three));
      await evict(one, two, three);
      expect((await linksOf(three)).links.map(({ id, to }) => [id, to]).toSorted()).toEqual(
        [
          [idOf(three), idOf(two)],
          [idOf(two), idOf(one)],
        ].toSorted(),
      );
      expect(await revenueOf(three)).toBe(7);
      if (order === "inner") await unlink(one, three);
      await unlink(one, two);
      if (order === "outer") {
        expect([await revenueOf(two), await revenueOf(one)]).toEqual([6, 1]);
        await unlink(two, three);
      }
      expect(await Promise.all([one, two].map(async (id) => whole(await read(id))))).toEqual(
        before.slice(0, 2).map(whole),
      );
    }
    expect((await read(three)).totals).toMatchObject({ revenue: 4, pageViews: 3 });
  });

  it("loses nothing that is on its way", async () => {
    const [one, two, three] = await buyers(1, 2, 4);
    loseAbsorb("request", 4);
    await link(two, three);
    await link(one, two);
    await send(site, "track", anOrder(three, "o-way", 8));
    await unlink(one, three);
    await settle(two, three, one, three, two);
    expect(await Promise.all([one, two, three].map(revenueOf))).toEqual([3, 3, 12]);
    await unlink(one, two);
    expect(await Promise.all([one, two, three].map(revenueOf))).toEqual([1, 2, 12]);
  });

  it("is who links of identify are made with", async () => {
    const [one, two, three] = await buyers(1, 2, 4);
    const published = await publishedSite(env, site.key);
    if (published === null) throw new Error("no site");
    await link(one, two);
    await Promise.all([one, two, three].map((anonymousId) => send(site, "identify", { anonymousId, userId: "ada" })));
    expect(await read("ada")).toMatchObject({ id: idOf(one), totals: { revenue: 7 } });
    const again = { one: idOf(three), other: idOf(two), by: "alias", now } as const;
    expect(await linkVisitors(env, published, again)).toBe("same");
  });
});
