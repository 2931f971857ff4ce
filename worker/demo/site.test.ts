import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSiteConfig } from "#shared/config/siteConfig";
import { DEFAULT_SEGMENTS } from "#shared/segments/defaultSegments";
import { offerOf } from "./browser/offers.ts";
import { filesOf } from "./build.ts";
import { readProducts } from "./product.ts";

const textOf = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");
const parsed = parseSiteConfig(JSON.parse(textOf("site.json")));
if ("errors" in parsed) throw new Error(JSON.stringify(parsed.errors));
const { slots, site } = parsed.config;
const files = filesOf(readProducts(textOf("products.csv")));
const contents = slots.flatMap(({ key: slot, snippets }) =>
  snippets.map(({ key, content = "" }) => [`${slot} ${key}`, content] as const),
);

describe("site.json", () => {
  it("is a configuration of a shop in pounds", () => {
    expect(site).toMatchObject({ name: "Pantry & Post", currency: "GBP", timeZone: "Europe/London" });
    expect(site.rates).toEqual({ USD: 0.757 });
  });

  it.each(["hero", "banner"])("has one snippet for each lifecycle segment in the slot %s", (slot) => {
    const snippets = slots.find(({ key }) => key === slot)?.snippets ?? [];
    const wanted = DEFAULT_SEGMENTS.map(({ key }) => ({ key, rule: { fact: "segment", eq: key } }));
    expect(snippets).toHaveLength(wanted.length);
    for (const snippet of wanted) expect(snippets).toContainEqual(expect.objectContaining(snippet));
    expect(new Set(snippets.map(({ content }) => content)).size).toBe(DEFAULT_SEGMENTS.length);
  });
});

describe("a snippet", () => {
  it.each(contents)("%s has no style, no script and nothing from elsewhere", (_, content) => {
    expect(content).not.toMatch(/<script|<style|\sstyle=|\son\w+=|https?:|javascript:|!/i);
  });

  it.each(contents)("%s leads to pages, drawings and offers that exist", (_, content) => {
    for (const [, address = ""] of content.matchAll(/(?:href|src)="([^"]+)"/g)) {
      const { pathname, searchParams } = new URL(address, "https://shop.example");
      expect([...files.keys()]).toContain(pathname.replace(/^\/demo\//, "").replace(/(^|\/)$/, "$1index.html"));
      const code = searchParams.get("offer");
      if (code !== null) expect(offerOf(code)?.code).toBe(code);
    }
  });

  it.each(contents)("%s says no code but that of its link, and the percentage that the code gives", (_, content) => {
    const code = /offer=(\w+)/.exec(content)?.[1] ?? null;
    const offer = offerOf(code);
    expect([...new Set(content.match(/\b[A-Z]{3,}[A-Z0-9]*\b/g) ?? [])]).toEqual(code ? [code] : []);
    for (const [, percent] of content.matchAll(/(\d+)%/g)) expect(Number(percent)).toBe(offer?.percentOff);
  });
});
