import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { expectGoesOn, peopleOf, standingOf, whole } from "../support/people.ts";
import { askAs, makeSite, makeToken, type TestSite } from "../support/site.ts";

const MINUTE_MS = 60_000;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + 86_400_000;

let site: TestSite;
let now = START;
const { idOf, read, historyOf, eventsOf, linksOf, link, unlink, status } = peopleOf(() => site);

beforeEach(async () => {
  now = START;
  vi.setSystemTime(now);
  site = await makeSite();
});

afterEach(() => vi.useRealTimers());

/** A minute later. */
const later = () => {
  now += MINUTE_MS;
  vi.setSystemTime(now);
};
const aBuyer = async (orderId: string, revenue: number) => {
  const anonymousId = anAnonymousId();
  await send(site, "page", aPage(anonymousId));
  later();
  await send(site, "track", anOrder(anonymousId, orderId, revenue));
  later();
  return anonymousId;
};

describe("POST /visitors/:id/links", () => {
  it("makes one visitor of two, whichever is named first, and changes nothing when repeated", async () => {
    const [one, other] = [await aBuyer("o-1", 40), await aBuyer("o-2", 25)];
    expect(await link(other, one)).toMatchObject({ changed: true, id: idOf(one) });
    for (const id of [one, other, idOf(other)])
      expect(await read(id)).toMatchObject({
        id: idOf(one),
        anonymousIds: [one, other].toSorted(),
        totals: { orders: 2, revenue: 65, pageViews: 2 },
      });
    const before = await historyOf(one);
    for (const [id, again] of [
      [one, other],
      [other, one],
      [one, one],
      [idOf(one), idOf(other)],
    ] as const)
      expect((await link(id, again)).changed).toBe(false);
    expect(await historyOf(one)).toEqual(before);
  });

  it("says link in the history, from the instant of the link on", async () => {
    const one = anAnonymousId();
    await send(site, "page", aPage(one));
    later();
    const other = await aBuyer("o-1", 40);
    const before = await historyOf(one);
    await link(one, other);
    const { segments } = await historyOf(one);
    expectGoesOn(before.segments, segments);
    expect(segments.at(-1)).toMatchObject({ segment: "new", cause: "link", from: new Date(now).toISOString() });
  });

  it("gives a user's visitor the device, not the device's the user", async () => {
    const device = await aBuyer("o-1", 40);
    const userId = `u-${device}`;
    await send(site, "track", { ...anOrder("", "o-2", 10), anonymousId: undefined, userId });
    const { id } = await read(userId);
    expect(await link(device, userId)).toMatchObject({ id, changed: true });
    expect(await read(device)).toMatchObject({ id, userId, totals: { revenue: 50 } });
  });

  it("refuses two users, ids that nobody has, and whoever may not edit", async () => {
    const [one, other] = [anAnonymousId(), anAnonymousId()];
    await send(site, "identify", { anonymousId: one, userId: `u-${one}` });
    await send(site, "identify", { anonymousId: other, userId: `u-${other}` });
    expect(await status("POST", `${one}/links`, { id: other })).toBe(409);
    expect(await read(one)).toMatchObject({ anonymousIds: [one], userId: `u-${one}` });
    expect(await status("POST", `${one}/links`, { id: "nobody" })).toBe(404);
    expect(await status("POST", "nobody/links", { id: one })).toBe(404);
    expect(await status("DELETE", `${one}/links/nobody`)).toBe(404);
    expect(await status("DELETE", `nobody/links/${one}`)).toBe(404);
    expect(await status("GET", "nobody/links")).toBe(404);
    for (const body of [{}, { id: "" }, { id: 7 }, { id: "x".repeat(256) }])
      expect(await status("POST", `${one}/links`, body)).toBe(422);
    const viewer = await makeToken(site, "viewer");
    for (const credential of [viewer, site.serverKey, site.writeKey]) {
      expect(await status("POST", `${one}/links`, { id: other }, credential)).toBe(403);
      expect(await status("DELETE", `${one}/links/${other}`, undefined, credential)).toBe(403);
    }
    expect(await status("GET", `${one}/links`, undefined, viewer)).toBe(200);
  });

  it("links nobody of another site", async () => {
    const stranger = await makeSite();
    const [own, theirs] = [anAnonymousId(), anAnonymousId()];
    await send(site, "page", aPage(own));
    await send(stranger, "page", aPage(theirs));
    const foreign = env.VISITOR.idFromName(`${stranger.key}/a/${theirs}`).toString();
    for (const id of [theirs, foreign]) expect(await status("POST", `${own}/links`, { id })).toBe(404);
  });
});

