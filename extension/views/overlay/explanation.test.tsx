import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aComparison, aMeasure, anExplainedEvent, anExplanation } from "../../../test/support/wireExplanation.ts";
import { aSite, aWireEvent, aWireVisitor, READ_AT } from "../../../test/support/wireVisitor.ts";
import type { Explained, OverlayRequest, Shown } from "../../messages.ts";
import { Overlay } from "./Overlay.tsx";

const SHOWN: Shown = {
  standing: "known",
  host: "edge.example",
  visitor: aWireVisitor({ kind: "customer" }),
  history: { segments: [], scores: [] },
  events: [aWireEvent({ type: "track", name: "Order Completed", points: 10 }), aWireEvent({ messageId: "m-2" })],
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
let asked: OverlayRequest[];

const show = (changes: Partial<Shown>) =>
  act(() => {
    shown.value = { ...SHOWN, ...shown.value, ...changes };
  });
const explain = (changes: Partial<Explained>) =>
  show({ explained: { wanted: { event: null }, answer: null, trouble: null, ...changes } });
const texts = (selector: string) =>
  [...document.querySelectorAll(selector)].map((element) => element.textContent?.replace(/\s+/g, " ").trim());
const button = (words: string) =>
  [...document.querySelectorAll<HTMLButtonElement>("button[aria-expanded]")].find(
    ({ textContent }) => textContent?.includes(words) === true,
  );
const press = (words: string) => act(() => button(words)?.click());

beforeEach(() => {
  asked = [];
  shown.value = SHOWN;
  act(() => render(<Overlay shown={shown} now={now} ask={(request) => asked.push(request)} />, document.body));
});

afterEach(() => {
  act(() => render(null, document.body));
});

describe("the explanation", () => {
  it("is asked for once something is opened, and no more once all is closed", async () => {
    expect(asked).toEqual([]);
    await press("Why?");
    await press("Recency");
    expect(asked).toEqual([{ type: "explain", wanted: { event: null } }]);
    expect(texts(".whysegment .quiet")).toEqual(["Reading…"]);
    await press("Why?");
    await press("Recency");
    expect(asked.slice(1)).toEqual([{ type: "explain", wanted: null }]);
  });

  it("is asked for no more once the card is closed", async () => {
    await press("Why?");
    await show({ isOpen: false });
    expect(asked.at(-1)).toEqual({ type: "explain", wanted: null });
  });

  it("of one visitor does not stay open for another", async () => {
    await press("Why?");
    await show({ visitor: null, standing: "looking" });
    await show({ visitor: SHOWN.visitor, standing: "known" });
    expect(button("Why?")?.getAttribute("aria-expanded")).toBe("true");
    await show({ visitor: aWireVisitor({ id: "cd".repeat(32) }) });
    expect(button("Why?")?.getAttribute("aria-expanded")).toBe("false");
    expect(asked.at(-1)).toEqual({ type: "explain", wanted: null });
  });

  it.each([
    ["unknown", "RFEdge gives no explanation here. It may need an update."],
    ["unreadable", "RFEdge gives no explanation here. It may need an update."],
    ["unreachable", "No answer from RFEdge just now. It is asked again by itself."],
  ] as const)("is a quiet line where it is %s, and the card stays whole", async (trouble, line) => {
    await press("Why?");
    await press("Order Completed");
    await explain({ trouble });
    expect(texts(".whysegment p, .events p")).toEqual([line, line]);
    expect(document.querySelectorAll(".measure")).toHaveLength(3);
  });

  it("stays while the Worker is away", async () => {
    await press("Why?");
    await explain({ answer: anExplanation(), trouble: "unreachable" });
    expect(texts(".whysegment .why > p")[0]).toBe("New – 1 order and last order 2 d 6 h ago.");
  });
});

describe("WhySegment", () => {
  it("says the reason first, then each rule tried with what it asked for and met", async () => {
    await press("Why?");
    await explain({ answer: anExplanation() });
    expect(texts(".whysegment .why > p")[0]).toBe("New – 1 order and last order 2 d 6 h ago.");
    expect(texts(".rules .verdict")).toEqual(["does not hold Anonymous prospect", "does not hold Lost", "holds New"]);
    expect(texts(".rules .condition")).toEqual([
      "does not hold Orders 1 needs exactly 0",
      "holds Signed in no needs no",
      "does not hold Since the last order 2 d 6 h needs over 180 d",
      "holds Orders 1 needs exactly 1",
      "holds Since the last order 2 d 6 h needs at most 30 d",
    ]);
  });

  it("says that a rule takes whoever is left", async () => {
    await press("Why?");
    const rules = [{ key: "developing-1", result: true, comparisons: [] }];
    await explain({ answer: anExplanation({ segment: { key: "developing-1", rules } }) });
    expect(texts(".whysegment .why > p")[0]).toBe("Developing 1 – no rule before it holds.");
    expect(texts(".rules .quiet")).toEqual(["takes everyone who is left"]);
  });

  it("says so where a rule holds although a condition does not", async () => {
    await press("Why?");
    const comparisons = [aComparison("orders", "gt", 5, 1, false), aComparison("revenue", "gt", 30, 40, true)];
    const rules = [{ key: "fans", result: true, comparisons }];
    await explain({ answer: anExplanation({ segment: { key: "fans", rules } }) });
    expect(texts(".whysegment .why > p")[0]).toBe("fans – revenue: £40.00.");
    expect(texts(".rules .quiet")).toEqual(["This rule does not need every condition, or needs one not to hold."]);
  });

  it("speaks Finnish", async () => {
    await show({ language: "fi", locale: "fi-FI" });
    await press("Miksi?");
    await explain({ answer: anExplanation() });
    expect(texts(".rules .condition")[2]).toBe("ei täyty Viimeisimmästä tilauksesta 2 pv 6 t ehto: yli 180 pv");
  });

  it("shows what a visitor or a site wrote as text", async () => {
    const payload = "<img src=x onerror=alert(1)>";
    await press("Why?");
    const comparisons = [aComparison(`traits.${payload}`, "eq", payload, payload, true)];
    await explain({
      answer: anExplanation({ segment: { key: payload, rules: [{ key: payload, result: true, comparisons }] } }),
    });
    expect(document.body.textContent?.split(payload).length).toBeGreaterThan(5);
    expect(document.querySelectorAll("img")).toHaveLength(0);
  });
});

describe("WhyScore", () => {
  it("shows where the value falls among the cuts, the place among all, and what lifts it", async () => {
    await press("Frequency");
    await explain({ answer: anExplanation() });
    expect(texts(".rung")).toEqual([
      "59 orders or more",
      "45 – 8 orders",
      "33 – 4 orders",
      "22 orders",
      "1up to 1 order1 order",
    ]);
    expect(texts(".rung[aria-current]")).toEqual(["1up to 1 order1 order"]);
    expect(texts(".opened p")).toEqual([
      "Score 2 with 1 more order within 12 d",
      "84% of customers do as well or better",
      "Tier occasional: up to 1 order",
    ]);
  });

  it("says what gives a prospect a first score", async () => {
    await press("Frequency");
    const lift = { dimension: "frequency", kind: "orders", amount: 1, score: 1 } as const;
    await explain({
      answer: anExplanation({ scores: [aMeasure({ value: null, score: null, tier: null, top: null, lift })] }),
    });
    expect(texts(".rung[aria-current]")).toEqual([]);
    expect(texts(".opened p")).toEqual(["Score 1 with 1 more order"]);
  });
});

describe("WhyEvent", () => {
  it("is asked for by its message, one at a time", async () => {
    await press("Order Completed");
    await press("Page");
    expect(asked).toEqual([
      { type: "explain", wanted: { event: "m-1" } },
      { type: "explain", wanted: { event: "m-2" } },
    ]);
    expect(button("Order Completed")?.getAttribute("aria-expanded")).toBe("false");
  });

  it("shows the points and what the event changed", async () => {
    await press("Order Completed");
    await explain({ wanted: { event: "m-1" }, answer: anExplanation({ event: anExplainedEvent() }) });
    expect(texts(".events .why p")).toEqual(["10 points"]);
    expect(texts(".change")).toEqual([
      "Segment Anonymous prospect → New",
      "Orders 0 → 1",
      "Revenue £0.00 → £40.00",
      "Average order — → £40.00",
      "Monetary score (RFM) — → 1",
    ]);
  });

  it("waits for the answer that is about it", async () => {
    await press("Order Completed");
    await explain({
      wanted: { event: "m-2" },
      answer: anExplanation({ event: anExplainedEvent({ messageId: "m-2" }) }),
    });
    expect(texts(".events li p")).toEqual(["Reading…"]);
    await explain({ wanted: { event: "m-1" }, answer: anExplanation() });
    expect(texts(".events li p")).toEqual(["What this event changed is not known any more."]);
  });

  it("says that an event changed nothing", async () => {
    await press("Order Completed");
    const segment = { before: "new", after: "new" };
    const event = anExplainedEvent({ points: 1, totals: [], scores: [], segment });
    await explain({ wanted: { event: "m-1" }, answer: anExplanation({ event }) });
    expect(texts(".events .why p")).toEqual(["1 point", "No total, score or segment changed."]);
  });
});
