import { describe, expect, it } from "vitest";
import { selectorFault } from "./selector.ts";

describe("selectorFault", () => {
  it.each([
    ["h1 ~ p", "must not use ~: only ancestors of an element are known while a page streams by"],
    ["li:last-child", /^must not use :last-child: of pseudo-classes only :first-child, .* can be told/],
    ["p::before", /^must not use ::before/],
    [":is(a, b)", /^must not use :is/],
    ["main:has(.hero)", /^must not use :has/],
    ["li:nth-child(2 of .x)", "must give :nth-child() a number, odd, even or such as 2n+1"],
    ["svg|a", "must not name a namespace"],
    ["a:not(b c)", "must name no ancestor within :not()"],
    ["a:not(b", "must close each bracket"],
    ["a,", "must not end where a selector is expected"],
    ["a >", "must not end where a selector is expected"],
    [" ", "must not be empty"],
    ["#1", 'must be a CSS selector: "#" is not expected there'],
    ["a/**/b", 'must be a CSS selector: "/" is not expected there'],
    ["a)", 'must be a CSS selector: ")" is not expected there'],
    [":not(:not(:not(:not(:not(a)))))", "must not nest :not() deeper than 4 times"],
  ])("says of %j what is wrong", (selector, fault) => {
    expect(selectorFault(selector)).toEqual(typeof fault === "string" ? fault : expect.stringMatching(fault));
  });

  it.each([
    "#hero",
    "main > section.hero[data-place='top' i]:not([hidden], .off):nth-of-type( 2n + 1 )",
    "h1, h2,h3",
    "\\31 0 * #a\\:b",
  ])("has nothing against %j", (selector) => {
    expect(selectorFault(selector)).toBeNull();
  });
});
