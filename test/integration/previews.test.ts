import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { countRows } from "../support/countedRows.ts";
import { anAnonymousId, anOrder, aPage, send } from "../support/messages.ts";
import {
  decideBy,
  everywhere,
  makeDrafted,
  orderPreview,
  previewLink,
  previewToken,
} from "../support/previewedSite.ts";
import { ask, askAs, makeToken, type TestSite } from "../support/site.ts";

let site: TestSite;
let other: TestSite;
let viewer: string;
let editor: string;

beforeAll(async () => {
  [site, other] = await Promise.all([makeDrafted(), makeDrafted()]);
  [viewer, editor] = await Promise.all([makeToken(site, "viewer"), makeToken(site, "editor")]);
});

afterEach(() => vi.restoreAllMocks());

const order = (body: object, token = editor, of = site) => orderPreview(of, body, token);
const linkTo = (body: object) => previewLink(site, body, editor);
const tokenOf = (body: object, token = editor) => previewToken(site, body, token);

describe("POST /v1/sites/:site/previews", () => {
  it("takes an instant without an offset by the site's own clocks, as schedules do", async () => {
    const zoned = await makeDrafted({ timeZone: "Europe/Helsinki" });
    const shown = async (at: string) => {
      const answer = await decideBy(zoned, await previewToken(zoned, { segment: "lost", at }));
      return (await answer.json<{ decisions: { hero: { snippet: string | null } } }>()).decisions.hero.snippet;
    };
    // The season begins at midnight UTC.
    expect([await shown("2026-12-01T01:59"), await shown("2026-12-01T02:00")]).toEqual([null, "season"]);
  });

  it("answers a link that is good for 15 minutes, and notes who made it", async () => {
    const answer = await order({ segment: "vip", at: "2026-12-24T18:00:00Z", draft: true });
    const { url, expiresAt } = await answer.json<{ url: string; expiresAt: string }>();
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(url).toMatch(new RegExp(`^https://edge.test/v1/sites/${site.key}/previews\\?rfedge_preview=[\\w.-]+$`));
    expect(Math.abs(Date.parse(expiresAt) - Date.now() - 900_000)).toBeLessThan(60_000);
    const audit = await askAs(site.token, "GET", `/v1/sites/${site.key}/audit`);
    const { entries } = await audit.json<{ entries: { action: string; detail: object }[] }>();
    expect(entries.find(({ action }) => action === "preview.create")).toMatchObject({
      target: "page",
      detail: { segment: "vip", at: "2026-12-24T18:00:00.000Z", draft: true },
    });
  });

  it("opens any page of the site", async () => {
    expect(await linkTo({ page: "https://shop.example/sale?a=%20#top" })).toMatch(
      /^https:\/\/shop\.example\/sale\?a=%20&rfedge_preview=[\w.-]+#top$/,
    );
    for (const page of ["javascript:alert(1)", "nonsense", "/sale"]) {
      const answer = await order({ page });
      expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ path: "/page" }] }]);
    }
  });

  it.each([
    [{ segment: "nobody" }, "/segment"],
    [{ slot: "none" }, "/slot"],
    [{ at: "someday" }, "/at"],
    [{ at: "1999-12-31" }, "/at"],
    [{ draft: "yes" }, "/draft"],
    [{ unknown: 1 }, "/unknown"],
  ])("refuses %j", async (body, path) => {
    const answer = await order(body);
    expect([answer.status, await answer.json()]).toMatchObject([422, { errors: [{ path }] }]);
  });

  it("lets a viewer see what is published alone, and nobody another site", async () => {
    expect((await order({}, viewer)).status).toBe(200);
    expect((await order({ draft: true }, viewer)).status).toBe(403);
    expect((await order({}, site.writeKey)).status).toBe(403);
    expect((await order({}, site.serverKey)).status).toBe(403);
    expect((await order({}, editor, other)).status).toBe(404);
    const stranger = anAnonymousId();
    await send(other, "page", aPage(stranger));
    expect((await order({ visitor: stranger })).status).toBe(404);
  });
});

