import { describe, expect, it } from "vitest";
import { selectorFault } from "#shared/decision/selector";
import { isPickable, selectorOf, stepFrom } from "./selectorOf.ts";

const page = (html: string) => {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
  return (selector: string) => document.querySelector(selector) ?? document.body;
};

describe("selectorOf", () => {
  it.each([
    ["an id", '<p></p><p id="offer"></p>', "#offer"],
    ["a class", '<div class="offer"><p></p></div><p></p>', ".offer"],
    ["its place among others", "<ul><li></li><li></li><li></li></ul>", "li:nth-child(2)"],
    ["an odd class", '<div class="md:w-1/2 :x [a]"></div><div></div>', "div"],
    ["an id that is a number", '<p id="1"></p><p></p>', "p"],
  ])("finds one element alone, by %s, within what an edge can tell", (_, html, wanted) => {
    const element = page(html)(wanted);
    const selector = selectorOf(element) ?? "none";
    expect([...document.querySelectorAll(selector)]).toEqual([element]);
    expect(selectorFault(selector)).toBeNull();
  });

  it("has none for what is not in the page", () => {
    expect(selectorOf(document.createElement("p"))).toBeNull();
  });
});

describe("stepFrom", () => {
  it("walks out, in and aside, and stays in the page", () => {
    const at = page('<main><i id="a"></i><script></script><b id="b"><u></u></b></main>');
    expect(stepFrom(at("#b"), "ArrowUp")).toBe(at("main"));
    expect(stepFrom(at("#b"), "ArrowDown")).toBe(at("u"));
    expect(stepFrom(at("main"), "ArrowDown")).toBe(at("#a"));
    expect(stepFrom(at("#a"), "ArrowLeft")).toBe(at("#a"));
    expect(stepFrom(document.body, "ArrowUp")).toBe(document.body);
    expect(stepFrom(at("#a"), "Tab")).toBeNull();
  });

  it("passes over what no slot can be", () => {
    const at = page('<i id="a"></i><script></script><b id="b"></b><svg id="c"></svg>');
    expect(stepFrom(at("#a"), "ArrowRight")).toBe(at("#b"));
    expect(stepFrom(at("#b"), "ArrowRight")).toBe(at("#b"));
    expect(isPickable(document.documentElement)).toBe(false);
  });
});
