import { beforeAll, describe, expect, it } from "vitest";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, type TestSite } from "../support/site.ts";

let site: TestSite;
const people = peopleOf(() => site);

beforeAll(async () => {
  site = await makeSite();
});

const REFUSED = { consent: { categoryPreferences: { analytics: false, ads: false } } };
/** As the tag says it, from its queue. */
const withdrawal = (anonymousId: string) => ({
  ...{ type: "track", event: "Consent Withdrawn", anonymousId, context: REFUSED },
  ...{ messageId: crypto.randomUUID(), timestamp: new Date().toISOString() },
});
const withdraw = (anonymousId: string, headers: Record<string, string> = {}) => {
  const body = JSON.stringify({ writeKey: site.writeKey, batch: [withdrawal(anonymousId)] });
  return ask("/v1/batch", { method: "POST", headers: { "content-type": "text/plain", ...headers }, body });
};
const asServer = (kind: string, body: object) => askAs(site.serverKey, "POST", `/v1/${kind}`, body);
const deeds = async (target: string) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
  const { entries } = await answer.json<{ entries: { action: string; target: string; detail: object }[] }>();
  return entries.filter((entry) => entry.target === target);
};
const isKnown = async (id: string) => (await people.status("GET", id)) === 200;

describe("consent that is taken back", () => {
  it("erases an anonymous visitor before it is acknowledged, and lets their browser forget", async () => {
    const id = anAnonymousId();
    const page = aPage(id, { messageId: `p-${id}`, timestamp: new Date(Date.now() - 60_000).toISOString() });
    await send(site, "page", page);
    await send(site, "track", { anonymousId: id, event: "Signed Up" });
    expect(await isKnown(id)).toBe(true);
    const answer = await withdraw(id, { cookie: `rfedge_id=${id}; rfedge_decision=abc` });
    expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
    expect(answer.headers.getSetCookie().map((cookie) => cookie.split(";").slice(0, 3).join())).toEqual([
      "rfedge_decision=, Path=/, Max-Age=0",
      "rfedge_id=, Path=/, Max-Age=0",
    ]);
    expect(await isKnown(id)).toBe(false);
    expect(await deeds(people.idOf(id))).toMatchObject([{ action: "visitor.withdraw", detail: { whole: true } }]);
    // What a network held back brings nobody back.
    expect((await send(site, "page", page)).status).toBe(200);
    expect(await isKnown(id)).toBe(false);
  });

  it("is heard as one event, too, and in the words of Segment's consent libraries", async () => {
    for (const event of ["Consent Withdrawn", "Segment Consent Preference", "Segment Consent Preference Updated"]) {
      const id = anAnonymousId();
      await send(site, "page", aPage(id));
      const answer = await send(site, "track", { anonymousId: id, event, context: REFUSED });
      expect([answer.status, await isKnown(id)]).toEqual([200, false]);
    }
  });

  it("is none where the preference that changed still agrees: that is an event like any other", async () => {
    const id = anAnonymousId();
    const context = { consent: { categoryPreferences: { Analytics: true, Advertising: false } } };
    await send(site, "track", { anonymousId: id, event: "Segment Consent Preference Updated", context });
    expect((await people.eventsOf(id)).map(({ name }) => name)).toEqual(["Segment Consent Preference Updated"]);
  });

  it("takes the batch's other messages with it, of others none", async () => {
    const [id, other] = [anAnonymousId(), anAnonymousId()];
    const batch = [{ type: "page", anonymousId: id }, withdrawal(id), { type: "page", anonymousId: other }];
    const body = JSON.stringify({ writeKey: site.writeKey, batch });
    const answer = await ask("/v1/batch", { method: "POST", body, headers: { cookie: `rfedge_id=${other}` } });
    expect([await answer.json(), answer.headers.get("set-cookie")]).toEqual([{ success: true }, null]);
    expect([await isKnown(id), await isKnown(other)]).toEqual([false, true]);
  });

  it("is acknowledged where nothing is held, and again where it was carried out, and noted only once", async () => {
    const id = anAnonymousId();
    expect((await withdraw(id)).status).toBe(200);
    expect(await deeds(people.idOf(id))).toEqual([]);
    await send(site, "page", aPage(id));
    for (let times = 0; times < 2; times++) expect((await withdraw(id)).status).toBe(200);
    expect(await deeds(people.idOf(id))).toHaveLength(1);
  });
});

describe("a known customer who takes consent back", () => {
  it("is erased with their orders where the site has said that the device is theirs; an order of before stays gone", async () => {
    const [id, userId] = [anAnonymousId(), `u-${crypto.randomUUID()}`];
    const order = { userId, ...anOrder("", `o-${id}`, 40), anonymousId: undefined };
    await asServer("identify", { userId, anonymousId: id, traits: { name: "Ada" } });
    await asServer("track", order);
    await send(site, "page", aPage(id));
    expect((await people.read(userId)).totals).toMatchObject({ orders: 1, pageViews: 1 });
    await withdraw(id);
    expect([await isKnown(userId), await isKnown(id)]).toEqual([false, false]);
    await asServer("track", { ...order, messageId: crypto.randomUUID() });
    expect(await isKnown(userId)).toBe(false);
    await asServer("track", { ...order, properties: { order_id: `next-${id}`, revenue: 10 } });
    expect((await people.read(userId)).totals).toMatchObject({ orders: 1, revenue: 10, pageViews: 0 });
  });

  it("loses what came from the device where their user id is only claimed there: nobody has another erased", async () => {
    const [theirs, claiming, userId] = [anAnonymousId(), anAnonymousId(), `u-${crypto.randomUUID()}`];
    await asServer("identify", { userId, anonymousId: theirs });
    await asServer("track", { userId, ...anOrder(theirs, `o-${theirs}`, 40) });
    await send(site, "page", aPage(claiming));
    await send(site, "identify", { anonymousId: claiming, userId, traits: { name: "Mallory" } });
    expect((await people.read(userId)).anonymousIds.toSorted()).toEqual([theirs, claiming].toSorted());
    await withdraw(claiming);
    const left = await people.read(userId);
    expect([left.anonymousIds, left.totals.orders, left.totals.pageViews]).toEqual([[theirs], 1, 0]);
    expect(left.traits).toEqual({});
    expect(await isKnown(claiming)).toBe(false);
    expect(await deeds(people.idOf(claiming))).toMatchObject([{ detail: { whole: false } }]);
  });

  it("leaves the others with what is theirs where a device that came first had only claimed the user id", async () => {
    const [first, second, userId] = [anAnonymousId(), anAnonymousId(), `u-${crypto.randomUUID()}`];
    await send(site, "identify", { anonymousId: first, userId });
    await send(site, "page", aPage(second));
    await asServer("identify", { userId, anonymousId: second });
    await asServer("track", { userId, ...anOrder(second, `o-${second}`, 40) });
    expect((await people.read(first)).totals.orders).toBe(1);
    await withdraw(first);
    expect(await isKnown(first)).toBe(false);
    expect((await people.read(second)).totals).toMatchObject({ orders: 1, pageViews: 1 });
  });

  it("is erased whole by the site itself, whatever was claimed", async () => {
    const [id, userId] = [anAnonymousId(), `u-${crypto.randomUUID()}`];
    await asServer("track", { userId, ...anOrder("", `o-${id}`, 40), anonymousId: undefined });
    await send(site, "identify", { anonymousId: id, userId });
    expect((await asServer("track", withdrawal(id))).status).toBe(200);
    expect([await isKnown(userId), await isKnown(id)]).toEqual([false, false]);
  });
});