describe("a preview", () => {
  it("shows the draft on every route, held out or not, stores nothing, and is cached nowhere", async () => {
    const token = await tokenOf({ segment: "vip", draft: true });
    const [visitors, puts, gets] = [
      vi.spyOn(env.VISITOR, "getByName"),
      vi.spyOn(env.PUBLISHED, "put"),
      vi.spyOn(env.PUBLISHED, "get"),
    ];
    const { answers, anonymousId } = await everywhere(site, token);
    for (const answer of answers) {
      const text = await answer.text();
      expect([answer.status, answer.headers.get("cache-control"), answer.headers.get("set-cookie")]).toEqual([
        200,
        "private, no-store",
        null,
      ]);
      expect(text).toContain("As drafted");
      expect(text).not.toContain("As published");
    }
    expect([visitors.mock.calls.length, puts.mock.calls.length, gets.mock.calls.length]).toEqual([0, 0, 0]);
    vi.restoreAllMocks();
    expect((await askAs(site.token, "GET", `/v1/sites/${site.key}/visitors/${anonymousId}`)).status).toBe(404);
  });

  it("says so, and why, in the reader's language", async () => {
    const preview = await tokenOf({ segment: "vip", at: "2026-12-24T10:00:00Z", draft: true });
    const answer = await decideBy(site, preview, { locale: "fi-FI" });
    expect(answer.headers.get("server-timing")).toBe('visitor;desc="preview"');
    expect(await answer.json()).toMatchObject({
      segment: "vip",
      decisions: { hero: { snippet: "star", reason: "preview" }, side: { snippet: "all", reason: "preview" } },
      preview: {
        language: "fi",
        title: "Esikatselu",
        sentences: [
          "Näet sivun niin kuin segmenttiin VIP kuuluva sen näkee.",
          expect.stringMatching(/^Ajankohta: 24\. joulukuuta 2026/),
          "Luonnoksen mukaan.",
          expect.stringMatching(/^Mitään ei lasketa eikä tallenneta\. Päättyy klo /),
        ],
        slots: [
          { slot: "hero", says: "näkyy star" },
          { slot: "side", says: "näkyy all" },
        ],
      },
    });
  });

  it("fills one slot where one is asked for", async () => {
    const preview = await tokenOf({ slot: "side" });
    const answer = await decideBy(site, preview);
    expect(await answer.json()).toMatchObject({
      decisions: { hero: { snippet: null, reason: "default" }, side: { snippet: "all" } },
      preview: { slots: [{ slot: "side" }] },
    });
  });

  it("goes to any instant: schedules, and a lapse by time alone", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, crypto.randomUUID(), 40));
    const seen = async (at?: string) => {
      const preview = await tokenOf({ visitor: anonymousId, ...(at !== undefined && { at }) });
      const answer = await decideBy(site, preview);
      const { segment, decisions } = await answer.json<{ segment: string; decisions: { hero: { snippet: string } } }>();
      return [segment, decisions.hero.snippet];
    };
    const daysOn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    expect(await seen()).toEqual(["new", "hello"]);
    expect(await seen(daysOn(91))).toEqual(["at-risk", "hello"]);
    expect(await seen(daysOn(181))).toEqual(["lost", "hello"]);
    expect(await seen(daysOn(-1)), "before they were ever here").toEqual(["anonymous-prospect", "welcome"]);
    for (const [at, shown] of [
      ["2026-11-30T23:59:59.999Z", null],
      ["2026-12-01T00:00:00Z", "season"],
      ["2026-12-31T23:59:59.999Z", "season"],
      ["2027-01-01T00:00:00Z", null],
    ]) {
      const preview = await tokenOf({ segment: "lost", at });
      const answer = await decideBy(site, preview);
      expect([at, (await answer.json<{ decisions: { hero: { snippet: string } } }>()).decisions.hero.snippet]).toEqual([
        at,
        shown,
      ]);
    }
  });

  it("of a visitor, with the draft, at an instant to come writes no row and sets no alarm", async () => {
    const anonymousId = anAnonymousId();
    await send(site, "track", anOrder(anonymousId, crypto.randomUUID(), 40));
    const preview = await tokenOf({ visitor: anonymousId, draft: true, at: "2027-06-01" });
    const object = env.VISITOR.getByName(`${site.key}/a/${anonymousId}`);
    const holder = env.SITE.getByName(site.key);
    const rows = await runInDurableObject(object, (_, state) => countRows(state.storage));
    const rowsOfSite = await runInDurableObject(holder, (_, state) => countRows(state.storage));
    const answer = await decideBy(site, preview);
    expect(await answer.json()).toMatchObject({ segment: "lost", preview: { sentences: expect.any(Array) } });
    expect([rows.sql, rows.alarms, rowsOfSite.sql, rowsOfSite.alarms]).toEqual([0, 0, 0, 0]);
  });

  it("calls a visitor by name for those who publish, not for a viewer", async () => {
    const userId = crypto.randomUUID();
    const said = { method: "POST", headers: { authorization: `Bearer ${site.serverKey}` } };
    await ask("/v1/identify", { ...said, body: JSON.stringify({ userId, traits: { firstName: "Ada" } }) });
    await ask("/v1/track", {
      ...said,
      body: JSON.stringify({ userId, event: "Order Completed", properties: { order_id: userId, revenue: 5 } }),
    });
    for (const [token, hello] of [
      [editor, "<p>Hi Ada</p>"],
      [viewer, "<p>Hi there</p>"],
    ] as const) {
      const preview = await tokenOf({ visitor: userId }, token);
      const answer = await decideBy(site, preview);
      expect(await answer.json()).toMatchObject({ segment: "new", decisions: { hero: { content: hello } } });
    }
  });

  it("is no visit, whatever a page in preview sends; what happened on others is", async () => {
    const anonymousId = anAnonymousId();
    const url = `https://shop.example/?rfedge_preview=${await tokenOf({})}`;
    const on = { context: { page: { url } } };
    for (const [kind, body] of [
      ["page", { anonymousId, ...on }],
      ["track", { anonymousId, event: "Product Viewed", ...on }],
      ["identify", { anonymousId, userId: crypto.randomUUID(), ...on }],
      ["batch", { batch: [{ type: "page", anonymousId, ...on }] }],
    ] as const)
      expect(await (await send(site, kind, body)).json()).toMatchObject({ success: true });
    const who = `/v1/sites/${site.key}/visitors/${anonymousId}`;
    expect((await askAs(site.token, "GET", who)).status).toBe(404);
    const batch = [
      { type: "page", anonymousId, ...on },
      { type: "nonsense", anonymousId },
      { type: "page", ...aPage(anonymousId) },
    ];
    expect(await (await send(site, "batch", { batch })).json()).toMatchObject({ rejected: [{ index: 1 }] });
    expect(await (await askAs(site.token, "GET", who)).json()).toMatchObject({ totals: { pageViews: 1 } });
  });
});
