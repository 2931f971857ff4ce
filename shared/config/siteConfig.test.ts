import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentOf } from "../decision/content.ts";
import { isScheduledAt } from "../decision/schedule.ts";
import { DEFAULTS } from "./defaults.ts";
import { parseSiteConfig } from "./siteConfig.ts";

const configOf = (partial: unknown) => {
  const parsed = parseSiteConfig(partial);
  if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
  return parsed.config;
};
const faultsOf = (partial: unknown) => {
  const parsed = parseSiteConfig(partial);
  return "errors" in parsed ? parsed.errors.map(({ path, message }) => `${path} ${message}`) : [];
};
const all = { rule: { all: [] } };

describe("parseSiteConfig", () => {
  it("looks pieces of the library up, keeps the reference, and refuses one to nothing, at each place", () => {
    const teaIn = (key: string, library: string) => ({ key, snippets: [{ key: "tea", ...all, library }] });
    const { slots, snippets } = configOf({
      snippets: [{ key: "tea", content: "<p>Tea</p>" }],
      slots: [teaIn("hero", "tea"), teaIn("banner", "tea")],
    });
    expect(snippets).toEqual([{ key: "tea", content: "<p>Tea</p>", contentType: "text/html" }]);
    for (const { snippets: shown } of slots) {
      expect(shown[0]).toMatchObject({ key: "tea", library: "tea" });
      expect(shown[0]).not.toHaveProperty("content");
      expect(shown[0] && contentOf(shown[0])?.content).toBe("<p>Tea</p>");
    }
    expect(faultsOf({ snippets: [], slots: [teaIn("hero", "tea"), teaIn("banner", "tea")] })).toEqual([
      "/slots/0/snippets/0/library names what is not in the library: tea",
      "/slots/1/snippets/0/library names what is not in the library: tea",
    ]);
    const twice = { key: "tea", content: "x" };
    expect(faultsOf({ snippets: [twice, twice] })).toEqual(["/snippets/1/key is there twice: tea"]);
  });

  it("reads schedules from the site's own clocks, and refuses one of which these leave nothing", () => {
    const shown = (from: string, until: string, timeZone: string) =>
      parseSiteConfig({
        site: { timeZone },
        slots: [{ key: "hero", snippets: [{ key: "night", rule: { all: [] }, content: "", from, until }] }],
      });
    const refused = { errors: [{ path: "/slots/0/snippets/0/until", message: "must be later than from" }] };
    expect(shown("2026-03-29T02:10", "2026-03-29T02:50", "Europe/Copenhagen")).toEqual(refused);
    expect(shown("2026-03-29T02:10", "2026-03-29T02:50", "UTC")).toMatchObject({ notes: [] });
    expect(shown("2026-07-01T02:00", "2026-07-01T00:30:00Z", "Europe/Copenhagen")).toMatchObject({ notes: [] });
    expect(shown("2026-07-01T02:00", "2026-07-01T00:30:00Z", "UTC")).toEqual(refused);
    const spring = shown("2026-03-29T01:00", "2026-03-29T04:00", "Europe/Copenhagen");
    const snippet = "config" in spring ? spring.config.slots[0]?.snippets[0] : undefined;
    const instants = ["2026-03-28T23:59:59Z", "2026-03-29T00:00:00Z", "2026-03-29T01:59:59Z", "2026-03-29T02:00:00Z"];
    expect(instants.map((text) => snippet && isScheduledAt(snippet, Date.parse(text)))).toEqual([
      ...[false, true],
      ...[true, false],
    ]);
  });

  it("refuses a selector that cannot find anything in a page that streams by", () => {
    expect(parseSiteConfig({ slots: [{ key: "hero", selector: "main h1 + p" }] })).toEqual({
      errors: [
        {
          path: "/slots/0/selector",
          message: "must not use +: only ancestors of an element are known while a page streams by",
        },
      ],
    });
  });

  it("merges objects key by key and replaces lists", () => {
    const { scoring, site } = configOf({
      site: { currency: "DKK", conversions: ["Donated"] },
      scoring: { rfe: { points: { page: 3, "Rated/Reviewed": 4 } }, rfm: { thresholds: { recency: [1, 2, 3, 4] } } },
    });
    expect(site).toEqual({ ...DEFAULTS.site, currency: "DKK", conversions: ["Donated"] });
    expect(scoring.rfe.points).toEqual({ ...DEFAULTS.scoring.rfe.points, page: 3, "Rated/Reviewed": 4 });
    expect(scoring.rfm.thresholds).toEqual({ ...DEFAULTS.scoring.rfm.thresholds, recency: [1, 2, 3, 4] });
  });

  it("lets one dimension’s method be said alone: the others keep the default", () => {
    const { scoring } = configOf({
      scoring: { rfm: { method: { monetary: "thresholds" } }, rfe: { method: { engagement: "thresholds" } } },
    });
    expect(scoring.rfm.method).toEqual({ recency: "quantiles", frequency: "quantiles", monetary: "thresholds" });
    expect(scoring.rfe.method).toEqual({ recency: "quantiles", frequency: "thresholds", engagement: "thresholds" });
    expect(configOf({ scoring: { rfe: { method: "quantiles" } } }).scoring.rfe.method).toBe("quantiles");
  });

  it("reads back what it made: a whole configuration is its own", () => {
    const made = configOf({
      segments: [{ key: "a", rule: { fact: "orders", eq: 0 } }],
      slots: [{ key: "hero", snippets: [{ key: "s", ...all, content: "" }] }],
    });
    expect(parseSiteConfig(JSON.parse(JSON.stringify(made)))).toEqual({ config: made, notes: [] });
  });

  it("ends the segments in a catch-all, and says so", () => {
    const parsed = parseSiteConfig({ segments: [{ key: "a", rule: { fact: "orders", eq: 0 } }] });
    expect(parsed).toMatchObject({
      config: { segments: [{ key: "a" }, { key: "other", rule: { all: [] } }] },
      notes: [expect.stringContaining("other")],
    });
    expect(configOf({ segments: [] }).segments).toMatchObject([{ key: "other" }]);
    expect(parseSiteConfig({ segments: [{ key: "rest", ...all }] })).toMatchObject({
      config: { segments: [{ key: "rest" }] },
      notes: [],
    });
    expect(faultsOf({ segments: [{ key: "other", rule: { any: [] } }] })).toEqual([
      "/segments/0/key is kept for the segment of all who match no other",
    ]);
  });

  it("notes rules that ask for segments and audiences there are none of", () => {
    const snippets = [
      {
        key: "s",
        content: "",
        rule: {
          any: [
            { fact: "segment", in: ["new", "nwe"] },
            { fact: "audience", contains: "x" },
          ],
        },
      },
    ];
    const parsed = parseSiteConfig({ slots: [{ key: "hero", snippets }] });
    expect(parsed).toMatchObject({
      notes: [
        "The snippet s of hero asks for the segment nwe, which there is not.",
        "The snippet s of hero asks for the audience x, which there is not.",
      ],
    });
  });

  it("takes an origin as browsers send it", () => {
    expect(
      configOf({ site: { origins: ["HTTPS://Shop.Example/", "http://localhost:3000", "http://[::1]:80"] } }).site
        .origins,
    ).toEqual(["https://shop.example", "http://localhost:3000", "http://[::1]:80"]);
  });

  it.each([
    [null, " must be an object"],
    ["x", " must be an object"],
    [[], " must be an object"],
    [{ segmnts: [] }, "/segmnts is not a known key"],
    [{ site: { colour: 1 } }, "/site/colour is not a known key"],
    [{ site: null }, "/site must be an object"],
    [{ site: { rates: [] } }, "/site/rates must be an object"],
    [{ site: { currency: "euro" } }, "/site/currency must be an ISO 4217 code of three capital letters"],
    [{ site: { rates: { USD: [{ from: "2026-01-01" }] } } }, "/site/rates/USD/0/rate is missing"],
    [{ site: { timeZone: "Europe/Kopenhagen" } }, "/site/timeZone must be a time zone such as Europe/Copenhagen"],
    [
      { site: { origins: ["ftp://shop.example"] } },
      "/site/origins/0 must be an http or https origin such as https://shop.example",
    ],
    [
      { site: { origin: "https://shop.example/path" } },
      "/site/origin must be an http or https origin such as https://shop.example",
    ],
    [
      { site: { origins: ["https://a@shop.example"] } },
      "/site/origins/0 must be an http or https origin such as https://shop.example",
    ],
    [{ site: { budgetMs: 0 } }, "/site/budgetMs must be at least 1"],
    [{ site: { languages: [] } }, "/site/languages must have a language"],
    [{ site: { targets: { x: 1 } } }, "/site/targets/x is not a known key"],
    [{ privacy: { honourGpc: "yes" } }, "/privacy/honourGpc must be true or false"],
    [{ identity: { maxLinksPerHour: 1.5 } }, "/identity/maxLinksPerHour must be a whole number"],
    [
      { scoring: { rfm: { thresholds: { recency: [4, 3, 2, 1] } } } },
      "/scoring/rfm/thresholds/recency must be sorted, the smallest first",
    ],
    [{ scoring: { rfm: { tiers: { monetary: [1] } } } }, "/scoring/rfm/tiers/monetary must have 2 cuts"],
    [{ scoring: { rfe: { points: { "a/b": "3" } } } }, "/scoring/rfe/points/a~1b must be a number"],
    [
      { segments: [{ key: "a", rule: { all: [{ fact: "ordres", eq: 1 }] } }] },
      "/segments/0/rule/all/0/fact is not a fact: ordres",
    ],
    [
      { segments: [{ key: "a", rule: { fact: "segment", eq: "b" } }] },
      "/segments/0/rule/fact may not ask for the segment: this rule decides the segment",
    ],
    [
      { audiences: [{ key: "a", rule: { fact: "device", eq: "mobile" } }] },
      "/audiences/0/rule/fact is a fact of the page: only snippets may use it",
    ],
    [
      {
        segments: [
          { key: "a", ...all },
          { key: "b", ...all },
          { key: "a", ...all },
        ],
      },
      "/segments/2/key is there twice: a",
    ],
    [{ slots: [{ key: "a" }, { key: "a" }] }, "/slots/1/key is there twice: a"],
    [{ segments: {} }, "/segments must be a list of segments"],
    [{ segments: [{ key: "a" }] }, "/segments/0/rule is missing"],
    [
      { audiences: [{ key: "a", rule: { fact: "audience", contains: "a" } }] },
      "/audiences ask for one another in a circle: a",
    ],
    [
      { slots: [{ key: "hero", snippets: [{ key: "s", ...all, content: "", from: "x" }] }] },
      "/slots/0/snippets/0/from must be an ISO 8601 instant or null",
    ],
    [{ webhooks: [{ url: "https://x.example" }] }, "/webhooks webhooks are not supported yet"],
    [JSON.parse('{"site": {"__proto__": {"x": 1}}}'), "/site/__proto__ is not allowed as a key"],
    [{ scoring: { rfe: { points: { constructor: 1 } } } }, "/scoring/rfe/points/constructor is not allowed as a key"],
  ])("refuses %j with the path of the fault: %s", (partial, fault) => {
    expect(faultsOf(partial)).toEqual([fault]);
  });

  it("tells every fault at once", () => {
    expect(faultsOf({ site: { name: "" }, privacy: { retentionDays: -1 }, x: 1 })).toHaveLength(3);
  });

  it("answers any JSON, however deep, without a throw, and pollutes nothing", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 6 }),
        (value) => void parseSiteConfig({ site: value, segments: [value], slots: value }),
      ),
    );
    let deep: unknown = {};
    for (let level = 0; level < 100_000; level += 1) deep = { not: deep };
    expect(faultsOf({ segments: [{ key: "a", rule: deep }] })).toEqual([
      expect.stringMatching(/^\/segments\/0\/rule\/not.* is nested too deeply$/),
    ]);
    parseSiteConfig(
      JSON.parse('{"__proto__": {"polluted": true}, "site": {"constructor": {"prototype": {"polluted": true}}}}'),
    );
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});
