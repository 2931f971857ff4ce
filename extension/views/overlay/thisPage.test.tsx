import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aSlotAnswer } from "../../../test/support/wireSlot.ts";
import { aSite, aWireVisitor, READ_AT } from "../../../test/support/wireVisitor.ts";
import type { OverlayRequest, PageSlots, Shown } from "../../messages.ts";
import { Overlay } from "./Overlay.tsx";

const SLOTS: PageSlots = {
  places: [
    { key: "hero", selector: null },
    { key: "aside", selector: "aside" },
    { key: "gone", selector: null },
  ],
  explained: {
    hero: {
      answer: aSlotAnswer(),
      others: { vip: ["vip"], new: ["welcome"] },
      texts: { welcome: "<img src=x onerror=alert(1)>", vip: "</style><script>alert(1)</script>" },
    },
  },
  trouble: null,
};

const SHOWN: Shown = {
  standing: "known",
  host: "edge.example",
  visitor: aWireVisitor(),
  history: { segments: [], scores: [] },
  events: [],
  facts: aSite(),
  explained: null,
  slots: null,
  isLive: true,
  isOpen: true,
  aheadMs: 0,
  place: { side: "right", x: 16, edge: "bottom", y: 16 },
  language: "en",
  locale: "en-GB",
};

const shown = signal<Shown | null>(null);
const now = signal(Date.parse(READ_AT));
const root = document.createElement("div");
let asked: OverlayRequest[];

const aSlot = (key: string) => {
  const slot = document.createElement("section");
  slot.dataset["rfedgeSlot"] = key;
  return slot;
};
const show = (changes: Partial<Shown>) =>
  act(() => {
    shown.value = { ...SHOWN, ...shown.value, ...changes };
  });
const tick = () =>
  act(() => {
    now.value += 1_000;
  });
const text = () => root.querySelector(".page")?.textContent ?? "";
const press = (words: string) =>
  act(() => [...root.querySelectorAll("button")].find(({ textContent }) => textContent?.startsWith(words))?.click());

beforeEach(() => {
  asked = [];
  shown.value = null;
  document.body.replaceChildren(aSlot("hero"), aSlot("mine"), root);
  act(() => render(<Overlay shown={shown} now={now} ask={(request) => asked.push(request)} />, root));
});
afterEach(() => act(() => render(null, root)));

describe("This page", () => {
  it("asks nothing before it is opened, then where slots are, then of those that are there", () => {
    show({});
    tick();
    expect(asked).toEqual([]);
    press("Show slots");
    show({ slots: { ...SLOTS, explained: {} } });
    tick();
    tick();
    expect(asked).toEqual([
      { type: "slots", keys: [] },
      { type: "slots", keys: ["hero"] },
    ]);
  });

  it("asks again once the page has another slot, and no more once it is closed", () => {
    show({ slots: SLOTS });
    press("Show slots");
    document.body.append(document.createElement("aside"));
    tick();
    expect(asked.at(-1)).toEqual({ type: "slots", keys: ["hero", "aside"] });
    press("Show slots");
    expect(asked.at(-1)).toEqual({ type: "slots", keys: null });
  });

  it("tells slots of the site from marks that are none, and what is elsewhere", () => {
    show({ slots: SLOTS });
    press("Show slots");
    expect(text()).toContain("Shows “welcome” – segment: New.");
    expect(text()).toContain("mineThe page marks this as a slot, but the site’s configuration has none");
    expect(text()).toContain("2 more slots are not on this page");
  });

  it("says what a page without slots needs, and that an answer is missing", () => {
    document.body.replaceChildren(root);
    show({ slots: { ...SLOTS, explained: {} } });
    press("Show slots");
    expect(text()).toContain("This page has no slots. Mark an element");
    show({ slots: { ...SLOTS, trouble: "unreachable" } });
    expect(text()).toContain("No answer from RFEdge just now.");
    expect(text()).not.toContain("This page has no slots.");
  });

  it("shows content as text, whatever is in it", () => {
    show({ slots: SLOTS });
    press("Show slots");
    press("Compare segments");
    expect(text()).toContain("<img src=x onerror=alert(1)>");
    expect(text()).toContain("</style><script>alert(1)</script>");
    expect(root.querySelector("img, script")).toBeNull();
  });
});
