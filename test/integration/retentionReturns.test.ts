import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { directoryStub, identityStub } from "../../worker/objects/stubs.ts";
import { VisitorObject } from "../../worker/objects/visitor/VisitorObject.ts";
import { countedIn, dumpOf, passTime } from "../support/ageing.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { makeSite, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const KEPT_MS = 395 * DAY_MS;
const CUSTOMER_KEPT_MS = 1095 * DAY_MS;
// Ahead of the real clock, so that no alarm runs but those the tests run.
const START = Date.now() + DAY_MS;
const SECRET = "a-page-nobody-shall-remember";

let site: TestSite;
const { objectOf, idOf, read, historyOf, link, unlink, status } = peopleOf(() => site);

beforeEach(async () => {
  vi.setSystemTime(START);
  site = await makeSite();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const figures = () => countedIn(site);
const later = (until: number, ...ids: string[]) => passTime(until, ...ids.map(objectOf));

const secretPage = (id: string) =>
  aPage(id, { context: { page: { url: `https://shop.example/${SECRET}` }, campaign: { source: SECRET } } });

describe("whoever comes back", () => {
  it.each(["before", "after"] as const)("%s the alarm has run is somebody new", async (when) => {
    const id = anAnonymousId();
    const userId = `u-${id}`;
    await send(site, "identify", { anonymousId: id, userId, traits: { name: "Ada" } });
    await send(site, "track", anOrder(id, "o-1", 40));
    const back = START + CUSTOMER_KEPT_MS + 60_000;
    await later(START + CUSTOMER_KEPT_MS, id);
    vi.setSystemTime(back);
    if (when === "after") await later(back, id);
    await send(site, "page", aPage(id));
    const anew = {
      firstSeenAt: new Date(back).toISOString(),
      ...{ userId: null, traits: {}, kind: "prospect", segment: { key: "anonymous-prospect" } },
      totals: { orders: 0, pageViews: 1, sessions: 1 },
    };
    expect(await read(id)).toMatchObject(anew);
    await evictDurableObject(objectOf(id));
    expect(await read(id)).toMatchObject(anew);
    await later(back + 3_600_000, id);
    await evictDurableObject(objectOf(id));
    expect(await read(id)).toMatchObject(anew);
    expect((await historyOf(id)).segments).toMatchObject([
      { segment: "anonymous-prospect", from: new Date(back).toISOString() },
    ]);
    expect(await dumpOf(objectOf(id))).not.toContain("Ada");
    expect(await figures()).toEqual({ "anonymous-prospect": 1 });
    expect(await identityStub(env, site.key, userId).holderOf(userId)).toBe(null);
    expect(await status("GET", userId)).toBe(404);
    const changes = await runInDurableObject(directoryStub(env, site.key, idOf(id)), (_, { storage }) =>
      storage.sql
        .exec<{ body: string }>("SELECT body FROM ledger")
        .toArray()
        .flatMap(({ body }) => JSON.parse(body).changes),
    );
    expect(changes.map(({ to }: { to: string }) => to)).not.toContain("anonymous-prospect");
    // The user id is free: it may be claimed anew, here or anywhere.
    await send(site, "identify", { anonymousId: id, userId });
    expect(await read(userId)).toMatchObject({ id: idOf(id), traits: {}, totals: { orders: 0 } });
  });
});

describe("linked visitors", () => {
  const linked = async () => {
    const [one, other] = [anAnonymousId(), anAnonymousId()];
    await send(site, "track", anOrder(one, "o-1", 40));
    // Whoever is older holds.
    vi.setSystemTime(START + 1_000);
    await send(site, "page", secretPage(other));
    await link(one, other);
    await later(START + 3_600_000, one, other);
    return [one, other] as const;
  };

  it("end with whoever holds them; before, what has gone is gone from each log", async () => {
    const [one, other] = await linked();
    await later(START + KEPT_MS + 2 * DAY_MS, one, other);
    for (const id of [one, other]) expect(await dumpOf(objectOf(id))).not.toContain(SECRET);
    expect(await read(other)).toMatchObject({ id: idOf(one), totals: { orders: 1, pageViews: 0 } });
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const endWith = vi.spyOn(VisitorObject.prototype, "endWith").mockRejectedValueOnce(new Error("on purpose"));
    await later(START + CUSTOMER_KEPT_MS + DAY_MS, one, other);
    expect(endWith).toHaveBeenCalledTimes(2);
    for (const id of [one, other]) expect(await dumpOf(objectOf(id))).toBe("");
    expect(await figures()).toEqual({});
    await send(site, "page", aPage(other));
    expect(await read(other)).toMatchObject({ id: idOf(other), totals: { pageViews: 1, orders: 0 } });
  });

  it("begin anew by themselves where they come back before the alarm has run", async () => {
    const [one, other] = await linked();
    await later(START + CUSTOMER_KEPT_MS, one, other);
    vi.setSystemTime(START + CUSTOMER_KEPT_MS + DAY_MS);
    expect((await send(site, "page", aPage(other))).status).toBe(200);
    expect(await read(other)).toMatchObject({ id: idOf(other), totals: { pageViews: 1, orders: 0 } });
    expect(await status("GET", one)).toBe(404);
    await later(START + CUSTOMER_KEPT_MS + 2 * DAY_MS, one, other);
    expect(await dumpOf(objectOf(one))).toBe("");
    expect(await figures()).toEqual({ "anonymous-prospect": 1 });
  });

  it("that were unlinked go by their own clocks, and leave nothing with whoever held them", async () => {
    const [one, other] = await linked();
    vi.setSystemTime(START + 10 * DAY_MS);
    await send(site, "page", secretPage(other));
    await unlink(one, other);
    await later(START + 10 * DAY_MS + KEPT_MS, one, other);
    expect((await read(other)).totals).toMatchObject({ pageViews: 1, orders: 0 });
    await later(START + 12 * DAY_MS + KEPT_MS, one, other);
    expect(await status("GET", other)).toBe(404);
    expect(await dumpOf(objectOf(other))).toBe("");
    expect(await dumpOf(objectOf(one))).not.toContain(SECRET);
    expect((await read(one)).totals.orders).toBe(1);
    expect(await figures()).toEqual({ lost: 1 });
  });
});
