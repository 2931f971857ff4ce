import { beforeEach, describe, expect, it, vi } from "vitest";
import { boxInWindow, findFrames } from "./findFrames.ts";

/** In no document, as frames in one are loaded. */
let page: Element;

/** A frame whose document holds this, as it is once it has loaded. */
function frameWith(html: string, around: Element = page) {
  const frame = document.createElement("iframe");
  const inner = document.implementation.createHTMLDocument();
  inner.body.append(inner.createRange().createContextualFragment(html));
  Object.defineProperty(frame, "contentDocument", { value: inner, configurable: true });
  Object.defineProperty(inner, "defaultView", { value: { frameElement: frame } });
  around.append(frame);
  return { frame, inner };
}

const found = (places: { key: string; selector: string | null }[] = []) =>
  findFrames(page, places).map(({ slots }) => slots.map(({ key, elements }) => `${key} ${elements.length}`));

/** Gives an element a box, as a browser that lays pages out would. */
function put(element: Element, left: number, top: number, width: number, height: number): void {
  element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
  for (const [name, value] of Object.entries({ clientWidth: width, clientHeight: height }))
    Object.defineProperty(element, name, { value, configurable: true });
}

beforeEach(() => {
  page = document.createElement("main");
});

describe("findFrames", () => {
  it("finds the slots of frames, of those within frames too, and passes over those without", () => {
    // This document loads no frames, and says so.
    vi.spyOn(console, "error").mockReturnValue();
    const { inner } = frameWith('<b data-rfedge-slot="hero"></b><i data-rfedge-slot="hero"></i>');
    frameWith("<p>An advertisement</p>");
    frameWith('<b data-rfedge-slot="deep"></b>', inner.body);
    expect(found()).toEqual([["hero 2"], ["deep 1"]]);
  });

  it("takes a selector at its word only where slots are filled", () => {
    const places = [{ key: "title", selector: "h1" }];
    frameWith("<h1>Somebody else’s</h1>");
    expect(found(places)).toEqual([]);
    frameWith('<h1>Ours</h1><script type="text/plain" data-write-key="wk_1"></script>');
    expect(found(places)).toEqual([["title 1"]]);
  });

  it("passes over a frame of another site", () => {
    const { frame } = frameWith('<b data-rfedge-slot="hero"></b>');
    Object.defineProperty(frame, "contentDocument", { value: null });
    expect(found()).toEqual([]);
  });
});

describe("boxInWindow", () => {
  it("is where an element of the page is", () => {
    const slot = page.appendChild(document.createElement("b"));
    put(slot, 10, 20, 30, 40);
    expect(boxInWindow(slot)).toMatchObject({ left: 10, top: 20, width: 30, height: 40 });
    put(slot, 10, 20, 0, 0);
    expect(boxInWindow(slot)).toBeNull();
  });

  it("counts from the frame’s place, and ends where the frame does", () => {
    const { frame, inner } = frameWith('<b data-rfedge-slot="hero"></b>');
    const slot = inner.querySelector("b") ?? inner.body;
    put(frame, 100, 200, 300, 150);
    put(slot, 10, 20, 50, 60);
    expect(boxInWindow(slot)).toMatchObject({ left: 110, top: 220, width: 50, height: 60 });
    put(slot, -10, 120, 500, 60);
    expect(boxInWindow(slot)).toMatchObject({ left: 100, top: 320, width: 300, height: 30 });
    put(slot, 0, 151, 50, 60);
    expect(boxInWindow(slot)).toBeNull();
  });
});
