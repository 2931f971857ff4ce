import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { EventsSchema, HistorySchema, VisitorListSchema, VisitorSchema } from "#shared/wire/visitors";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { ask, askAs, makeSite, makeToken, type TestSite } from "../support/site.ts";

const DAY_MS = 86_400_000;

let site: TestSite;

beforeAll(async () => {
  site = await makeSite();
});

afterEach(() => {
  vi.useRealTimers();
});

const fetchOf = (path: string, credential = site.token, key = site.key) =>
  askAs(credential, "GET", `/v1/sites/${key}/visitors${path}`);
const get = async (path: string): Promise<unknown> => {
  const answer = await fetchOf(path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  return answer.json();
};
const read = async (id: string) => v.parse(VisitorSchema, await get(`/${encodeURIComponent(id)}`));
const eventsOf = async (id: string, query = "") => v.parse(EventsSchema, await get(`/${id}/events${query}`));
const historyOf = async (id: string, query = "") => v.parse(HistorySchema, await get(`/${id}/history${query}`));

describe("GET /visitors/:id", () => {
  it("finds the same visitor by visitor id, anonymous id and user id", async () => {
    const anonymousId = anAnonymousId();
    const userId = `${anonymousId}@mail.example/a b`;
    await send(site, "identify", { anonymousId, userId, traits: { name: "Ada" } });
    const visitor = await read(anonymousId);
    expect(visitor.id).toMatch(/^[0-9a-f]{64}$/);
    expect((await read(userId)).id).toBe(visitor.id);
    expect((await read(visitor.id)).traits).toEqual({ name: "Ada" });
  });

  it("finds one who was first met by a user id", async () => {
    const userId = `user-${anAnonymousId()}`;
    await send(site, "track", { ...anOrder("", "o-1", 12), anonymousId: undefined, userId });
    expect(await read(userId)).toMatchObject({ userId, anonymousIds: [], kind: "customer", totals: { revenue: 12 } });
  });

  it("knows no more of anybody than was sent", async () => {
    for (const id of ["nobody", "0".repeat(64), "__proto__", "constructor", "%00", "x".repeat(3_000)]) {
      const answer = await fetchOf(`/${id}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
    }
  });

  it("gives nothing of another site, by whichever id", async () => {
    const other = await makeSite();
    const anonymousId = anAnonymousId();
    await send(site, "identify", { anonymousId, userId: `u-${anonymousId}` });
    const { id } = await read(anonymousId);
    for (const name of [id, anonymousId, `u-${anonymousId}`])
      for (const part of ["", "/history", "/events"]) {
        expect((await fetchOf(`/${name}${part}`, other.token, other.key)).status).toBe(404);
        expect((await fetchOf(`/${name}${part}`, other.token)).status).toBe(404);
      }
  });

  it("is for a server key too, lists and pasts are for people, and a write key reads nothing", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const viewer = await makeToken(site, "viewer");
    const statuses = async (credential: string) => {
      const paths = [`/${anonymousId}`, `/${anonymousId}/history`, `/${anonymousId}/events`, ""];
      return Promise.all(paths.map(async (path) => (await fetchOf(path, credential)).status));
    };
    expect(await statuses(viewer)).toEqual([200, 200, 200, 200]);
    expect(await statuses(site.serverKey)).toEqual([200, 403, 403, 403]);
    expect(await statuses(site.writeKey)).toEqual([403, 403, 403, 403]);
  });
});

describe("GET /visitors", () => {
  it("lists, searches and pages through visitors once the directory has them", async () => {
    const own = await makeSite();
    const list = async (query: string) => {
      const answer = await fetchOf(query, own.token, own.key);
      expect(answer.status).toBe(200);
      return v.parse(VisitorListSchema, await answer.json());
    };
    const messages = ["Ann", "Ben", "Cleo"].map((name, index) => ({
      userId: name.toLowerCase(),
      messages: [
        { type: "identify", messageId: `i-${name}`, timestamp: new Date().toISOString(), traits: { name } },
        {
          ...anOrder("", `o-${name}`, 10 * (index + 1)),
          anonymousId: undefined,
          type: "track",
          messageId: `m-${name}`,
          timestamp: new Date(Date.now() - index * 40 * DAY_MS).toISOString(),
        },
      ],
    }));
    const imported = await askAs(own.serverKey, "POST", `/v1/sites/${own.key}/import`, { visitors: messages });
    expect(await imported.json()).toMatchObject({ accepted: 6, rejected: [] });
    expect((await list("?sort=-revenue")).visitors.map(({ userId }) => userId)).toEqual(["cleo", "ben", "ann"]);
    expect(await list("?q=cle")).toMatchObject({ total: 1, visitors: [{ userId: "cleo" }] });
    expect(await list("?segment=new")).toMatchObject({ total: 1, visitors: [{ userId: "ann" }] });
    const first = await list("?sort=revenue&limit=2");
    expect(first).toMatchObject({ total: 3, visitors: [{ userId: "ann" }, { userId: "ben" }] });
    const second = await list(`?sort=revenue&limit=2&cursor=${first.cursor}`);
    expect(second).toMatchObject({ cursor: null, visitors: [{ userId: "cleo" }] });
    for (const query of ["?sort=height", "?limit=0", "?limit=many", "?cursor=x"])
      expect((await fetchOf(query, own.token, own.key)).status).toBe(400);
  });
});

describe("GET /visitors/:id/history", () => {
  it("is read as of any past day or instant, without what happened later", async () => {
    const anonymousId = anAnonymousId();
    // Ahead of the real clock, so that no alarm runs meanwhile.
    const start = Math.ceil(Date.now() / DAY_MS + 1) * DAY_MS + 12 * 3_600_000;
    vi.setSystemTime(start);
    await send(site, "page", aPage(anonymousId));
    vi.setSystemTime(start + DAY_MS);
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    vi.setSystemTime(start + 40 * DAY_MS);
    const iso = (at: number) => new Date(at).toISOString();
    const segmentsAsOf = async (asOf: string) =>
      (await historyOf(anonymousId, `?asOf=${encodeURIComponent(asOf)}`)).segments.map(({ segment }) => segment);
    expect(await segmentsAsOf(iso(start - 1))).toEqual([]);
    expect(await segmentsAsOf(iso(start))).toEqual(["anonymous-prospect"]);
    expect(await segmentsAsOf(iso(start + DAY_MS - 1))).toEqual(["anonymous-prospect"]);
    expect(await segmentsAsOf(iso(start + DAY_MS).slice(0, 10))).toEqual(["anonymous-prospect", "new"]);
    expect(await segmentsAsOf(iso(start + 40 * DAY_MS))).toEqual(["anonymous-prospect", "new", "developing-1"]);
    const { segments } = await historyOf(anonymousId, `?asOf=${iso(start)}`);
    expect(segments.at(-1)?.to).toBeNull();
    expect((await fetchOf(`/${anonymousId}/history?asOf=soon`)).status).toBe(400);
  });

  it("has the lapses since an order that came late, at their own instants", async () => {
    const anonymousId = anAnonymousId();
    const bought = Date.now() - 200 * DAY_MS;
    const iso = (days: number, ms = 1) => new Date(bought + days * DAY_MS + ms).toISOString();
    await send(site, "track", anOrder(anonymousId, "o-1", 40, { timestamp: iso(0, 0) }));
    const { segments } = await historyOf(anonymousId);
    expect(segments.map(({ segment, from, cause }) => [segment, from, cause])).toEqual([
      ["new", iso(0, 0), "event"],
      ["developing-1", iso(30), "time"],
      ["at-risk", iso(90), "time"],
      ["lost", iso(180), "time"],
    ]);
  });

  it("says refund where a refund changed it", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await send(site, "track", { anonymousId, event: "Order Refunded", properties: { order_id: "o-1" } });
    const { segments } = await historyOf(anonymousId);
    expect(segments.map(({ segment, cause }) => [segment, cause])).toEqual([
      ["new", "event"],
      ["anonymous-prospect", "refund"],
    ]);
  });

  it("joins its segments without a gap, and every score it names has a place in it", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    const { segments, scores } = await historyOf(anonymousId);
    for (const [index, { to }] of segments.entries()) expect(to).toBe(segments[index + 1]?.from ?? null);
    expect(scores[0]?.rfm).toEqual({ recency: null, frequency: null, monetary: null });
    expect(scores.at(-1)?.rfm.recency).toBe(5);
    const instants = scores.map(({ at }) => Date.parse(at));
    expect(instants).toEqual(instants.toSorted((one, other) => one - other));
  });
});

describe("GET /visitors/:id/events", () => {
  it("pages back from the newest, each event once", async () => {
    const anonymousId = anAnonymousId();
    const now = Date.now();
    const batch = Array.from({ length: 120 }, (_, index) => ({
      type: "track",
      event: "Product Viewed",
      anonymousId,
      messageId: `m-${index}`,
      // Several at the same instant, so that a page may end between two of them.
      timestamp: new Date(now - Math.floor(index / 7) * 1_000).toISOString(),
    }));
    await send(site, "batch", { batch: batch.slice(0, 60) });
    await send(site, "batch", { batch: batch.slice(60) });
    const found = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const page = await eventsOf(anonymousId, query);
      expect(page.events.length).toBeLessThanOrEqual(50);
      found.push(...page.events);
      cursor = page.cursor;
    } while (cursor !== null);
    expect(new Set(found.map(({ messageId }) => messageId)).size).toBe(120);
    expect(found).toHaveLength(120);
    const instants = found.map(({ at }) => Date.parse(at));
    expect(instants).toEqual(instants.toSorted((one, other) => other - one));
  });

  it("refuses a cursor that somebody made up", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    for (const cursor of ["", "x", "1e999 m", "-1", "NaN", "%00", "9".repeat(400), "9".repeat(17).concat(" m")]) {
      const answer = await fetchOf(`/${anonymousId}/events?cursor=${cursor}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ errors: [{ path: "/cursor" }] });
    }
  });

  it("shows no address, no user agent, and of addresses only the allowed query keys", async () => {
    const anonymousId = anAnonymousId();
    const answer = await ask("/v1/page", {
      method: "POST",
      headers: { "cf-connecting-ip": "203.0.113.9", "user-agent": "Mozilla/5.0 (Secret Device)" },
      body: JSON.stringify({
        writeKey: site.writeKey,
        anonymousId,
        messageId: "m-1",
        context: {
          ip: "203.0.113.9",
          userAgent: "Mozilla/5.0 (Secret Device)",
          locale: "da-DK",
          page: {
            url: "https://shop.example/reset/ada@mail.example?token=s3cret&utm_source=news#s3cret",
            search: "?token=s3cret&utm_source=news",
            referrer: "https://mail.example/?mid=s3cret",
          },
        },
        properties: { url: "https://shop.example/?token=s3cret&utm_source=news", title: "Home" },
      }),
    });
    expect(answer.status).toBe(200);
    const { events } = await eventsOf(anonymousId);
    expect(events[0]?.message).toMatchObject({
      context: {
        locale: "da-DK",
        page: { url: "https://shop.example/reset/redacted?utm_source=news", search: "?utm_source=news" },
      },
      properties: { url: "https://shop.example/?utm_source=news", title: "Home" },
    });
    expect(JSON.stringify(events)).not.toMatch(/203\.0\.113|Secret Device|s3cret|ada@|wk_/);
  });

  it("takes __proto__ and its like as the harmless words they are", async () => {
    const anonymousId = anAnonymousId();
    const poison = '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "name": "Ada"}';
    const raw = `{"writeKey": "${site.writeKey}", "anonymousId": "${anonymousId}", "messageId": "m-1", "traits": ${poison}, "__proto__": {"userId": "root"}}`;
    expect((await ask("/v1/identify", { method: "POST", body: raw })).status).toBe(200);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
    const { userId, traits } = await read(anonymousId);
    expect({ userId, traits }).toEqual({ userId: null, traits: { name: "Ada" } });
    const { events } = await eventsOf(anonymousId);
    expect(JSON.stringify(events)).not.toMatch(/__proto__|constructor|polluted/);
    expect(Reflect.get(events[0]?.message ?? {}, "userId")).toBeUndefined();
    expect((await ask("/v1/track", { method: "POST", body: raw.replace("traits", "properties") })).status).toBe(400);
  });
});
