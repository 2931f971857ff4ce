import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findableOf } from "../pages/viewed.ts";
import { readProducts } from "../product.ts";
import { ENGLISH, LANGUAGES } from "../words/language.ts";
import { type Findable, findItems, lettersBetween } from "./findItems.ts";

const products = readProducts(readFileSync(new URL("../products.csv", import.meta.url), "utf8"));
const [english, finnish] = LANGUAGES.map((language) => products.map((product) => findableOf(product, language)));
const thing = (id: string, name: string): Findable => ({
  ...{ id, name, category: "table", priceMinor: 100 },
  ...{ kind: "", also: "" },
});
const idsOf = (query: string, items: readonly Findable[]) => findItems(query, items).items.map(({ id }) => id);

describe("findItems", () => {
  it("prefers the word itself to what begins so, and that to what contains it", () => {
    const shelf = [thing("contained", "A small teacup"), thing("prefix", "Cupcake cases"), thing("exact", "A tin cup")];
    expect(idsOf("cup", shelf)).toEqual(["exact", "prefix", "contained"]);
  });

  it("forgives spelling only where nothing is called so", () => {
    const shelf = [thing("tins", "Cake tins"), thing("pins", "Safety pins")];
    expect(findItems("tins", shelf)).toMatchObject({ items: [{ id: "tins" }], isNear: false });
    expect(findItems("tinns", shelf)).toMatchObject({ items: [{ id: "tins" }], isNear: true });
    expect(findItems("xyz", shelf)).toEqual({ items: [], isNear: false });
  });

  it.each([
    ["teacpu", "teacup"],
    ["buntng", "bunting"],
    ["retrosppot", "retrospot"],
    ["choclate", "chocolate"],
  ])("finds by %s what %s finds", (typed, meant) => {
    const ids = idsOf(typed, english ?? []);
    expect(ids).toEqual(idsOf(meant, english ?? []));
    expect(ids.length).toBeGreaterThan(0);
  });

  it.each([
    ["red bag", /red/i],
    ["something for jam", /jam/i],
    ["TEACUP", /teacup/i],
    ["  regency,  cake-stand ", /cake stand/i],
  ])("finds what “%s” says", (query, name) => {
    const { items } = findItems(query, english ?? []);
    expect(items.length).toBeGreaterThan(0);
    expect(items[0]?.name).toMatch(name);
  });

  it.each([
    ["teekuppi", "teacup"],
    ["hillo", "jam"],
    ["eväslaukku", "lunch bag"],
    ["evaslaukku", "lunch bag"],
  ])("finds in Finnish by %s what is %s in English", (query, name) => {
    const names = findItems(query, finnish ?? []).items.map((item) => item.name.toLowerCase());
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((found) => !found.includes(name))).toEqual([]);
    expect(idsOf(name, finnish ?? []).length).toBeGreaterThanOrEqual(names.length);
  });

  it("finds every product by its own name, before any other", () => {
    for (const product of products) {
      const [first] = findItems(product.name, english ?? []).items;
      expect(first?.name.length, product.name).toBeLessThanOrEqual(product.name.length);
      expect(idsOf(product.name, english ?? [])).toContain(product.id);
    }
  });

  it("answers any text, without a thing that is not sold", () => {
    const sold = new Set(products.map(({ id }) => id));
    fc.assert(
      fc.property(fc.string({ maxLength: 100, unit: "grapheme" }), (query) => {
        const ids = idsOf(query, english ?? []);
        expect(ids.filter((id) => !sold.has(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("has a shelf and a kind in words for everything", () => {
    for (const { kind, also } of products.map((product) => findableOf(product, ENGLISH)))
      expect(`${kind}${also}`).not.toContain("undefined");
  });
});

describe("lettersBetween", () => {
  it.each([
    ["", "", 0],
    ["cup", "cup", 0],
    ["cup", "cap", 1],
    ["cup", "cups", 1],
    ["teacpu", "teacup", 1],
    ["kitten", "sitting", 3],
    ["ca", "abc", 3],
    ["", "tea", 3],
  ])("is between %s and %s %i", (one, other, letters) => {
    expect(lettersBetween(one, other)).toBe(letters);
  });

  it("is the same both ways, none for the same word alone, and at most the longer one’s length", () => {
    const word = fc.string({ maxLength: 12, unit: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(word, word, (one, other) => {
        const letters = lettersBetween(one, other);
        expect(letters).toBe(lettersBetween(other, one));
        expect(letters === 0).toBe(one === other);
        expect(letters).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(letters).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
      }),
    );
  });
});
