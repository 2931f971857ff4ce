import { describe, expect, it } from "vitest";
import { type Cart, countOf, EMPTY_CART, totalsOf, withAdded, withQuantity } from "./cart.ts";

const stand = { id: "22423", name: "Regency cake stand, three tiers", category: "table", priceMinor: 1275 };
const bag = { id: "85099B", name: "Jumbo bag, red retrospot", category: "bags", priceMinor: 208 };
const holding = (quantity: number, code: string | null = null): Cart => ({
  ...withAdded(EMPTY_CART, stand, quantity),
  code,
});

describe("withAdded", () => {
  it("adds to the line that is there", () => {
    const cart = withAdded(withAdded(withAdded(EMPTY_CART, stand, 1), bag, 2), stand, 3);
    expect(cart.lines.map(({ id, quantity }) => [id, quantity])).toEqual([
      ["22423", 4],
      ["85099B", 2],
    ]);
    expect(countOf(cart)).toBe(6);
  });

  it("stops at 99 of one", () => {
    expect(countOf(withAdded(holding(98), stand, 5))).toBe(99);
  });

  it.each([0, -3, Number.NaN])("adds nothing for %s", (quantity) => {
    expect(withAdded(EMPTY_CART, stand, quantity)).toEqual(EMPTY_CART);
  });
});

describe("withQuantity", () => {
  it("removes a line of which nothing is left", () => {
    expect(withQuantity(holding(2), "22423", 0).lines).toEqual([]);
  });

  it("leaves the basket as it is for a product that is not in it", () => {
    expect(withQuantity(holding(2), "none", 5)).toEqual(holding(2));
  });
});

describe("totalsOf", () => {
  it("costs nothing when empty, not even the post", () => {
    expect(totalsOf(EMPTY_CART)).toEqual({ items: 0, discount: 0, revenue: 0, delivery: 0, total: 0 });
  });

  it("adds the post under forty pounds and no longer from there on", () => {
    expect(totalsOf(holding(3))).toMatchObject({ items: 3825, delivery: 395, total: 4220 });
    expect(totalsOf(holding(4))).toMatchObject({ items: 5100, delivery: 0, total: 5100 });
  });

  it("takes an offer off in whole pence and judges the post by what is left", () => {
    expect(totalsOf(holding(3, "WARM15"))).toEqual({
      items: 3825,
      discount: 574,
      revenue: 3251,
      delivery: 395,
      total: 3646,
    });
    expect(totalsOf(holding(4, "START25"))).toEqual({
      items: 5100,
      discount: 1275,
      revenue: 3825,
      delivery: 0,
      total: 3825,
    });
  });

  it("posts free for members, however small the parcel, and takes nothing else off", () => {
    const cart = { ...holding(1), isMember: true };
    expect(totalsOf(cart)).toEqual({ items: 1275, discount: 0, revenue: 1275, delivery: 0, total: 1275 });
    expect(totalsOf({ ...holding(3, "WARM15"), isMember: true })).toMatchObject({ discount: 574, total: 3251 });
    expect(totalsOf(withAdded(cart, bag, 1)).delivery).toBe(0);
  });

  it("gives nothing for a code that is none", () => {
    expect(totalsOf(holding(1, "FREEBEER"))).toEqual(totalsOf(holding(1)));
  });
});
