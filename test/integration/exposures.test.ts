import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import * as v from "valibot";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { DecisionsSchema } from "#shared/wire/decide";
import { ExplainedSlotSchema } from "#shared/wire/explain";
import { LiveMessageSchema } from "#shared/wire/live";
import { visitorIdOf } from "../../worker/objects/stubs.ts";
import { countRows } from "../support/countedRows.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import { peopleOf } from "../support/people.ts";
import { ask, askAs, makeSite, publishConfig, type TestSite } from "../support/site.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Noon in Copenhagen, far from any midnight. */
const NOON = Date.parse("2030-03-04T11:00:00Z");

let site: TestSite;
const { objectOf, eventsOf, link, unlink } = peopleOf(() => site);
const all = { rule: { all: [] } };

beforeAll(async () => {
  site = await makeSite();
  await publishConfig(site, {
    site: { timeZone: "Europe/Copenhagen" },
    slots: [
      {
        key: "twice",
        snippets: [
          { key: "a", ...all, content: "a", cap: { per: "visitor", times: 2 } },
          { key: "b", ...all, content: "b" },
        ],
      },
      { key: "session", snippets: [{ key: "a", ...all, content: "a", cap: { per: "session", times: 1 } }] },
      { key: "day", snippets: [{ key: "a", ...all, content: "a", cap: { per: "day", times: 1 } }] },
      { key: "ends", snippets: [{ key: "a", ...all, content: "a", stopAfterConversion: true }] },
      { key: "held", holdoutPercent: 100, snippets: [{ key: "a", ...all, content: "a" }] },
      { key: "split", snippets: ["a", "b"].map((key) => ({ key, ...all, content: key, experiment: "e" })) },
      {
        key: "paged",
        measured: true,
        snippets: [{ key: "a", rule: { fact: "page.path", eq: "/sale" }, content: "a" }],
      },
      {
        key: "home",
        pages: { fact: "page.path", eq: "/" },
        snippets: [{ key: "a", ...all, content: "a", cap: { per: "visitor", times: 1 } }],
      },
      { key: "plain", snippets: [{ key: "a", ...all, content: "a" }] },
    ],
  });
});

afterEach(() => vi.useRealTimers());

