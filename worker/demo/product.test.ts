import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { CATEGORIES } from "./categories.ts";
import { KINDS, kindOf } from "./kinds.ts";
import { kindWords } from "./pages/productCard.ts";
import { readProducts } from "./product.ts";
import { LANGUAGES } from "./words/language.ts";

const products = readProducts(readFileSync(new URL("products.csv", import.meta.url), "utf8"));

describe("readProducts", () => {
  it("reads the whole assortment, each product with its own id and name", () => {
    expect(products).toHaveLength(120);
    expect(new Set(products.map(({ id }) => id)).size).toBe(120);
    expect(new Set(products.map(({ name }) => name)).size).toBe(120);
  });

  it("has whole pence and no price of nothing", () => {
    expect(products.filter(({ priceMinor }) => !Number.isInteger(priceMinor) || priceMinor <= 0)).toEqual([]);
    expect(products.find(({ id }) => id === "22423")?.priceMinor).toBe(1275);
  });

  it("begins with what is ordered most", () => {
    expect(products.map(({ orderLines }) => orderLines)).toEqual(
      products.map(({ orderLines }) => orderLines).toSorted((a, b) => b - a),
    );
  });
});

describe("categories", () => {
  it("have at least six things each, one of them on the cover", () => {
    for (const { key, cover } of CATEGORIES) {
      const shelf = products.filter(({ category }) => category === key);
      expect(shelf.length, key).toBeGreaterThanOrEqual(6);
      expect(shelf.map(({ id }) => id)).toContain(cover);
    }
  });

  it.each([
    ["Jumbo bag, red retrospot", "bags"],
    ["Lunch bag, apple", "lunch"],
    ["Set of 3 heart cookie cutters", "baking"],
    ["Hanging heart jar T-light holder", "lights"],
    ["Hand warmer, owl", "comfort"],
    ["Small white heart of wicker", "house"],
  ])("put %s with %s", (name, category) => {
    expect(kindOf(name).category).toBe(category);
  });
});

describe("kinds", () => {
  it("are all sold, named and described in every language", () => {
    const sold = new Set(products.map(({ kind }) => kind));
    expect(KINDS.map(({ key }) => key).filter((key) => !sold.has(key))).toEqual([]);
    for (const language of LANGUAGES) {
      expect(Object.keys(language.words.kinds).toSorted()).toEqual(KINDS.map(({ key }) => key).toSorted());
      for (const { key } of KINDS) {
        expect(kindWords(key, language).name).toMatch(/\p{L}$/u);
        expect(kindWords(key, language).description).toMatch(/\.$/);
      }
    }
  });

  it("say so where a thing is none of them", () => {
    expect(() => kindOf("Left-handed umbrella")).toThrow(RangeError);
    for (const language of LANGUAGES) expect(() => kindWords("umbrella", language)).toThrow(RangeError);
  });
});
