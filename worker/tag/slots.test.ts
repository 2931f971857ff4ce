import { beforeEach, describe, expect, it } from "vitest";
import { fillSlots } from "./slots.ts";

const decided = (
  content: string | null,
  contentType: "text/html" | "text/plain" | "application/json" | null = "text/html",
) => ({
  hero: {
    snippet: content && "some",
    content,
    contentType: content === null ? null : contentType,
    reason: "match" as const,
  },
});

beforeEach(() => {
  fillSlots();
  document.body.innerHTML = '<div data-rfedge-slot="hero"><i>Default</i></div><p data-rfedge-slot="other">Other</p>';
});

const slot = () => document.querySelector("[data-rfedge-slot]");

describe("fillSlots", () => {
  it("sets markup as markup and text as text", () => {
    fillSlots(decided("<b>Hi</b>"));
    expect(slot()?.innerHTML).toBe("<b>Hi</b>");
    fillSlots(decided("<b>Hi</b>!", "text/plain"));
    expect(slot()?.textContent).toBe("<b>Hi</b>!");
    expect(document.querySelector("p")?.textContent).toBe("Other");
  });

  it("gives the page its own nodes back, whatever was decided in between", () => {
    const own = slot()?.firstChild;
    for (const decision of [decided("<b>One</b>"), decided(""), decided("Three")]) {
      fillSlots(decision);
      expect(slot()?.firstChild).not.toBe(own);
    }
    fillSlots(decided(null));
    expect(slot()?.firstChild).toBe(own);
  });

  it("leaves a slot to the page where data was decided", () => {
    const own = slot()?.firstChild;
    fillSlots(decided("<b>One</b>"));
    fillSlots(decided('{"a":1}', "application/json"));
    expect(slot()?.firstChild).toBe(own);
  });

  it("does not touch content that is there already", () => {
    fillSlots(decided("<b>Hi</b>"));
    const shown = slot()?.firstChild;
    fillSlots(decided("<b>Hi</b>"));
    expect(slot()?.firstChild).toBe(shown);
  });

  it("takes what the page rendered meanwhile for its own", () => {
    fillSlots(decided("<b>One</b>"));
    slot()?.replaceChildren("Rendered");
    fillSlots(decided("<b>Two</b>"));
    expect(slot()?.textContent).toBe("Two");
    fillSlots(decided(null));
    expect(slot()?.textContent).toBe("Rendered");
  });

  it("adds to the decisions made, until the page is another", () => {
    fillSlots(decided("<b>One</b>"));
    fillSlots({ other: { snippet: "x", content: "Filled", contentType: "text/plain", reason: "match" } });
    slot()?.replaceChildren("Rendered");
    fillSlots({});
    expect(slot()?.textContent).toBe("One");
    fillSlots();
    slot()?.replaceChildren("Rendered");
    fillSlots({});
    expect(slot()?.textContent).toBe("Rendered");
  });
});