/** What a page view is answered with, by slot. */
const view = async (anonymousId: string, more: Record<string, unknown> = {}) => {
  const answer = await send(site, "page", aPage(anonymousId, { decide: true, ...more }));
  expect(answer.status).toBe(200);
  const { decisions } = v.parse(DecisionsSchema, await answer.json());
  return Object.fromEntries(Object.entries(decisions).map(([slot, { snippet }]) => [slot, snippet]));
};
const decide = async (anonymousId: string) => {
  const { decisions } = v.parse(DecisionsSchema, await (await send(site, "decide", { anonymousId })).json());
  return Object.fromEntries(Object.entries(decisions).map(([slot, { snippet }]) => [slot, snippet]));
};
const explain = async (id: string, slot: string) => {
  const answer = await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${id}/explain?slot=${slot}`);
  return v.parse(ExplainedSlotSchema, await answer.json());
};
const evict = async (anonymousId: string) => {
  await runInDurableObject(objectOf(anonymousId), () => undefined);
  await evictDurableObject(objectOf(anonymousId));
};

describe("a snippet with a cap", () => {
  it("by visitor is shown so often and then the next, whatever is evicted in between", async () => {
    const anonymousId = anAnonymousId();
    expect((await view(anonymousId))["twice"]).toBe("a");
    await evict(anonymousId);
    expect((await view(anonymousId))["twice"]).toBe("a");
    await evict(anonymousId);
    expect((await view(anonymousId))["twice"]).toBe("b");
    expect((await decide(anonymousId))["twice"]).toBe("b");
    expect((await explain(anonymousId, "twice")).snippets.map(({ outcome }) => outcome)).toEqual(["cap", "shown"]);
  });

  it("by session is shown again in the next one", async () => {
    const anonymousId = anAnonymousId();
    const at = async (ms: number) => {
      vi.setSystemTime(NOON + ms);
      return (await view(anonymousId))["session"];
    };
    expect([await at(0), await at(20 * MINUTE_MS), await at(45 * MINUTE_MS), await at(76 * MINUTE_MS)]).toEqual([
      "a",
      null,
      null,
      "a",
    ]);
  });

  it("by day is shown again after midnight on the site’s clocks", async () => {
    const anonymousId = anAnonymousId();
    const at = async (ms: number) => {
      vi.setSystemTime(NOON + ms);
      return (await view(anonymousId))["day"];
    };
    // Copenhagen’s midnight is eleven hours after UTC’s noon in winter.
    expect([await at(0), await at(11.9 * HOUR_MS), await at(12.1 * HOUR_MS), await at(13 * HOUR_MS)]).toEqual([
      "a",
      null,
      "a",
      null,
    ]);
  });

  it("is answered again with what it showed where the answer was lost, and counted once", async () => {
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    const messageId = crypto.randomUUID();
    expect((await view(anonymousId, { messageId }))["twice"]).toBe("a");
    // It may also be sent again with something new about who sends it.
    expect((await view(anonymousId, { messageId, userId: `user-${anonymousId}` }))["twice"]).toBe("a");
    expect((await view(anonymousId))["twice"]).toBe("b");
  });

  it("ends once somebody has ordered after they were shown it", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, "o-1", 40));
    expect((await view(anonymousId))["ends"]).toBe("a");
    expect((await view(anonymousId))["ends"]).toBe("a");
    await send(site, "track", anOrder(anonymousId, "o-2", 40));
    expect((await view(anonymousId))["ends"]).toBeNull();
  });

  it("counts what two devices of one person saw, and again each its own once they are parted", async () => {
    const [one, other] = [anAnonymousId(), anAnonymousId()];
    await view(one);
    await view(other);
    await link(one, other);
    expect((await decide(one))["twice"]).toBe("b");
    expect((await view(other))["twice"]).toBe("b");
    await unlink(one, other);
    for (const device of [one, other]) expect((await decide(device))["twice"]).toBe("a");
  });
});

describe("what a page view is answered with", () => {
  it("is told by explain, by the view’s event and live", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "page", aPage(anonymousId));
    const { webSocket } = await ask(`/v1/sites/${site.key}/live?visitor=${anonymousId}`, {
      headers: { upgrade: "websocket", "sec-websocket-protocol": `rfedge, bearer.${site.token}` },
    });
    const told: unknown[] = [];
    webSocket?.accept();
    webSocket?.addEventListener("message", ({ data }) => {
      told.push(JSON.parse(String(data)));
    });
    await view(anonymousId, {
      decide: ["held", "twice", "plain"],
      context: { page: { url: "https://shop.example/sale" } },
    });
    expect((await explain(anonymousId, "twice")).served).toMatchObject({ snippet: "a", path: "visitor" });
    expect((await explain(anonymousId, "held")).served).toMatchObject({ snippet: null });
    for (const slot of ["plain", "split"]) expect((await explain(anonymousId, slot)).served).toBeNull();
    const served = [
      { slot: "twice", snippet: "a", reason: "match" },
      { slot: "held", snippet: null, reason: "holdout" },
    ];
    expect((await eventsOf(anonymousId)).map((event) => event.served)).toEqual([served, undefined]);
    await vi.waitFor(() => expect(told).toHaveLength(3));
    expect(told.map((message) => v.parse(LiveMessageSchema, message))).toMatchObject([
      { type: "event" },
      ...served.map((one) => ({ type: "decision", ...one })),
    ]);
    webSocket?.close();
  });

  it("goes by the page that was viewed", async () => {
    const anonymousId = anAnonymousId();
    const at = (path: string) => view(anonymousId, { context: { page: { url: `https://shop.example${path}` } } });
    expect([(await at("/"))["paged"], (await at("/sale"))["paged"]]).toEqual([null, "a"]);
    expect(
      (await eventsOf(anonymousId)).map(({ served }) => served?.map(({ slot }) => slot).includes("paged")),
    ).toEqual([true, false]);
  });

  it("counts no view of a page that the slot is not on", async () => {
    const anonymousId = anAnonymousId();
    const at = async (path: string) =>
      (await view(anonymousId, { context: { page: { url: `https://shop.example${path}` } } }))["home"];
    expect([await at("/cart"), await at("/"), await at("/cart"), await at("/")]).toEqual([null, "a", null, null]);
  });

  it("is the same arm for one person always, for many about half of each", async () => {
    const people = Array.from({ length: 60 }, anAnonymousId);
    const arms = await Promise.all(people.map(async (id) => (await view(id))["split"]));
    expect(arms.filter((arm) => arm === "a").length).toBeGreaterThan(12);
    expect(arms.filter((arm) => arm === "b").length).toBeGreaterThan(12);
    const again = await Promise.all(people.map(async (id) => (await view(id))["split"]));
    expect(again).toEqual(arms);
  });

  it.each([
    ["a prefetch", { "sec-purpose": "prefetch;prerender" }],
    ["a bot", { "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }],
  ])("is not kept of %s", async (_, headers) => {
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    const body = { writeKey: site.writeKey, anonymousId, decide: true, context: { library: { name: "rfedge" } } };
    for (let times = 0; times < 3; times++)
      expect((await ask("/v1/page", { method: "POST", headers, body: JSON.stringify(body) })).status).toBe(200);
    expect((await view(anonymousId))["twice"]).toBe("a");
  });

  it("costs one row and one object request, and what is asked without a view costs none", async () => {
    const anonymousId = anAnonymousId();
    await view(anonymousId);
    const id = visitorIdOf(env, site.key, { anonymousId });
    const rows = await runInDurableObject(objectOf(id), (_, { storage }) => countRows(storage));
    const requests = vi.spyOn(env.VISITOR, "getByName");
    const reads = vi.spyOn(env.PUBLISHED, "get");
    for (let times = 0; times < 3; times++) await view(anonymousId);
    expect({ rows: { ...rows }, requests: requests.mock.calls.length, reads: reads.mock.calls.length }).toEqual({
      rows: { sql: 3, alarms: 0 },
      requests: 3,
      reads: 0,
    });
    await decide(anonymousId);
    expect(rows.sql).toBe(3);
    requests.mockRestore();
    reads.mockRestore();
  });
});

describe("a site’s own holdout", () => {
  it("shows its people nothing in any slot", async () => {
    const own = await makeSite();
    await publishConfig(own, {
      site: { holdoutPercent: 50 },
      slots: ["one", "two"].map((key) => ({ key, snippets: [{ key: "a", ...all, content: "a" }] })),
    });
    const seen = await Promise.all(
      Array.from({ length: 40 }, async () => {
        const anonymousId = anAnonymousId();
        const said = await (await send(own, "page", aPage(anonymousId, { decide: true }))).json();
        const { decisions } = v.parse(DecisionsSchema, said);
        return Object.values(decisions).map(({ reason }) => reason);
      }),
    );
    const kinds = new Set(seen.map((reasons) => reasons.join()));
    expect([...kinds].sort()).toEqual(["holdout,holdout", "match,match"]);
  });
});