describe("the audit log", () => {
  it("says who linked and who parted whom, by visitor ids alone, and nothing where nothing changed", async () => {
    const [one, other] = [await aBuyer("o-1", 40), await aBuyer("o-2", 25)];
    await link(one, other);
    await link(one, other);
    await unlink(one, other);
    await unlink(one, other);
    const { entries } = await (await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`)).json<{
      entries: { actor: string; action: string; target: string; detail: unknown }[];
    }>();
    const actor = expect.stringMatching(/^First admin/);
    expect(entries.filter(({ action }) => action.startsWith("visitor."))).toMatchObject([
      { actor, action: "visitor.unlink", target: idOf(one), detail: { other: idOf(other) } },
      { actor, action: "visitor.link", target: idOf(one), detail: { other: idOf(other) } },
    ]);
  });
});

describe("GET /visitors/:id/links", () => {
  it("says who joined, whom, since when and by what", async () => {
    const [first, phone, tablet] = [anAnonymousId(), anAnonymousId(), await aBuyer("o-1", 5)];
    const userId = `u-${first}`;
    await send(site, "identify", { anonymousId: first, userId });
    expect(await linksOf(first)).toEqual({ id: idOf(first), links: [] });
    later();
    await send(site, "identify", { anonymousId: phone, userId });
    const since = new Date(now).toISOString();
    later();
    await link(first, tablet);
    const joined = { to: idOf(first), userId: null };
    expect(await linksOf(phone)).toEqual({
      id: idOf(first),
      links: [
        { ...joined, id: idOf(phone), anonymousIds: [phone], since, by: "identify" },
        { ...joined, id: idOf(tablet), anonymousIds: [tablet], since: new Date(now).toISOString(), by: "marketer" },
      ],
    });
  });
});

describe("DELETE /visitors/:id/links/:id", () => {
  it("gives both back, history included, from whichever side it is asked", async () => {
    const [one, other] = [await aBuyer("o-1", 40), await aBuyer("o-2", 25)];
    const [before, past] = [
      [await read(one), await read(other)],
      [await historyOf(one), await historyOf(other)],
    ];
    for (const [id, out] of [
      [one, other],
      [other, one],
      [idOf(one), idOf(other)],
    ] as const) {
      await link(one, other);
      expect((await unlink(id, out)).changed).toBe(true);
      expect((await unlink(id, out)).changed).toBe(false);
      expect([await read(one), await read(other)].map(whole)).toEqual(before.map(whole));
    }
    for (const [index, id] of [one, other].entries()) {
      const { segments, scores } = await historyOf(id);
      expectGoesOn(past[index]?.segments ?? [], segments);
      expectGoesOn(past[index]?.scores ?? [], scores);
    }
    expect((await historyOf(one)).segments.map(({ segment, cause }) => [segment, cause]).slice(-2)).toEqual([
      ["developing-1", "link"],
      ["new", "unlink"],
    ]);
  });

  it("gives what came under an id meanwhile to that id, and only that", async () => {
    const [one, other] = [await aBuyer("o-1", 40), await aBuyer("o-2", 25)];
    await link(one, other);
    later();
    await send(site, "track", anOrder(other, "o-3", 7));
    await send(site, "track", anOrder(one, "o-4", 3));
    expect((await read(other)).totals).toMatchObject({ orders: 4, revenue: 75 });
    later();
    await unlink(one, other);
    expect((await read(one)).totals).toMatchObject({ orders: 2, revenue: 43 });
    expect((await read(other)).totals).toMatchObject({ orders: 2, revenue: 32, pageViews: 1 });
    expect((await eventsOf(other)).map(({ receivedAt }) => receivedAt)).toContain(
      new Date(now - MINUTE_MS).toISOString(),
    );
    await send(site, "track", anOrder(other, "o-5", 1));
    expect((await read(other)).totals.orders).toBe(3);
    expect((await read(one)).totals.orders).toBe(2);
  });

  it("takes with an id what was linked to it, and the user id that was said under it", async () => {
    const [one, two, three] = [await aBuyer("o-1", 1), await aBuyer("o-2", 2), await aBuyer("o-3", 4)];
    const userId = `u-${one}`;
    await link(two, three);
    await link(one, two);
    await send(site, "identify", { anonymousId: three, userId, traits: { name: "Ada" } });
    expect(await read(userId)).toMatchObject({ id: idOf(one), totals: { revenue: 7 } });
    await unlink(one, two);
    expect(await read(one)).toMatchObject({ userId: null, traits: {}, totals: { revenue: 1 } });
    expect(await read(userId)).toMatchObject({
      id: idOf(two),
      userId,
      traits: { name: "Ada" },
      totals: { revenue: 6 },
    });
    await send(site, "track", { ...anOrder("", "o-4", 8), anonymousId: undefined, userId });
    expect((await read(two)).totals.revenue).toBe(14);
    expect((await linksOf(two)).links.map(({ id }) => id)).toEqual([idOf(three)]);
  });

  it("is not undone by what the device goes on saying; a marketer's link is made again", async () => {
    const [first, second] = [await aBuyer("o-1", 40), await aBuyer("o-2", 25)];
    const userId = `u-${first}`;
    await send(site, "identify", { anonymousId: first, userId, traits: { name: "Ada" } });
    await send(site, "identify", { anonymousId: second, userId });
    await unlink(userId, second);
    for (const device of [second, first, second]) {
      later();
      await send(site, "identify", { anonymousId: device, userId });
      await send(site, "page", aPage(device, { userId }));
    }
    expect(await read(second)).toMatchObject({ id: idOf(second), userId: null, traits: {}, totals: { revenue: 25 } });
    expect(await read(userId)).toMatchObject({ id: idOf(first), totals: { revenue: 40, pageViews: 2 } });
    expect((await link(second, userId)).changed).toBe(true);
    const standing = standingOf(await read(second));
    expect(standing).toMatchObject({ totals: { revenue: 65, pageViews: 5 }, traits: { name: "Ada" } });
  });
});
