import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { contentOf } from "#shared/decision/content";
import { decide } from "#shared/decision/decide";
import { DEFAULT_SEGMENTS } from "#shared/segments/defaultSegments";
import { offerOf } from "./browser/offers.ts";
import { filesOf } from "./build.ts";
import { readProducts } from "./product.ts";
import { LANGUAGES } from "./words/language.ts";

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const parsed = parseSiteConfig(JSON.parse(textOf("site.json")));
if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
const { slots, snippets: library, site } = parsed.config;
const files = filesOf(readProducts(textOf("products.csv")));

/** Every text of every snippet: where it stands, in which language, and what it says. */
const contents = slots.flatMap(({ key: slot, snippets }) =>
  snippets.flatMap((snippet) => {
    const shown = contentOf(snippet);
    const finnish = shown?.translations?.get("fi") ?? "";
    return [
      [`${slot} ${snippet.key} en`, "en", shown?.content ?? ""],
      [`${slot} ${snippet.key} fi`, "fi", finnish],
    ] as const;
  }),
);
const segments = DEFAULT_SEGMENTS.map(({ key }) => key);

/** What somebody is shown on a page, by slot. */
const shownTo = (segment: string, path: string, facts: Readonly<Record<string, unknown>> = {}) => {
  const known: Record<string, unknown> = { segment, "page.path": path, "count.Event Attended": 0, ...facts };
  return decide(
    slots,
    (name) => known[name],
    0,
    () => 0,
  );
};

describe("site.json", () => {
  it("is a configuration of a shop in pounds and two languages, without a note on it", () => {
    expect(site).toMatchObject({ name: "Pantry & Post", currency: "GBP", timeZone: "Europe/London" });
    expect(site.rates).toEqual({ USD: 0.757 });
    expect(site.languages).toEqual(["en", "fi"]);
    expect("notes" in parsed && parsed.notes).toEqual([]);
  });

  it.each(["hero", "banner", "slip"])(
    "has a snippet for each lifecycle segment in the slot %s, each its own",
    (slot) => {
      const snippets = slots.find(({ key }) => key === slot)?.snippets ?? [];
      const wanted = segments.map((key) => ({ key, rule: { fact: "segment", eq: key } }));
      for (const snippet of wanted) expect(snippets).toContainEqual(expect.objectContaining(snippet));
      const own = snippets.filter(({ key }) => segments.includes(key));
      expect(new Set(own.map(({ content }) => content)).size).toBe(segments.length);
      expect(new Set(own.map((snippet) => contentOf(snippet)?.translations?.get("fi"))).size).toBe(segments.length);
    },
  );

  it("measures every slot, and shows pieces of the library in two of them", () => {
    expect(slots.map(({ key, measured }) => [key, measured])).toEqual([
      ["hero", true],
      ["banner", true],
      ["slip", true],
      ["invitation", true],
    ]);
    const showing = slots.filter(({ snippets }) => snippets.some(({ library: piece }) => piece === "post-circle"));
    expect(showing.map(({ key }) => key)).toEqual(["slip", "invitation"]);
    expect(library.map(({ key }) => key)).toEqual(["first-thursday", "post-circle"]);
  });

  it.each(segments)("shows %s something in every slot, on every page that has it", (segment) => {
    for (const [path, text] of files) {
      if (!path.endsWith(".html")) continue;
      const there = [...text.matchAll(/data-rfedge-slot="(\w+)"/g)].map(([, slot = ""]) => slot);
      const shown = shownTo(segment, `/demo/${path.replace("index.html", "")}`);
      const wanted = Object.entries(shown).filter(([, { snippet }]) => snippet !== null);
      expect(wanted.map(([slot]) => slot).toSorted(), path).toEqual([...new Set(there)].toSorted());
    }
  });

  it("shows whoever asks without a page every slot", () => {
    for (const { snippet } of Object.values(shownTo("new", ""))) expect(snippet).not.toBeNull();
  });

  it("invites to the evening, then to the Circle, and shows members their box", () => {
    const invited = (facts: object) => shownTo("new", "/demo/", { ...facts })["invitation"]?.snippet;
    expect(invited({})).toBe("first-thursday");
    expect(invited({ "count.Event Attended": 1 })).toBe("post-circle");
    expect(invited({ "count.Event Attended": 1, "traits.circleMember": true })).toBe("members-box");
    expect(invited({ "traits.circleMember": false })).toBe("first-thursday");
  });

  it("offers no member what a member has", () => {
    const member = { "traits.circleMember": true };
    expect(shownTo("established", "/demo/", member)["banner"]?.snippet).toBe("member");
    expect(shownTo("lost", "/demo/", member)["banner"]?.snippet).toBe("lost");
    expect(shownTo("new", "/demo/account/", member)["slip"]?.snippet).toBe("new");
    expect(shownTo("new", "/demo/fi/account/")["slip"]?.snippet).toBe("post-circle");
  });
});

describe("a snippet", () => {
  it.each(contents)("%s has no style, no script and nothing from elsewhere", (_, __, content) => {
    expect(content).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:|javascript:|!/i);
  });

  it.each(contents)("%s says which language it is in, and leads to pages in it", (_, language, content) => {
    const root = LANGUAGES.find(({ locale }) => locale.startsWith(language))?.root ?? "";
    if (!content.includes('<img src="/demo/art/poster'))
      expect(content).toMatch(new RegExp(`^<\\w+ [^>]*lang="${language}`));
    for (const [, address = ""] of content.matchAll(/<a [^>]*href="([^"]+)"/g))
      expect(address.replace(/(p|c|cart|first-thursday|post-circle)\/.*/, "")).toBe(root);
  });

  it.each(contents)("%s leads to pages, drawings and offers that exist", (_, __, content) => {
    for (const [, address = ""] of content.matchAll(/(?:href|src)="([^"]+)"/g)) {
      const { pathname, searchParams } = new URL(address, "https://shop.example");
      expect([...files.keys()]).toContain(pathname.replace(/^\/demo\//, "").replace(/(^|\/)$/, "$1index.html"));
      const code = searchParams.get("offer");
      if (code !== null) expect(offerOf(code)?.code).toBe(code);
    }
  });

  it.each(contents)(
    "%s says no code but that of its link, and the percentage that the code gives",
    (_, __, content) => {
      const code = /offer=(\w+)/.exec(content)?.[1] ?? null;
      const offer = offerOf(code);
      expect([...new Set(content.match(/\b[A-Z]{3,}[A-Z0-9]*\b/g) ?? [])]).toEqual(code ? [code] : []);
      for (const [, percent] of content.matchAll(/(\d+)\s?%/g)) expect(Number(percent)).toBe(offer?.percentOff);
    },
  );
});
