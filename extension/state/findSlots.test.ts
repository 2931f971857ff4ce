import { describe, expect, it } from "vitest";
import { findSlots } from "./findSlots.ts";

const found = (html: string, places: { key: string; selector: string | null }[] = []) => {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
  return findSlots(document, places).map(({ key, elements }) => [key, ...elements.map(({ id }) => id)]);
};

describe("findSlots", () => {
  it("finds what is marked and what selectors find, in the page's order, each element once", () => {
    const html = `<p id="a"></p><div id="b" data-rfedge-slot="hero"></div><i id="c" data-rfedge-slot="hero"></i>`;
    const places = [
      { key: "hero", selector: "#b" },
      { key: "top", selector: "p" },
      { key: "elsewhere", selector: "#gone" },
    ];
    expect(found(html, places)).toEqual([
      ["top", "a"],
      ["hero", "b", "c"],
    ]);
  });

  it("finds slots that the site does not have, and none without a name", () => {
    expect(found(`<b id="a" data-rfedge-slot="mine"></b><b data-rfedge-slot=""></b>`)).toEqual([["mine", "a"]]);
  });

  it("passes over a selector that the browser does not know", () => {
    expect(found("<b></b>", [{ key: "x", selector: "b:::" }])).toEqual([]);
  });
});
