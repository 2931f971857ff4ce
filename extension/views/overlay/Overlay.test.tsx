import { signal } from "@preact/signals";
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aSite, aWireEvent, aWireVisitor, READ_AT } from "../../../test/support/wireVisitor.ts";
import type { OverlayRequest, Shown } from "../../messages.ts";
import { Overlay } from "./Overlay.tsx";

const PAYLOADS = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)</script>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "</style><script>alert(1)</script>",
  "{{constructor.constructor('alert(1)')()}}",
  "\u202Eexe.gpj",
];

const SHOWN: Shown = {
  standing: "known",
  host: "edge.example",
  visitor: aWireVisitor(),
  history: { segments: [], scores: [] },
  events: [],
  facts: null,
  explained: null,
  slots: null,
  isLive: true,
  isOpen: false,
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
const text = () => document.body.textContent?.replace(/\s+/g, " ") ?? "";
const find = (selector: string) => document.querySelector<HTMLElement>(selector);

beforeEach(() => {
  asked = [];
  shown.value = null;
  act(() => render(<Overlay shown={shown} now={now} ask={(request) => asked.push(request)} />, document.body));
});

afterEach(() => {
  act(() => render(null, document.body));
});

describe("Overlay", () => {
  it("shows nothing before it knows where to stand", () => {
    expect(text()).toBe("");
  });

  it("says a prospect's segment and RFE scores in the badge", async () => {
    await show({});
    expect(find(".pill")?.textContent).toBe("Anonymous prospectR5F1E1");
  });

  it("says a customer's RFM scores, and a dash where there is none", async () => {
    await show({ visitor: aWireVisitor({ kind: "customer" }) });
    expect(find(".triple")?.textContent).toBe("R—F—M—");
  });

  it.each([
    ["not-connected", "Not connected yet", "Open settings"],
    ["no-visitor", "This page has no visitor yet", undefined],
    ["unknown", "Not seen yet", "Try again"],
    ["unreachable", "RFEdge does not answer", "Try again"],
    ["refused", "The token is not accepted", "Open settings"],
    ["forbidden", "This token may not read visitors", "Open settings"],
    ["unreadable", "The answer cannot be read", "Open settings"],
    ["not-allowed", "The browser blocks the connection", "Open settings"],
  ] as const)("says what is wrong when it is %s, and offers what helps", async (standing, title, help) => {
    await show({ standing, visitor: null, isOpen: true });
    expect(find(".note h2")?.textContent).toBe(title);
    expect(find(".note .button")?.textContent).toBe(help);
  });

  it("keeps the figures while the Worker is away, and says that they may be old", async () => {
    await show({ standing: "unreachable", isOpen: true });
    expect(text()).toContain("may be old");
    expect(find(".scores")).not.toBeNull();
  });

  it("announces a change of segment, but not the one that was there", async () => {
    await show({});
    expect(find("[role=status]")?.textContent).toBe("");
    await show({ visitor: aWireVisitor({ segment: { key: "new", since: READ_AT, cause: "event" } }) });
    expect(find("[role=status]")?.textContent).toBe("Segment is now New");
  });

  it("closes with Escape and lets no dialog of the page close with it", async () => {
    await show({ isOpen: true });
    const press = new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true });
    find(".card")?.dispatchEvent(press);
    expect(asked).toEqual([{ type: "open", isOpen: false }]);
    expect(press.defaultPrevented).toBe(true);
  });

  it("draws an event that comes and nothing else: what has not changed is not looked at", async () => {
    const read = vi.fn(() => []);
    const history = Object.defineProperty({ segments: [], scores: [] }, "scores", { get: read });
    await show({ isOpen: true, history, events: [aWireEvent({ messageId: "m-1" })] });
    const before = read.mock.calls.length;
    expect(before).toBeGreaterThan(0);
    const line = find(".events li");
    await show({ events: [aWireEvent({ messageId: "m-2" }), aWireEvent({ messageId: "m-1" })] });
    expect(document.querySelectorAll(".events li")).toHaveLength(2);
    expect(find(".events li:last-child")).toBe(line);
    expect(read).toHaveBeenCalledTimes(before);
  });

  it("speaks Finnish", async () => {
    await show({ language: "fi", locale: "fi-FI" });
    expect(find(".pill strong")?.textContent).toBe("Tuntematon prospekti");
    expect(find("section")?.lang).toBe("fi");
  });

  it.each(PAYLOADS)("shows %s as text wherever a visitor or a site can write", async (payload) => {
    const events = [
      aWireEvent({ type: "track", name: payload, message: { properties: { name: payload } } }),
      aWireEvent({ messageId: "m-2", message: { properties: { path: payload } } }),
    ];
    const visitor = aWireVisitor({ userId: payload, segment: { key: "own", since: READ_AT, cause: "event" } });
    const facts = aSite({ segments: { own: { en: payload } } });
    await show({ isOpen: true, visitor, events, facts });
    expect(text().split(payload.replace(/\s+/g, " ")).length).toBeGreaterThan(3);
    expect(document.querySelectorAll("img, script, [onerror], [onload], [href]")).toHaveLength(0);
  });
});
