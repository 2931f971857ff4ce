import * as v from "valibot";
import { beforeAll, describe, expect, it } from "vitest";
import { EventsSchema, HistorySchema, VisitorListSchema, VisitorSchema } from "#shared/wire/visitors";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { askAs, makeSite, type TestSite } from "../support/site.ts";

let site: TestSite;
const DAY_MS = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString();
const get = (path: string, of = site) => askAs(of.token, "GET", `/v1/sites/${of.key}/visitors${path}`);

beforeAll(async () => {
  site = await makeSite();
});

describe("GET /v1/sites/:site/visitors/:id", () => {
  it("finds one person by visitor id, anonymous id and user id", async () => {
    const anonymousId = anAnonymousId();
    const userId = `user-${anonymousId}`;
    await send(site, "identify", { anonymousId, userId });
    const { id } = v.parse(VisitorSchema, await (await get(`/${anonymousId}`)).json());
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    for (const name of [id, userId]) expect(await (await get(`/${name}`)).json()).toMatchObject({ id, userId });
  });

  it("knows nobody of another site, nor a made-up id, and is no business of a write key", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const { id } = v.parse(VisitorSchema, await (await get(`/${anonymousId}`)).json());
    const other = await makeSite();
    expect((await get(`/${id}`, other)).status).toBe(404);
    expect((await get(`/${anonymousId}`, other)).status).toBe(404);
    expect((await get("/nobody-at-all")).status).toBe(404);
    expect((await askAs(site.writeKey, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).status).toBe(403);
  });
});

describe("GET /v1/sites/:site/visitors/:id/history", () => {
  it("has the lapses that time alone made, at their instants, and can be read as of any date", async () => {
    const anonymousId = anAnonymousId();
    const bought = ago(200);
    await send(site, "track", anOrder(anonymousId, "o-1", 40, { timestamp: bought }));
    const { segments } = v.parse(HistorySchema, await (await get(`/${anonymousId}/history`)).json());
    const daysLater = (days: number) => new Date(Date.parse(bought) + days * DAY_MS + 1).toISOString();
    expect(segments.map(({ segment, from, cause }) => [segment, from, cause])).toEqual([
      ["new", bought, "event"],
      ["developing-1", daysLater(30), "time"],
      ["at-risk", daysLater(90), "time"],
      ["lost", daysLater(180), "time"],
    ]);
    const past = v.parse(
      HistorySchema,
      await (await get(`/${anonymousId}/history?asOf=${ago(150).slice(0, 10)}`)).json(),
    );
    expect(past.segments.at(-1)).toMatchObject({ segment: "developing-1", to: null });
    expect((await get(`/${anonymousId}/history?asOf=yesterday`)).status).toBe(400);
  });

  it("says refund where a refund changed it", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    await send(site, "track", { anonymousId, event: "Order Refunded", properties: { order_id: "o-1" } });
    const { segments } = v.parse(HistorySchema, await (await get(`/${anonymousId}/history`)).json());
    expect(segments.map(({ segment, cause }) => [segment, cause])).toEqual([
      ["new", "event"],
      ["anonymous-prospect", "refund"],
    ]);
  });
});

describe("GET /v1/sites/:site/visitors/:id/events", () => {
  it("pages through them, newest first, each once", async () => {
    const anonymousId = anAnonymousId();
    const batch = Array.from({ length: 120 }, (_, index) => ({
      type: "page",
      anonymousId,
      messageId: `m-${index}`,
      timestamp: ago(1 + (index % 7)),
    }));
    await send(site, "batch", { batch });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const query: string = cursor === "" ? "" : `?cursor=${encodeURIComponent(cursor)}`;
      const page: v.InferOutput<typeof EventsSchema> = v.parse(
        EventsSchema,
        await (await get(`/${anonymousId}/events${query}`)).json(),
      );
      expect(page.events.map(({ at }) => at)).toEqual(
        page.events
          .map(({ at }) => at)
          .sort()
          .reverse(),
      );
      seen.push(...page.events.map(({ messageId }) => messageId));
      cursor = page.cursor;
    }
    expect(seen.length).toBe(120);
    expect(new Set(seen).size).toBe(120);
  });

  it("keeps no address, no user agent, no query key beyond the allowed, and nothing that poisons prototypes", async () => {
    const anonymousId = anAnonymousId();
    const context = {
      ip: "192.0.2.1",
      userAgent: "Browser/1.0",
      page: { url: "https://shop.example/?utm_source=mail&token=secret", search: "?token=secret" },
    };
    await send(site, "page", {
      anonymousId,
      context,
      properties: JSON.parse('{"__proto__": {"polluted": 1}, "a.constructor.b": 1, "kept": 1}'),
    });
    const { events } = v.parse(EventsSchema, await (await get(`/${anonymousId}/events`)).json());
    const text = JSON.stringify(events[0]?.message);
    for (const gone of ["192.0.2.1", "Browser/1.0", "secret", "__proto__", "constructor", site.writeKey])
      expect(text).not.toContain(gone);
    expect(text).toContain("utm_source=mail");
    expect(text).toContain('"kept":1');
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("GET /v1/sites/:site/visitors", () => {
  it("refuses a limit that is none", async () => {
    expect((await get("?limit=0")).status).toBe(400);
    expect(v.parse(VisitorListSchema, await (await get("?limit=1")).json()).visitors.length).toBeLessThanOrEqual(1);
  });
});
