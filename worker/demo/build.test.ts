import { readFileSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { buildDemo, filesOf } from "./build.ts";
import { readProducts } from "./product.ts";

const products = readProducts(readFileSync(new URL("products.csv", import.meta.url), "utf8"));
const files = filesOf(products);
const pages = [...files].filter(([path]) => path.endsWith(".html"));
const drawings = [...files].filter(([path]) => path.endsWith(".svg"));
/** What the bundler adds, and the tag. */
const BUILT = ["/demo/shop.js", "/demo/shop.css", "/tag.js"];

describe("pages", () => {
  it("are home, ten shelves, 120 products and the four of a customer", () => {
    expect(pages).toHaveLength(1 + 10 + 120 + 4);
  });

  it("link only to what is there", () => {
    const lost = pages.flatMap(([path, text]) =>
      [...text.matchAll(/(?:href|src)="(\/[^"]*)"/g)]
        .map(([, address = ""]) => address)
        .filter(
          (address) =>
            !BUILT.includes(address) && !files.has(address.replace("/demo/", "").replace(/(^|\/)$/, "$1index.html")),
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
      expect(text.match(/<h1/g)?.length, path).toBe(path === "account/index.html" ? 2 : 1);
    }
  });

  it("carry the tag and both slots at home, with the shop’s own content", () => {
    const home = files.get("index.html") ?? "";
    expect(home).toContain('<script async src="/tag.js" data-write-key="wk_demo"></script>');
    expect(home).toMatch(/data-rfedge-slot="hero">\s*<div class="hero/);
    expect(home).toMatch(/data-rfedge-slot="banner">\s*<p class="banner/);
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
