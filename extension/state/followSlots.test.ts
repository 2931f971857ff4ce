import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { aComparison } from "../../test/support/wireExplanation.ts";
import type { PageSlots } from "../messages.ts";
import { FollowedSlots } from "./followSlots.ts";

const connection = { origin: "https://edge.example", site: "demo", token: "mt_demo_1" };
const snippet = (key: string, rule: object) => ({ key, rule, content: `<p>${key} words</p>` });
const slots = [
  {
    key: "hero",
    snippets: [
      snippet("home", {
        all: [
          { fact: "segment", eq: "vip" },
          { fact: "page.path", eq: "/" },
        ],
      }),
      snippet("many", { fact: "orders", gt: 3 }),
    ],
  },
  {
    key: "aside",
    selector: "#aside",
    snippets: [{ key: "kept", library: "piece", rule: { all: [] }, from: "2026-03-02T00:00" }],
  },
];
const library = [{ key: "piece", content: "<b>From the library</b>" }];
const explained = (slot: string) => ({
  slot,
  decision: { snippet: null, content: null, contentType: null, reason: "default" },
  served: null,
  snippets:
    slot === "hero"
      ? [{ snippet: "home", outcome: "rule", comparisons: [aComparison("page.path", "eq", "/", "/", true)] }]
      : [],
});

let status: number;
let asked: string[];
let shown: (PageSlots | null)[];
let address: string | null;
let followed: FollowedSlots;

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-03-01T20:00:00Z");
  [asked, shown, status, address] = [[], [], 200, "https://shop.example/?x=1"];
  const parsed = parseSiteConfig({ site: { timeZone: "Asia/Tokyo" }, slots, snippets: library });
  vi.stubGlobal("fetch", async (url: URL) => {
    asked.push(url.pathname.split("/").at(-1) + url.search);
    if (status !== 200) return new Response("", { status });
    const slot = url.searchParams.get("slot");
    return Response.json(slot === null ? { version: 3, ...parsed } : explained(slot));
  });
  followed = new FollowedSlots(
    connection,
    "a-1",
    async () => address,
    (slots) => shown.push(slots),
  );
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("FollowedSlots", () => {
  it("asks for nothing while nobody looks", async () => {
    followed.refresh();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([asked, shown]).toEqual([[], []]);
  });

  it("says where slots are to be looked for, and explains those that were found on the page", async () => {
    followed.want([]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]).toMatchObject({
      places: [
        { key: "hero", selector: null },
        { key: "aside", selector: "#aside" },
      ],
      explained: {},
    });
    followed.want(["hero", "gone"]);
    await vi.waitFor(() => expect(shown).toHaveLength(2));
    expect(asked.slice(1)).toEqual(["config", "explain?slot=hero&url=https%3A%2F%2Fshop.example%2F%3Fx%3D1"]);
    const { hero } = shown[1]?.explained ?? {};
    expect([hero?.others["vip"], hero?.others["new"]]).toEqual([["home"], ["many", null]]);
    expect(hero?.texts).toEqual({ home: "home words", many: "many words" });
  });

  it("reads content from the library, and schedules by the site's own clocks", async () => {
    followed.want(["aside"]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(shown[0]?.explained["aside"]?.texts).toEqual({ kept: "From the library" });
    expect(shown[0]?.explained["aside"]?.others["new"]).toEqual(["kept"]);
  });

  it("asks nothing of a page that has left the site", async () => {
    address = null;
    followed.want(["hero"]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    expect(asked).toEqual(["config"]);
  });

  it("reads once after a burst of changes, and forgets once nobody looks", async () => {
    followed.want(["hero"]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    followed.refresh();
    followed.refresh();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([asked.length, shown.length]).toEqual([4, 2]);
    followed.want(null);
    expect(shown.at(-1)).toBeNull();
  });

  it("keeps what it has shown while the Worker is away, and tries again", async () => {
    followed.want(["hero"]);
    await vi.waitFor(() => expect(shown).toHaveLength(1));
    status = 503;
    followed.refresh();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(shown.at(-1)).toMatchObject({ trouble: "unreachable", explained: { hero: { answer: { slot: "hero" } } } });
    status = 200;
    await vi.advanceTimersByTimeAsync(10_000);
    expect(shown.at(-1)?.trouble).toBeNull();
  });
});
