import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildDemo, filesOf } from "./build.ts";
import { readProducts } from "./product.ts";
import { LANGUAGES } from "./words/language.ts";

const products = readProducts(readFileSync(new URL("products.csv", import.meta.url), "utf8"));
const files = filesOf(products);
const pages = [...files].filter(([path]) => path.endsWith(".html"));
const drawings = [...files].filter(([path]) => path.endsWith(".svg"));
/** What the bundler adds, and the tag. */
const BUILT = ["/demo/shop.js", "/demo/shop.css", "/consent.js", "/tag.js"];

describe("pages", () => {
  it("are home, ten shelves, 120 products, search, evening, Circle, the four of a customer and the one for what is not there, in each language", () => {
    expect(pages).toHaveLength((1 + 10 + 120 + 3 + 4 + 1) * LANGUAGES.length);
  });

  it("say their language, and where they are in the others", () => {
    for (const { locale, root } of LANGUAGES) {
      const text = files.get(`${root.replace("/demo/", "")}search/index.html`) ?? "";
      expect(text).toContain(`<html lang="${locale}">`);
      expect(text).toContain(`data-locale="${locale}"`);
      for (const other of LANGUAGES) {
        const alternate = `<link rel="alternate" hreflang="${other.locale}" href="${other.root}search/">`;
        expect(text).toContain(alternate);
        if (other.root !== root) expect(text).toContain(`<a href="${other.root}search/" lang="${other.locale}"`);
      }
    }
  });

  it("lead from Finnish to Finnish, but for drawings and the way to English", () => {
    const finnish = pages.filter(([path]) => path.startsWith("fi/"));
    const away = finnish.flatMap(([path, text]) =>
      [...text.matchAll(/<a [^>]*href="([^"]+)"(?![^>]*data-language)/g)]
        .map(([, address = ""]) => address)
        .filter((address) => !/^(\/demo\/fi\/|#)|^\/v1\/own-data\?.*&amp;locale=fi-FI$/.test(address))
        .map((address) => `${path} → ${address}`),
    );
    expect(finnish).toHaveLength(pages.length / 2);
    expect(away).toEqual([]);
  });

  it("say what is English on a Finnish page, and every sum as Finns write it", () => {
    const text = files.get("fi/p/22423/index.html") ?? "";
    expect(text).toContain('<h1 lang="en">Regency cake stand, three tiers</h1>');
    expect(text).toContain('<p class="product-price">12,75\u00A0£</p>');
    expect(files.get("fi/c/table/index.html")).toContain(
      '<span class="card-name" lang="en">Regency cake stand, three tiers</span>\n<span class="card-kind">Kakkuteline</span>',
    );
    expect(files.get("c/table/index.html")).not.toContain("card-kind");
  });

  it("have everything on the search page without a script", () => {
    const [shown = ""] = /<noscript><p>Searching[\s\S]*?<\/noscript>/.exec(files.get("search/index.html") ?? "") ?? [];
    for (const { id } of products) expect(shown).toContain(`href="/demo/p/${id}/"`);
  });

  it("link only to what is there", () => {
    const lost = pages.flatMap(([path, text]) =>
      [...text.matchAll(/(?:href|src)="(\/[^"]*)"/g)]
        .map(([, address = ""]) => address)
        .filter(
          (address) =>
            !BUILT.includes(address) &&
            // The Worker's own page, in the language of the shop's.
            !address.startsWith("/v1/own-data?key=wk_demo&amp;locale=") &&
            !files.has(
              address
                .replace("/demo/", "")
                .replace(/#.*/, "")
                .replace(/(^|\/)$/, "$1index.html"),
            ),
        )
        .map((address) => `${path} → ${address}`),
    );
    expect(lost).toEqual([]);
  });

  it("lead to every product from its shelf", () => {
    for (const { id, category } of products)
      expect(files.get(`c/${category}/index.html`)).toContain(`href="/demo/p/${id}/"`);
  });

  it("hold nothing that the content security policy refuses", () => {
    const refused = /<style|\sstyle=|\son\w+="|<script(?![^>]*\ssrc=)|javascript:|<base|<iframe/i;
    expect(pages.filter(([, text]) => refused.test(text)).map(([path]) => path)).toEqual([]);
  });

  it("name each id once and label each field", () => {
    for (const [path, text] of pages) {
      const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
      expect(ids.length, path).toBe(new Set(ids).size);
      for (const [, id] of text.matchAll(/<input id="([^"]+)"/g)) expect(text, path).toContain(`<label for="${id}"`);
      expect(text.match(/<h1/g)?.length, path).toBe(path.endsWith("account/index.html") ? 2 : 1);
    }
  });

  it("carry the tag and three slots at home, with the shop’s own content", () => {
    const home = files.get("index.html") ?? "";
    expect(home).toContain('<script defer src="/tag.js" data-write-key="wk_demo" data-locale="en-GB"></script>');
    expect(home).toMatch(/data-rfedge-slot="hero">\s*<div class="hero/);
    expect(home).toMatch(/data-rfedge-slot="banner">\s*<p class="banner/);
    expect(home).toMatch(/data-rfedge-slot="invitation">\s*<div class="slip/);
  });

  it("hold a note of the shop’s own wherever the slot for one is", () => {
    for (const path of ["p/22423/", "search/", "account/", "first-thursday/"])
      for (const { root } of LANGUAGES)
        expect(files.get(`${root.replace("/demo/", "")}${path}index.html`)).toMatch(
          /data-rfedge-slot="slip">\s*<div class="slip/,
        );
  });
});

describe("drawings", () => {
  it("are whole, and refer only to prints of their own", () => {
    for (const [path, text] of drawings) {
      expect(text, path).not.toMatch(/undefined|NaN|\[object/);
      for (const [, id] of text.matchAll(/url\(#([^)]+)\)/g)) expect(text, path).toContain(`<pattern id="${id}"`);
    }
  });

  it("differ between all products but those that look alike", () => {
    const seen = new Set(products.map(({ id }) => files.get(`art/${id}.svg`)?.replaceAll(id, "")));
    expect(seen.size).toBe(120);
  });
});

describe("buildDemo", () => {
  it("writes every file, script and stylesheet, and nothing that was there before", async () => {
    const folder = await mkdtemp(join(tmpdir(), "demo-"));
    try {
      await writeFile(join(folder, "stale.html"), "");
      await buildDemo(folder);
      const written = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) =>
        entry.isFile(),
      );
      expect(written).toHaveLength(files.size + 2);
      expect(await readFile(join(folder, "shop.css"), "utf8")).toContain(".slot-hero");
      expect(await readFile(join(folder, "shop.js"), "utf8")).toContain("Order Completed");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
