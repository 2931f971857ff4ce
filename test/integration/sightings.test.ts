import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sightingCalls } from "#shared/wire/sightings";
import { siteStub } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";
import { anAnonymousId, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, makeToken, publishConfig, ROOT, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;
const NOON = Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS + DAY_MS / 2;

let site: TestSite;
const { idOf, link, settle } = peopleOf(() => site);

beforeEach(async () => {
  vi.setSystemTime(NOON);
  site = await makeSite();
});
afterEach(() => vi.useRealTimers());

const path = (rest: string) => `/v1/sites/${site.key}/${rest}`;

async function pageOf(query = "") {
  const answer = await askAs(site.token, "GET", path(`sightings${query}`));
  expect(answer.status).toBe(200);
  return v.parse(sightingCalls.list.answer, await answer.json());
}
const sightings = async (query = "") => (await pageOf(query)).sightings;

/** They are noted after the answer. */
const sightingsOnce = (count: number, query = "") =>
  vi.waitFor(async () => {
    const found = await sightings(query);
    expect(found).toHaveLength(count);
    return found;
  });

async function somebody(): Promise<string> {
  const anonymousId = anAnonymousId();
  expect((await send(site, "page", aPage(anonymousId))).status).toBe(200);
  return anonymousId;
}

async function read(credential: string, rest: string, status = 200): Promise<void> {
  const answer = await askAs(credential, "GET", path(rest));
  await answer.body?.cancel();
  expect([rest, answer.status]).toEqual([rest, status]);
}

describe("reading a visitor", () => {
  it("is recorded, once a day for each who reads, by whatever call and whatever id", async () => {
    const ada = await somebody();
    const viewer = await makeToken(site, "viewer");
    for (const rest of ["", "/history", "/events", "/orders", "/links", "/explain"])
      await read(viewer, `visitors/${ada}${rest}`);
    await read(viewer, `visitors/${idOf(ada)}`);
    await read(site.serverKey, `visitors/${ada}`);
    await read(ROOT, `visitors/${ada}/events`);
    const found = await sightingsOnce(3);
    const at = new Date(NOON).toISOString();
    expect(found.map(({ actor }) => actor)).toEqual(["root", "server", expect.stringMatching(/^the viewer \(.+\)$/)]);
    for (const one of found) expect(one).toMatchObject({ visitor: idOf(ada), how: "opened", first: at, last: at });
  });

  it("is not where nobody is found, or nobody is let in", async () => {
    const ada = await somebody();
    await read(site.token, "visitors/nobody-at-all", 404);
    await read(site.writeKey, `visitors/${ada}`, 403);
    await read(site.token, `visitors/${ada}`);
    expect(await sightingsOnce(1)).toMatchObject([{ visitor: idOf(ada) }]);
  });

  it("in a preview is recorded, too", async () => {
    const ada = await somebody();
    expect((await askAs(site.token, "POST", path("previews"), { visitor: ada })).status).toBe(200);
    expect(await sightingsOnce(1)).toMatchObject([{ visitor: idOf(ada), how: "opened" }]);
  });

  it("again within the hour asks the site's object nothing and writes nothing; an hour later it says so", async () => {
    const ada = await somebody();
    await read(site.serverKey, `visitors/${ada}`);
    await sightingsOnce(1);
    // What became of all these requests is told of, too, in time.
    const rows = await runInDurableObject(siteStub(env, site.key), (_, { storage }) => countRows(storage, /sighting/));
    const asked = vi.spyOn(env.SITE, "getByName");
    for (let times = 0; times < 5; times++) await read(site.serverKey, `visitors/${ada}`);
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    expect(rows).toMatchObject({ sql: 0, alarms: 0 });
    vi.setSystemTime(NOON + 3_600_000);
    await read(site.serverKey, `visitors/${ada}`);
    await vi.waitFor(async () =>
      expect(await sightings()).toMatchObject([
        { first: new Date(NOON).toISOString(), last: new Date(NOON + 3_600_000).toISOString() },
      ]),
    );
    expect(rows).toMatchObject({ sql: 1, alarms: 0 });
  });

  it("by a back end that reads many at once asks the site's object no more often than it answers", async () => {
    const people = await Promise.all(Array.from({ length: 20 }, somebody));
    const asked = vi.spyOn(env.SITE, "getByName");
    await Promise.all(people.map((one) => read(site.serverKey, `visitors/${one}`)));
    await vi.waitFor(async () => {
      const rows = await runInDurableObject(siteStub(env, site.key), (_, { storage }) =>
        storage.sql.exec("SELECT * FROM sighting").toArray(),
      );
      expect(rows).toHaveLength(20);
    });
    const calls = asked.mock.calls.length;
    asked.mockRestore();
    expect(calls).toBeLessThan(20);
  });

  it("is recorded all the same once the site's object answers again", async () => {
    const [ada, bea] = [await somebody(), await somebody()];
    env.RFEDGE_FAULT = "site";
    try {
      await read(site.serverKey, `visitors/${ada}`);
    } finally {
      env.RFEDGE_FAULT = "";
    }
    await read(site.serverKey, `visitors/${bea}`);
    const found = await sightingsOnce(2);
    expect(new Set(found.map(({ visitor }) => visitor))).toEqual(new Set([idOf(ada), idOf(bea)]));
  });
});

describe("a page of the list", () => {
  it("records everybody on it", async () => {
    const [ada, bea] = [await somebody(), await somebody()];
    await settle(ada, bea);
    await read(site.token, "visitors");
    const found = await sightingsOnce(2);
    expect(new Set(found.map(({ visitor }) => visitor))).toEqual(new Set([idOf(ada), idOf(bea)]));
    for (const one of found) expect(one.how).toBe("listed");
  });
});

describe("a socket", () => {
  const open = async (query: string) => {
    const headers = { upgrade: "websocket", "sec-websocket-protocol": `rfedge, bearer.${site.token}` };
    const { status, webSocket } = await ask(path(`live${query}`), { headers });
    expect(status).toBe(101);
    webSocket?.accept();
    webSocket?.close();
  };

  it("is recorded when it is opened: upon a visitor, or upon the whole site", async () => {
    const ada = await somebody();
    await open(`?visitor=${ada}`);
    await open("");
    expect(await sightingsOnce(2)).toMatchObject([
      { visitor: null, how: "followed" },
      { visitor: idOf(ada), how: "watched" },
    ]);
  });
});

describe("GET /v1/sites/:site/sightings", () => {
  it("is for admins alone, and another site's token finds no such site", async () => {
    const other = await makeSite();
    expect((await askAs(await makeToken(site, "editor"), "GET", path("sightings"))).status).toBe(403);
    expect((await askAs(other.token, "GET", path("sightings"))).status).toBe(404);
  });

  it("answers of one visitor by any id, under all the ids they have been seen by", async () => {
    const [ada, phone, bea] = [await somebody(), await somebody(), await somebody()];
    for (const one of [ada, phone, bea]) await read(site.serverKey, `visitors/${one}`);
    await sightingsOnce(3);
    await link(ada, phone);
    const found = await sightings(`?visitor=${phone}&actor=server`);
    expect(new Set(found.map(({ visitor }) => visitor))).toEqual(new Set([idOf(ada), idOf(phone)]));
    expect(await sightings("?visitor=nobody-at-all")).toEqual([]);
    expect(await sightings("?actor=nobody")).toEqual([]);
  });

  it("goes page by page from the newest day to the oldest", async () => {
    const seen = Array.from({ length: 250 }, (_, index) => ({
      actor: `actor ${index % 3}`,
      visitor: `${index}`,
      how: "opened" as const,
      at: NOON - (index % 5) * DAY_MS,
    }));
    await siteStub(env, site.key).noteSightings(seen);
    const found: { first: string; visitor: string | null }[] = [];
    for (let query = ""; ; ) {
      const { sightings: page, cursor } = await pageOf(query);
      found.push(...page);
      if (cursor === null) break;
      expect(page).toHaveLength(100);
      query = `?cursor=${encodeURIComponent(cursor)}`;
    }
    expect(new Set(found.map(({ visitor }) => visitor)).size).toBe(250);
    expect(found).toHaveLength(250);
    const days = found.map(({ first }) => first);
    expect(days).toEqual(days.toSorted().toReversed());
  });

  it.each(["x", "{}", "[1]", '["a","b","c","d"]'])("refuses the cursor %s, which it did not give", async (cursor) => {
    const answer = await askAs(site.token, "GET", path(`sightings?cursor=${encodeURIComponent(cursor)}`));
    expect(answer.status).toBe(400);
  });
});

describe("the record of an erased visitor", () => {
  it("says that somebody was looked at, no longer who; and no more when it is asked for again", async () => {
    const stub = siteStub(env, site.key);
    const seen = { actor: "ada", how: "opened" as const, at: NOON };
    const all = ["a", "b", "c"].map((visitor, index) => ({ ...seen, visitor, at: NOON + index }));
    await stub.noteSightings(all);
    for (let times = 0; times < 2; times++) {
      await stub.forget({ visitors: ["a", "b"], ids: [] });
      const [erased, kept] = [
        { visitor: null, first: new Date(NOON).toISOString(), last: new Date(NOON + 1).toISOString() },
        { visitor: "c" },
      ];
      expect(await sightings()).toMatchObject([erased, kept]);
    }
    await stub.forget({ visitors: ["c"], ids: [] });
    expect(await sightings()).toMatchObject([{ visitor: null, last: new Date(NOON + 2).toISOString() }]);
  });
});

describe("a visitor who is erased", () => {
  it("is named by no sighting any more; that of others stays", async () => {
    const [ada, bea] = [await somebody(), await somebody()];
    for (const one of [ada, bea]) await read(site.serverKey, `visitors/${one}`);
    await sightingsOnce(2);
    expect((await askAs(site.token, "DELETE", path(`visitors/${ada}`))).status).toBe(200);
    await settle(ada);
    await vi.waitFor(async () =>
      expect(await sightings("?actor=server")).toMatchObject([{ visitor: null }, { visitor: idOf(bea) }]),
    );
  });
});

describe("retention", () => {
  it("takes a day's records away by the alarm, once it has ended for so many days", async () => {
    await publishConfig(site, { privacy: { retentionDays: 30 } });
    const stub = siteStub(env, site.key);
    await stub.noteSightings(
      [0, 1].map((days) => ({ actor: "a", visitor: "b", how: "opened", at: NOON + days * DAY_MS })),
    );
    const midnight = NOON + DAY_MS / 2;
    const alarm = () => runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
    expect(await alarm()).toBe(midnight + 30 * DAY_MS);
    vi.setSystemTime(midnight + 30 * DAY_MS - 1);
    await runDurableObjectAlarm(stub);
    expect(await sightings()).toHaveLength(2);
    vi.setSystemTime(midnight + 30 * DAY_MS);
    await runDurableObjectAlarm(stub);
    expect(await sightings()).toMatchObject([{ first: new Date(NOON + DAY_MS).toISOString() }]);
    expect(await alarm()).toBe(midnight + 31 * DAY_MS);
  });
});
